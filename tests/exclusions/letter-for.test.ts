import { describe, expect, it } from "vitest";
import { type LetterFacts, letterFor } from "~/domain/exclusions/internal/letter-for";
import type { Telling } from "~/domain/learners/learners.words";
import { type LetterPart, letterTemplates, usualTemplates } from "~/domain/reference/letter-templates.words";

const facts: LetterFacts = {
  today: "24 November 2026",
  youngPerson: "Kirsty Madeup",
  school: { name: "Hillbrae High School", phone: "0141 496 0123" },
  headTeacher: "Iain Ross, head teacher",
  authority: "Invented Council",
  decidedOn: "23 November 2026",
  length: "4 half days, from the morning of 24 November 2026",
  removedOn: null,
  ground: "Continued attendance would be likely to be seriously detrimental",
  reasons: "A chair was thrown in class.",
  conditions: "A talk about what happened.",
  returnDay: "26 November 2026",
  education: "tuition at home",
  meeting: { when: "25 November 2026 at 10:30", place: "in the library of 12 Brae Road" },
};
const parts = usualTemplates.written_notice_parent;
const letter = (mayBeTold: readonly Telling[], changes: Partial<LetterFacts> = {}, own = parts) =>
  letterFor({ parts: own, facts: { ...facts, ...changes }, recipient: "Mx Carer", mayBeTold });
const body = (mayBeTold: readonly Telling[], changes: Partial<LetterFacts> = {}, own = parts) =>
  letter(mayBeTold, changes, own)?.body ?? "";

const givesSchool = /Hillbrae|Iain Ross|0141 496 0123/;
const givesPlace = /Brae Road/;

describe.each(letterTemplates)("%s, for somebody who may be told", (code) => {
  it.each<[Telling[], { isLetter: boolean; hasSchool: boolean; hasPlace: boolean }]>([
    [[], { isLetter: false, hasSchool: false, hasPlace: false }],
    [["school"], { isLetter: false, hasSchool: false, hasPlace: false }],
    [["address"], { isLetter: false, hasSchool: false, hasPlace: false }],
    [["address", "school"], { isLetter: false, hasSchool: false, hasPlace: false }],
    [["decision"], { isLetter: true, hasSchool: false, hasPlace: false }],
    [["decision", "address"], { isLetter: true, hasSchool: false, hasPlace: false }],
    [["decision", "school"], { isLetter: true, hasSchool: true, hasPlace: false }],
    [["decision", "address", "school"], { isLetter: true, hasSchool: true, hasPlace: true }],
  ])("%j: %j", (mayBeTold, { isLetter, hasSchool, hasPlace }) => {
    const made = letter(mayBeTold, {}, usualTemplates[code]);
    expect(made !== null).toBe(isLetter);
    expect(givesSchool.test(made?.body ?? "")).toBe(hasSchool);
    expect(givesPlace.test(made?.body ?? "")).toBe(hasPlace);
    expect(made?.givesAway ?? null).toBe(null);
    if (made) {
      expect(made.body).toContain("Dear Mx Carer");
      expect(made.body).toContain("A chair was thrown in class.");
      expect(made.body).not.toMatch(/[{}]/);
    }
  });
});

describe("what is signed", () => {
  it("is signed by head teacher and school, or by the Virtual School", () => {
    expect(body(["decision", "school"])).toMatch(/Iain Ross, head teacher\nHillbrae High School$/);
    expect(body(["decision"])).toMatch(/The Virtual School\nInvented Council$/);
    expect(body(["decision"])).toContain(
      "the head teacher decided that Kirsty Madeup is excluded from the school",
    );
  });
});

describe("parts", () => {
  it("that nobody has checked are left out, and named", () => {
    expect(letter(["decision"])?.leftOut).toEqual(["The ground", "If you do not agree"]);
    expect(body(["decision"])).not.toContain("appeal");
    const checked = parts.map((part) => ({ ...part, isUnverified: false }));
    expect(letter(["decision"], {}, checked)?.leftOut).toEqual([]);
    expect(body(["decision"], {}, checked)).toContain("# If you do not agree\n\nThere is a right of appeal");
  });

  it.each<[string, Partial<LetterFacts>, string]>([
    ["a meeting", { meeting: null }, "# Meeting"],
    ["conditions", { conditions: null }, "# What the school asks for"],
    ["education so far", { education: null }, "# Learning meanwhile"],
    ["a day of return", { returnDay: null }, "# Coming back"],
  ])("are left out when there is no %s", (_, changes, heading) => {
    expect(body(["decision"])).toContain(heading);
    expect(body(["decision"], changes)).not.toContain(heading);
  });

  it("of a removal from the register stand in place of those of a temporary exclusion", () => {
    const removed = body(["decision"], { length: null, removedOn: "30 November 2026", returnDay: null });
    expect(removed).toContain("On 30 November 2026 it was decided to remove Kirsty Madeup from the register");
    expect(removed).not.toContain("4 half days");
    expect(removed).not.toContain("still belongs");
    expect(body(["decision"])).not.toContain("the register");
  });

  it("do not fill in what somebody typed", () => {
    expect(body(["decision"], { reasons: "Wrote {school} on a wall." })).toContain(
      "Wrote {school} on a wall.",
    );
  });
});

const named = (text: string): LetterPart[] => [{ heading: null, text, isUnverified: false }];

describe("what would give something away", () => {
  it.each<[string, Telling[], Partial<LetterFacts>, unknown]>([
    ["the school", [], { reasons: "At Hillbrae High School." }, { where: "reasons", what: "school" }],
    [
      "the school in small letters",
      [],
      { reasons: "hillbrae  high school" },
      { where: "reasons", what: "school" },
    ],
    [
      "the school, in short",
      [],
      { conditions: "Say sorry to Hillbrae." },
      { where: "conditions", what: "school" },
    ],
    ["the head teacher", [], { reasons: "Iain Ross saw it." }, { where: "reasons", what: "school" }],
    ["the school’s number", [], { conditions: "Ring 01414960123." }, { where: "conditions", what: "school" }],
    ["a postcode", ["school"], { reasons: "Went to G12 8QQ." }, { where: "reasons", what: "address" }],
    [
      "a street",
      ["school"],
      { conditions: "Stay at 4 Rose Street." },
      { where: "conditions", what: "address" },
    ],
    [
      "a street, in small letters",
      ["school"],
      { reasons: "ran to 4a rose street" },
      { where: "reasons", what: "address" },
    ],
    ["the school, to one who may know", ["school"], { reasons: "At Hillbrae High School." }, null],
    ["a street, to one who may know", ["address"], { reasons: "At 4 Rose Street." }, null],
    ["nothing", [], { reasons: "3 times a day in class." }, null],
  ])("%s", (_, more, changes, expected) => {
    expect(letter(["decision", ...more], changes)?.givesAway).toEqual(expected);
  });

  it("is found in the template too", () => {
    const own = named("Greetings from Hillbrae.");
    expect(letter(["decision"], {}, own)?.givesAway).toEqual({ where: "template", what: "school" });
    expect(letter(["decision", "school"], {}, own)?.givesAway).toBe(null);
  });
});
