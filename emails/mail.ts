import { createElement, type ReactElement } from "react";
import type { z } from "zod";

/** What every mail is given beside its input when it is written out. */
export type Surroundings = {
  /** Makes an absolute web address of a path in the app. */
  toAddress: (path: string) => string;
  /** The opened secret, for the one mail that carries one. */
  secret: string | null;
};

type Parts<S extends z.ZodObject> = {
  schema: S;
  subject: (input: z.output<S>) => string;
  Body: (props: z.output<S> & Surroundings) => ReactElement;
};

/** A mail as the registry holds it: the shape of its input, and a way to write it out from stored input. */
export type Mail<S extends z.ZodObject> = {
  schema: S;
  /** @throws ZodError when the stored input does not fit the template */
  write: (input: unknown, surroundings: Surroundings) => { subject: string; body: ReactElement };
};

/** Makes one mail of its schema, subject and markup. */
export function defineMail<S extends z.ZodObject>({ schema, subject, Body }: Parts<S>): Mail<S> {
  return {
    schema,
    write(stored, surroundings) {
      const input = schema.parse(stored);
      return { subject: subject(input), body: createElement(Body, { ...input, ...surroundings }) };
    },
  };
}
