import type { SubmissionResult } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { data } from "@remix-run/node";
import type { z } from "zod";
import { Conflict, Invalid } from "./errors";

type Reply = ReturnType<typeof data<{ reply: SubmissionResult<string[]> }>>;

/** Either the command ran, or the page is shown again with everything that was typed and what is wrong. */
export type Submitted<T> = { done: T; again?: never } | { done?: never; again: Reply };

/** The form without NUL characters: no keyboard types them, and PostgreSQL refuses a text that holds one. */
function storable(form: FormData): FormData {
  const clean = new FormData();
  for (const [name, value] of form)
    clean.append(name, typeof value === "string" ? value.replaceAll("\0", "") : value);
  return clean;
}

/**
 * The form of a request that may bring a file.
 * @throws Invalid when its parts cannot be told apart
 */
export async function uploadedForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Invalid(
      "What was sent could not be read. Go back, choose the file again and send it once more.",
    );
  }
}

/**
 * Parses a form and runs a command on it. What the schema refuses, and what the command refuses as Invalid or Conflict,
 * comes back beside the field or at the top, with nothing typed lost. Other refusals and faults are thrown.
 */
export async function submit<S extends z.ZodType, T>(
  form: FormData,
  schema: S,
  run: (input: z.output<S>) => Promise<T>,
): Promise<Submitted<T>> {
  const submission = parseWithZod(storable(form), { schema });
  if (submission.status !== "success") return { again: data({ reply: submission.reply() }, { status: 400 }) };
  try {
    return { done: await run(submission.value) };
  } catch (error) {
    if (error instanceof Invalid && error.field) {
      return {
        again: data(
          { reply: submission.reply({ fieldErrors: { [error.field]: [error.sentence] } }) },
          { status: error.status },
        ),
      };
    }
    if (error instanceof Invalid || error instanceof Conflict) {
      return {
        again: data({ reply: submission.reply({ formErrors: [error.sentence] }) }, { status: error.status }),
      };
    }
    throw error;
  }
}
