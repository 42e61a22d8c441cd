import { type SubmissionResult, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { exclusionsPaths } from "./exclusions.paths";

type Found = { id: string; name: string; stage: string; schoolId: string };

/** Who was excluded: type a name, then choose. What is typed travels in the body of a post. */
export function ChooseLearner({
  found,
  reply,
}: {
  found: Found[] | null;
  reply?: SubmissionResult<string[]>;
}) {
  const [form, fields] = useForm<{ typed: string }>({ id: "learner", lastResult: reply });
  return (
    <>
      <Form form={form} hidden={{ intent: "find" }}>
        <ErrorSummary form={form} />
        <TextField
          field={fields.typed}
          label="Who was excluded?"
          hint="Type at least two letters of their name"
          type="search"
          width="20"
          spellCheck={false}
        />
        <SubmitButton kind="secondary">Find</SubmitButton>
      </Form>
      {found?.length === 0 && <p role="status">Nobody of your school was found by that name.</p>}
      {found && found.length > 0 && (
        <>
          <h2>Found</h2>
          <ul>
            {found.map((learner) => (
              <li key={`${learner.id} ${learner.schoolId}`}>
                <TextLink href={exclusionsPaths.add({ learner: learner.id, school: learner.schoolId })}>
                  {learner.name}, {learner.stage}
                </TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
