import type { SendResult } from "./sending";

/** What nodemailer says about a failed attempt. */
export type SmtpFailure = {
  code?: string;
  originalCode?: string;
  command?: string;
  responseCode?: number;
  response?: string;
};

const longestProblem = 300;

// A refusal of us (greeting, sign-in, sender) is a mistake in our settings and passes when it is put right.
// A refusal of the recipient or of the mail itself stays.
const refusesThisMail = ({ responseCode, command }: SmtpFailure) =>
  responseCode !== undefined &&
  responseCode >= 500 &&
  responseCode !== 503 &&
  (command === "RCPT TO" || command === "DATA");

/** What the other side said, without where the message was to go; at most 300 characters. */
export function withoutAddresses(answer: string, toAddress: string): string {
  const localPart = toAddress.split("@")[0] ?? toAddress;
  return answer
    .replaceAll(toAddress, "(address)")
    .replace(/[^\s<>()"']+@[^\s<>()"']+/g, "(address)")
    .replaceAll(localPart.length > 2 ? localPart : toAddress, "(address)")
    .replace(/\s+/g, " ")
    .slice(0, longestProblem);
}

/** Reads how an attempt failed: for good, or for now. */
export function readFailure(failure: SmtpFailure, toAddress: string): SendResult {
  if (failure.response) {
    const problem = `The mail server said: ${withoutAddresses(failure.response, toAddress)}`;
    return { kind: refusesThisMail(failure) ? "refused" : "try_again", problem };
  }
  const code = failure.originalCode ?? failure.code;
  return {
    kind: "try_again",
    problem: `The mail server could not be reached or broke off${code ? ` (${code})` : ""}.`,
  };
}
