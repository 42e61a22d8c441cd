import { randomUUID } from "node:crypto";
import { parseWithZod } from "@conform-to/zod/v4";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { addNoteSchema, raiseAlertSchema, recordCallSchema } from "~/domain/alerts/alerts.schema";

/** A form as it arrives, complete; the test changes or leaves out (null) fields. */
function posted(changes: Record<string, string | string[] | null>): URLSearchParams {
  const fields = {
    formKey: randomUUID(),
    schoolId: randomUUID(),
    decisionMade: "no",
    decisionExpected: "today",
    learnerId: randomUUID(),
    whereNow: "in_class",
    withWhom: "Ms Invented",
    whatHappened: "Left the class.",
    childView: "not_asked_yet",
    ...changes,
  };
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value ?? []].flat()) form.append(name, each);
  return form;
}

function problemsOf(form: URLSearchParams, schema: z.ZodType): Record<string, string[] | null> {
  const submission = parseWithZod(form, { schema });
  return submission.status === "success" ? {} : (submission.error ?? {});
}

const problems = (changes: Record<string, string | string[] | null>) =>
  problemsOf(posted(changes), raiseAlertSchema);

describe("the form of an alert", () => {
  it.each<[string, Record<string, string | string[] | null>]>([
    ["complete", {}],
    ["about a child who is not in the list", { learnerId: "new", childName: "A Child", childStage: "P1" }],
    ["with what was tried in 10,000 characters", { triedSoFar: "x".repeat(10_000) }],
    ["with a decision made already", { decisionMade: "yes", decisionExpected: null }],
    ["with markup, emoji and right-to-left text", { whatHappened: "<script>alert(1)</script> 🙂 مرحبا" }],
    ["with the longest length there is", { openingsConsidered: "380" }],
    [
      "with optional fields left empty",
      { childDateOfBirth: "", decisionTime: "", decisionDay: "", openingsConsidered: "", supportInPlace: "" },
    ],
  ])("is taken %s", (_what, changes) => {
    expect(problems(changes)).toEqual({});
  });

  it.each<[string, string, Record<string, string | string[] | null>]>([
    ["decisionMade", "Select yes if the decision to exclude has already been made", { decisionMade: null }],
    [
      "decisionMade",
      "Select yes if the decision to exclude has already been made",
      { decisionMade: "perhaps" },
    ],
    [
      "learnerId",
      "Select the learner, or enter the name of a child who is not in the list",
      { learnerId: null },
    ],
    [
      "learnerId",
      "Select the learner, or enter the name of a child who is not in the list",
      { learnerId: "new" },
    ],
    ["learnerId", "Select the learner", { learnerId: "../../etc" }],
    ["childStage", "Select their stage", { learnerId: "new", childName: "A Child" }],
    ["childStage", "Select their stage", { learnerId: "new", childName: "A Child", childStage: "Year 9" }],
    [
      "childName",
      "Name must be 120 characters or fewer",
      { learnerId: "new", childStage: "P1", childName: "x".repeat(121) },
    ],
    ["childDateOfBirth", "Date of birth must be a real date", { childDateOfBirth: "2026-02-30" }],
    ["childDateOfBirth", "Date of birth must be a real date", { childDateOfBirth: "yesterday" }],
    ["decisionExpected", "Select when the head teacher expects to decide", { decisionExpected: null }],
    ["decisionDay", "Enter the day the head teacher expects to decide", { decisionExpected: "another_day" }],
    [
      "decisionDay",
      "Day must be a real date",
      { decisionExpected: "another_day", decisionDay: "2026-13-01" },
    ],
    [
      "decisionDay",
      "Day must be a real date",
      { decisionExpected: "another_day", decisionDay: "31/12/2026" },
    ],
    ["decisionTime", "Time must be in the format 14:30", { decisionTime: "25:00" }],
    ["decisionTime", "Time must be in the format 14:30", { decisionTime: "half past two" }],
    ["openingsConsidered", "Length must be a number of half days", { openingsConsidered: "two" }],
    ["openingsConsidered", "Length must be a whole number of half days", { openingsConsidered: "1.5" }],
    ["openingsConsidered", "Length must be at least 1 half day", { openingsConsidered: "0" }],
    ["openingsConsidered", "Length must be at least 1 half day", { openingsConsidered: "-2" }],
    [
      "openingsConsidered",
      "Length must be 380 half days or fewer, the length of a school year",
      { openingsConsidered: "1e3" },
    ],
    ["whereNow", "Select where the child is now", { whereNow: null }],
    ["withWhom", "Enter who is with the child", { withWhom: null }],
    ["withWhom", "Enter who is with the child, or 'nobody'", { withWhom: " " }],
    ["whatHappened", "Enter what happened", { whatHappened: null }],
    ["whatHappened", "Enter what happened", { whatHappened: " \n\t " }],
    ["whatHappened", "Must be 10,000 characters or fewer", { whatHappened: "x".repeat(10_001) }],
    ["childView", "Select what the child says, or that they have not been asked yet", { childView: null }],
    ["childWords", "Enter what the child says, or select 'Not asked yet'", { childView: "in_their_words" }],
    ["schoolId", "Select your school", { schoolId: "" }],
    ["formKey", "The form is incomplete. Open it again", { formKey: "1" }],
  ])("says beside %s: %s", (field, sentence, changes) => {
    expect(problems(changes)).toEqual({ [field]: [sentence] });
  });

  it("names every missing answer at once", () => {
    const empty = new URLSearchParams({ formKey: randomUUID(), schoolId: randomUUID() });
    expect(Object.keys(problemsOf(empty, raiseAlertSchema)).sort()).toEqual([
      "childView",
      "decisionMade",
      "learnerId",
      "whatHappened",
      "whereNow",
      "withWhom",
    ]);
  });
});

describe("a note and a call", () => {
  it.each([
    ["text", "Enter the note", { audience: "school_and_virtual_school", text: " " }],
    [
      "text",
      "Must be 10,000 characters or fewer",
      { audience: "school_and_virtual_school", text: "x".repeat(10_001) },
    ],
    ["audience", "Select who may read the note", { text: "x" }],
    ["audience", "Select who may read the note", { text: "x", audience: "everybody" }],
  ])("a note says beside %s: %s", (field, sentence, fields) => {
    expect(problemsOf(new URLSearchParams({ alertId: randomUUID(), ...fields }), addNoteSchema)).toEqual({
      [field]: [sentence],
    });
  });

  it("a call asks for both of its fields", () => {
    expect(problemsOf(new URLSearchParams({ alertId: randomUUID() }), recordCallSchema)).toEqual({
      withWhom: ["Enter who you spoke to"],
      text: ["Enter what was said, or that nobody answered"],
    });
  });
});
