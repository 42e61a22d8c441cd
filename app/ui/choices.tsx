import type { ReactNode } from "react";
import { classNames } from "./class-names";
import {
  controlProps,
  type Field,
  HintAndError,
  QuestionBox,
  QuestionGroup,
  type QuestionProps,
} from "./question";

export type Choice = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  /** Further questions for those who choose this. In the page from the start, so they need no script: the style sheet hides them. */
  reveals?: ReactNode;
};

type ChoicesProps = QuestionProps & {
  options: readonly Choice[];
  isSmall?: boolean;
};

/** One of a few, all in sight. */
export function Radios({ options, isSmall, ...question }: ChoicesProps) {
  const isInline =
    isSmall === undefined && options.length === 2 && options.every((o) => !o.hint && !o.reveals);
  return (
    <QuestionGroup {...question}>
      <div className={classNames("ds_field-group", isInline && "ds_field-group--inline")}>
        {options.map((option, index) => (
          <ChoiceItem
            key={option.value}
            type="radio"
            option={option}
            index={index}
            field={question.field}
            isSmall={isSmall}
          />
        ))}
      </div>
    </QuestionGroup>
  );
}

/** Any number of a few. Conform gives the field as a list of the values ticked. */
export function Checkboxes({ options, isSmall, ...question }: ChoicesProps) {
  return (
    <QuestionGroup {...question}>
      <div className="ds_checkboxes ds_field-group">
        {options.map((option, index) => (
          <ChoiceItem
            key={option.value}
            type="checkbox"
            option={option}
            index={index}
            field={question.field}
            isSmall={isSmall}
          />
        ))}
      </div>
    </QuestionGroup>
  );
}

/** One box to tick, for a yes that needs no question. Sends "on", conform's yes. */
export function Checkbox({ field, label, hint }: Omit<QuestionProps, "isOptional">) {
  return (
    <QuestionBox field={field}>
      <div className="ds_checkbox">
        <input
          key={field.key}
          {...controlProps({ field, hint })}
          type="checkbox"
          value="on"
          defaultChecked={field.initialValue === "on"}
          className="ds_checkbox__input"
        />
        <label className="ds_checkbox__label" htmlFor={field.id}>
          {label}
        </label>
        <HintAndError field={field} hint={hint} />
      </div>
    </QuestionBox>
  );
}

type ChoiceItemProps = {
  type: "radio" | "checkbox";
  option: Choice;
  index: number;
  field: Field;
  isSmall?: boolean;
};

function ChoiceItem({ type, option, index, field, isSmall }: ChoiceItemProps) {
  // The error summary links to the field's own id, so the first choice has it.
  const id = index === 0 ? field.id : `${field.id}-${option.value}`;
  const hintId = `${id}-hint`;
  return (
    <div className={classNames(`ds_${type}`, isSmall && `ds_${type}--small`)}>
      <input
        key={field.key}
        id={id}
        name={field.name}
        form={field.formId}
        type={type}
        value={option.value}
        defaultChecked={isChosen(field, option.value)}
        // A group explains itself on its fieldset; ARIA knows aria-invalid for checkboxes, not for radio buttons.
        aria-invalid={type === "checkbox" && field.errors ? true : undefined}
        aria-describedby={option.hint === undefined ? undefined : hintId}
        className={`ds_${type}__input`}
      />
      <label className={`ds_${type}__label`} htmlFor={id}>
        {option.label}
      </label>
      {option.hint !== undefined && (
        <div className="ds_hint-text" id={hintId}>
          {option.hint}
        </div>
      )}
      {option.reveals !== undefined && <div className="ds_question__sub vs-reveals">{option.reveals}</div>}
    </div>
  );
}

function isChosen({ initialValue }: Field, value: string) {
  return Array.isArray(initialValue) ? initialValue.includes(value) : initialValue === value;
}
