import { describe, expect, it } from "vitest";
import { describeFailure } from "~/ui/failure";

/** A response as the error boundary gets it; `isInternal` when the framework made it, not a route. */
const thrown = (status: number, data: unknown = null, isInternal = false) => ({
  status,
  statusText: "",
  data,
  internal: isInternal,
});

describe("a page that cannot be shown", () => {
  it.each([
    [404, "Page not found"],
    [401, "You have been signed out"],
    [403, "You may not do that"],
    [409, "Someone changed this meanwhile"],
    [400, "That did not work"],
    [405, "That did not work"],
    [503, "The service is not available just now"],
    [500, "Sorry, something went wrong"],
  ])("has a title of its own for %i", (status, title) => {
    expect(describeFailure(thrown(status)).title).toBe(title);
  });

  it.each([
    [503, true],
    [401, true],
    [403, false],
    [500, false],
  ])("of %i keeps what was sent: %s", (status, isKept) => {
    const fields = [["text", "Typed"]];
    expect(describeFailure(thrown(status, { fields })).fields).toEqual(isKept ? fields : []);
  });

  it("shows the sentence that came with a refusal", () => {
    expect(describeFailure(thrown(403, { sentence: "Only the lead may close this." })).sentence).toBe(
      "Only the lead may close this.",
    );
    expect(describeFailure(thrown(409, "Sam Example answered this at 10:06.")).sentence).toBe(
      "Sam Example answered this at 10:06.",
    );
  });

  it("quotes the reference of a fault and nothing else of it", () => {
    expect(
      describeFailure(thrown(500, { sentence: "relation people", reference: "AB12CD34" })),
    ).toMatchObject({
      sentence: expect.not.stringContaining("relation"),
      reference: "AB12CD34",
      isFault: true,
    });
  });

  it("never shows the message of an error", () => {
    expect(JSON.stringify(describeFailure(new Error("password authentication failed")))).not.toContain(
      "password",
    );
  });

  it("replaces the framework's own words for an address without a page", () => {
    expect(
      describeFailure(thrown(404, 'Error: No route matches URL "/nowhere"', true)).sentence,
    ).not.toContain("/nowhere");
  });
});
