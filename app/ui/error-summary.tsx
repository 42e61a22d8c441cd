import type { FormMetadata } from "@conform-to/react";
import { useEffect, useRef } from "react";

type SummarisedForm = Pick<FormMetadata, "id" | "errorId" | "allErrors">;

/**
 * Everything that is wrong with a form, in the words shown beside the fields, each a link to its field.
 * It takes the focus, so that it is read out first. Shows nothing while nothing is wrong.
 */
export function ErrorSummary({
  form,
  title = "There is a problem",
}: {
  form: SummarisedForm;
  title?: string;
}) {
  const summary = useRef<HTMLDivElement>(null);
  const problems = problemsOf(form);
  const signature = problems.map((problem) => problem.message).join("\n");
  useEffect(() => {
    if (signature === "") return;
    summary.current?.focus();
    // The title is what a screen reader says first. A route's meta cannot see what its action answered.
    if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  }, [signature]);

  if (problems.length === 0) return null;
  const titleId = `${form.errorId}-title`;
  return (
    <div
      className="ds_error-summary"
      id={form.errorId}
      ref={summary}
      role="alert"
      tabIndex={-1}
      aria-labelledby={titleId}
    >
      <h2 className="ds_h3 ds_error-summary__title" id={titleId}>
        {title}
      </h2>
      <ul className="ds_error-summary__list">
        {problems.map(({ fieldId, message }) => (
          <li key={`${fieldId} ${message}`}>
            {fieldId === null ? message : <a href={`#${fieldId}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Conform names a field's element `<form id>-<field name>`; a problem of the whole form has the empty name. */
function problemsOf(form: SummarisedForm) {
  return Object.entries(form.allErrors).flatMap(([name, messages]) =>
    messages.map((message) => ({ fieldId: name === "" ? null : `${form.id}-${name}`, message })),
  );
}
