import { describe, expect, it } from "vitest";
import { readFailure } from "~/worker/smtp-answer";

const to = "ailsa.mackenzie@example.org";

describe("what a mail server's answer means", () => {
  it.each([
    { command: "RCPT TO", responseCode: 550, kind: "refused" },
    { command: "DATA", responseCode: 554, kind: "refused" },
    { command: "RCPT TO", responseCode: 451, kind: "try_again" },
    { command: "RCPT TO", responseCode: 503, kind: "try_again" },
    { command: "DATA", responseCode: 421, kind: "try_again" },
    { command: "MAIL FROM", responseCode: 550, kind: "try_again" },
    { command: "AUTH PLAIN", responseCode: 535, kind: "try_again" },
    { command: "CONN", responseCode: 554, kind: "try_again" },
  ])("$responseCode to $command: $kind", ({ kind, ...answer }) => {
    expect(readFailure({ ...answer, response: `${answer.responseCode} no` }, to)).toEqual({
      kind,
      problem: `The mail server said: ${answer.responseCode} no`,
    });
  });

  it("is kept without addresses", () => {
    const answer = {
      command: "RCPT TO",
      responseCode: 550,
      response: `550 <${to}>: user ailsa.mackenzie unknown,\n ask postmaster@example.org`,
    };
    expect(readFailure(answer, to)).toEqual({
      kind: "refused",
      problem: "The mail server said: 550 <(address)>: user (address) unknown, ask (address)",
    });
  });

  it("is no answer when the connection fails: tried again", () => {
    expect(readFailure({ code: "ESOCKET", originalCode: "ECONNREFUSED", command: "CONN" }, to)).toEqual({
      kind: "try_again",
      problem: "The mail server could not be reached or broke off (ECONNREFUSED).",
    });
  });
});
