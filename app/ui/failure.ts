import { isRouteErrorResponse } from "@remix-run/react";

/** What to say when a page cannot be shown. `isFault`: ours, so the person gets a reference to quote. */
export type Failure = {
  title: string;
  sentence: string;
  isFault: boolean;
  reference: string | null;
  /** Nobody is signed in any more. */
  isSignedOut: boolean;
  /** What was sent and could not be stored, to be sent again. */
  fields: readonly (readonly [name: string, value: string])[];
};

const known: Record<number, { title: string; sentence: string }> = {
  400: {
    title: "That did not work",
    sentence: "Something in the request was not as expected. Go back, check what you entered and try again.",
  },
  401: {
    title: "You have been signed out",
    sentence: "Nothing was stored yet. Sign in again in a new tab, then come back to this page.",
  },
  403: { title: "You may not do that", sentence: "Your role does not include this." },
  404: { title: "Page not found", sentence: "It may have been typed wrongly, or it is not open to you." },
  409: { title: "Someone changed this meanwhile", sentence: "Open the page again to see how it stands now." },
  413: { title: "That is too much to send", sentence: "Make it shorter and try again." },
  429: { title: "Too many tries", sentence: "Wait a few minutes, then try again." },
};

const unavailable = {
  title: "The service is not available just now",
  sentence: "Nothing you stored before is lost. Try again in a minute.",
};

const fault = {
  title: "Sorry, something went wrong",
  sentence:
    "It has been written down so that it can be put right. Try again, and if it happens again, quote this reference.",
};

/**
 * Turns whatever was thrown into words for the person. Only a thrown response brings its own sentence, as its text or
 * as `{ sentence }`; the message of any other error stays in the log, because nobody has checked what it says.
 */
export function describeFailure(error: unknown): Failure {
  if (!isRouteErrorResponse(error)) return ofFault(null);
  const reference = textIn(error.data, "reference");
  // Remix answers an address without a page, or a method without an action, with words of its own.
  const own =
    "internal" in error && error.internal === true
      ? null
      : (textIn(error.data, "sentence") ?? plainText(error.data));
  const words = wordsOf(error.status);
  if (!words) return ofFault(reference);
  const isSignedOut = error.status === 401;
  return {
    title: words.title,
    sentence: own ?? words.sentence,
    isFault: false,
    reference,
    isSignedOut,
    fields: isSignedOut || error.status === 503 ? fieldsIn(error.data) : [],
  };
}

const ofFault = (reference: string | null): Failure => ({
  ...fault,
  isFault: true,
  reference,
  isSignedOut: false,
  fields: [],
});

function wordsOf(status: number) {
  if (status === 503) return unavailable;
  return known[status] ?? (status < 500 ? known[400] : undefined);
}

function textIn(data: unknown, name: "sentence" | "reference") {
  if (typeof data !== "object" || data === null || !(name in data)) return null;
  return plainText((data as Record<typeof name, unknown>)[name]);
}

const plainText = (value: unknown) => (typeof value === "string" && value.trim() !== "" ? value : null);

function fieldsIn(data: unknown): Failure["fields"] {
  if (typeof data !== "object" || data === null || !("fields" in data) || !Array.isArray(data.fields))
    return [];
  return data.fields.filter(
    (field): field is [string, string] =>
      Array.isArray(field) && field.every((part) => typeof part === "string"),
  );
}
