import { type HTMLInputTypeAttribute, type InputHTMLAttributes, useEffect, useState } from "react";
import { classNames } from "./class-names";
import { controlProps, Question, type QuestionProps, typedText } from "./question";

export type Width = "2" | "3" | "4" | "5" | "10" | "20" | "half" | "two-thirds" | "full";

const widthClasses: Record<Width, string | null> = {
  "2": "ds_input--fixed-2",
  "3": "ds_input--fixed-3",
  "4": "ds_input--fixed-4",
  "5": "ds_input--fixed-5",
  "10": "ds_input--fixed-10",
  "20": "ds_input--fixed-20",
  half: "ds_input--fluid-half",
  "two-thirds": "ds_input--fluid-two-thirds",
  full: null,
};

type InputProps = QuestionProps & {
  /** In characters, or a share of the column. */
  width?: Width;
} & Pick<
    InputHTMLAttributes<HTMLInputElement>,
    "autoComplete" | "inputMode" | "list" | "min" | "max" | "spellCheck"
  >;

function Input({
  type,
  width = "full",
  field,
  label,
  hint,
  isOptional,
  ...rest
}: InputProps & { type: HTMLInputTypeAttribute }) {
  return (
    <Question field={field} label={label} hint={hint} isOptional={isOptional}>
      <input
        key={field.key}
        {...controlProps({ field, hint })}
        autoComplete="off"
        {...rest}
        type={type}
        defaultValue={typedText(field)}
        className={classNames("ds_input", widthClasses[width], field.errors && "ds_input--error")}
      />
    </Question>
  );
}

/** One line of text. Browsers are told not to remember what is typed, unless `autoComplete` says otherwise. */
export function TextField({
  type = "text",
  ...props
}: InputProps & { type?: "text" | "email" | "tel" | "search" }) {
  return <Input type={type} {...props} />;
}

/** A day, with the browser's own calendar; gives "2026-11-22". */
export function DateField(props: InputProps) {
  return <Input type="date" width="10" {...props} />;
}

/** A time of day; gives "14:05". */
export function TimeField(props: InputProps) {
  return <Input type="time" width="5" {...props} />;
}

/** A file to send; its form says `isUpload`. Browsers forget the choice when the page is shown again. */
export function FileField({ field, label, hint, accept }: QuestionProps & { accept: string }) {
  return (
    <Question field={field} label={label} hint={hint}>
      <input
        key={field.key}
        {...controlProps({ field, hint })}
        type="file"
        accept={accept}
        className={classNames("ds_input max-w-xl", field.errors && "ds_input--error")}
      />
    </Question>
  );
}

type TextAreaProps = QuestionProps & {
  rows?: number;
  /** Shows how many characters are left. It never cuts off what is typed: the schema refuses what is too long. */
  limit?: number;
};

/** Several lines of text. */
export function TextArea({ field, label, hint, isOptional, rows = 4, limit }: TextAreaProps) {
  const [typed, setTyped] = useState<number | null>(null);
  const countId = `${field.id}-count`;
  return (
    <Question field={field} label={label} hint={hint} isOptional={isOptional}>
      <textarea
        key={field.key}
        {...controlProps({ field, hint }, limit === undefined ? undefined : countId)}
        autoComplete="off"
        rows={rows}
        defaultValue={typedText(field)}
        className={classNames("ds_input", field.errors && "ds_input--error")}
        onChange={limit === undefined ? undefined : (event) => setTyped(event.currentTarget.value.length)}
      />
      {limit !== undefined && <CharacterCount id={countId} limit={limit} typed={typed} />}
    </Question>
  );
}

const quietMilliseconds = 1000;

/** Says the limit until somebody types, then what is left; reads it out only after a pause in typing. */
function CharacterCount({ id, limit, typed }: { id: string; limit: number; typed: number | null }) {
  const words = typed === null ? `You can enter up to ${limit} characters.` : charactersLeft(limit - typed);
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => setSpoken(words), quietMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, words]);
  return (
    <>
      <p
        className={classNames(
          "vs-character-count",
          typed !== null && typed > limit && "vs-character-count--over",
        )}
        id={id}
      >
        {words}
      </p>
      <span className="visually-hidden" aria-live="polite">
        {spoken}
      </span>
    </>
  );
}

function charactersLeft(left: number) {
  const count = Math.abs(left) === 1 ? "1 character" : `${Math.abs(left)} characters`;
  return left < 0 ? `You have ${count} too many.` : `You have ${count} left.`;
}

type SelectProps = QuestionProps & {
  options: readonly { value: string; label: string }[];
  /** The words of the empty choice; null when something is always chosen. */
  emptyLabel?: string | null;
};

/** One choice from many; for up to about eight choices, `Radios` are easier. */
export function Select({ field, label, hint, isOptional, options, emptyLabel = "Select one" }: SelectProps) {
  return (
    <Question field={field} label={label} hint={hint} isOptional={isOptional}>
      <div className="ds_select-wrapper">
        <select
          key={field.key}
          {...controlProps({ field, hint })}
          defaultValue={typedText(field)}
          className={classNames("ds_select", field.errors && "ds_select--error")}
        >
          {emptyLabel !== null && <option value="">{emptyLabel}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span className="ds_select-arrow" aria-hidden="true" />
      </div>
    </Question>
  );
}
