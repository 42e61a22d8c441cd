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
  /** What a text message says before the link; the subject unless given. Letters, digits and . , : ( ) - only. */
  text?: (input: z.output<S>) => string;
  /**
   * Asks somebody to answer an alert: it goes by text message too, and when it cannot be delivered the next person is
   * told at once.
   */
  asks?: boolean;
  Body: (props: z.output<S> & Surroundings) => ReactElement;
};

/** A message written out, before it takes the shape of its channel. */
export type Written = { subject: string; body: ReactElement; text: string; link: string | null };

/** A mail as the registry holds it: the shape of its input, and a way to write it out from stored input. */
export type Mail<S extends z.ZodObject> = {
  schema: S;
  asks: boolean;
  /** @throws ZodError when the stored input does not fit the template */
  write: (input: unknown, surroundings: Surroundings) => Written;
};

/** Makes one mail of its schema, subject, text and markup. */
export function defineMail<S extends z.ZodObject>({ schema, subject, text, asks, Body }: Parts<S>): Mail<S> {
  return {
    schema,
    asks: asks ?? false,
    write(stored, surroundings) {
      const input = schema.parse(stored);
      const link = "link" in input ? surroundings.toAddress(String(input.link)) : null;
      const body = createElement(Body, { ...input, ...surroundings });
      return { subject: subject(input), body, text: (text ?? subject)(input), link };
    },
  };
}
