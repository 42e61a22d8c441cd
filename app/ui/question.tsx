import type { FieldMetadata } from "@conform-to/react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The part of a conform field that the fields of this folder need; every `FieldMetadata` fits. */
export type Field = Pick<
  FieldMetadata,
  "id" | "name" | "key" | "formId" | "errorId" | "descriptionId" | "errors" | "initialValue" | "required"
>;

export type QuestionProps = {
  field: Field;
  label: ReactNode;
  hint?: ReactNode;
  /** Adds "(optional)" to the label. */
  isOptional?: boolean;
};

/** The ids that explain a field to a screen reader: its hint, its error, and anything `more`. */
function describedBy({ field, hint }: Pick<QuestionProps, "field" | "hint">, more?: string) {
  return (
    classNames(hint !== undefined && field.descriptionId, field.errors && field.errorId, more) || undefined
  );
}

/** What every single control of a form carries. */
export function controlProps({ field, hint }: Pick<QuestionProps, "field" | "hint">, more?: string) {
  return {
    id: field.id,
    name: field.name,
    form: field.formId,
    required: field.required,
    "aria-invalid": field.errors ? true : undefined,
    "aria-describedby": describedBy({ field, hint }, more),
  };
}

/** What was typed before, as text; a field that holds a list or nothing has none. */
export const typedText = ({ initialValue }: Field) =>
  typeof initialValue === "string" ? initialValue : undefined;

/** Label, hint, error and one control. */
export function Question({
  field,
  label,
  hint,
  isOptional,
  children,
}: QuestionProps & { children: ReactNode }) {
  return (
    <QuestionBox field={field}>
      <label className="ds_label" htmlFor={field.id}>
        {label}
        {isOptional && <Optional />}
      </label>
      <HintAndError field={field} hint={hint} />
      {children}
    </QuestionBox>
  );
}

/** Legend, hint, error and a group of controls. */
export function QuestionGroup({
  field,
  label,
  hint,
  isOptional,
  children,
}: QuestionProps & { children: ReactNode }) {
  return (
    <QuestionBox field={field}>
      <fieldset aria-describedby={describedBy({ field, hint })}>
        <legend>
          {label}
          {isOptional && <Optional />}
        </legend>
        <HintAndError field={field} hint={hint} />
        {children}
      </fieldset>
    </QuestionBox>
  );
}

/** The box of a question, with the bar at its side when there is an error. */
export function QuestionBox({ field, children }: { field: Field; children: ReactNode }) {
  return <div className={classNames("ds_question", field.errors && "ds_question--error")}>{children}</div>;
}

export function HintAndError({ field, hint }: Pick<QuestionProps, "field" | "hint">) {
  return (
    <>
      {hint !== undefined && (
        <div className="ds_hint-text" id={field.descriptionId}>
          {hint}
        </div>
      )}
      {field.errors && (
        <p className="ds_question__error-message" id={field.errorId}>
          <span className="visually-hidden">Error: </span>
          {field.errors.join(" ")}
        </p>
      )}
    </>
  );
}

function Optional() {
  return <span className="vs-optional"> (optional)</span>;
}
