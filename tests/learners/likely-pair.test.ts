import { describe, expect, it } from "vitest";
import { likenessOf, type Resemblance } from "~/domain/learners/internal/likely-pair";

const nothing: Resemblance = {
  hasSameScn: false,
  birth: null,
  given: null,
  family: null,
  isCrossed: false,
  isEarlierName: false,
};
const whole = { given: "spelt", family: "spelt" } as const;
const heard = { given: "sound", family: "spelt" } as const;
const slip = { given: "slip", family: "spelt" } as const;

/** The likeliest first. */
const likely: [string, Partial<Resemblance>, string[]][] = [
  [
    "an SCN, a name and a day",
    { ...whole, hasSameScn: true, birth: "same" },
    ["same SCN, still to be checked", "given and family name in common", "same date of birth"],
  ],
  ["an SCN alone", { hasSameScn: true }, ["same SCN, still to be checked"]],
  [
    "a name and a day",
    { ...whole, birth: "same" },
    ["given and family name in common", "same date of birth"],
  ],
  [
    "a name from before and a day",
    { isEarlierName: true, birth: "same" },
    ["same name as before an adoption", "same date of birth"],
  ],
  [
    "a name that sounds so and a day",
    { ...heard, birth: "same" },
    ["names that sound alike", "same date of birth"],
  ],
  [
    "a name and the day swapped",
    { ...whole, birth: "swapped" },
    ["given and family name in common", "day and month of birth swapped"],
  ],
  [
    "a name and a day but for a digit",
    { ...whole, birth: "digit" },
    ["given and family name in common", "dates of birth differ in one digit"],
  ],
  [
    "a name but for a letter and a day",
    { ...slip, birth: "same" },
    ["names that differ by one letter", "same date of birth"],
  ],
  [
    "a name that sounds so and a day but for a digit",
    { ...heard, birth: "digit" },
    ["names that sound alike", "dates of birth differ in one digit"],
  ],
  ["a given name and a day", { given: "spelt", birth: "same" }, ["same given name", "same date of birth"]],
  [
    "a name, and no day",
    { ...whole, birth: "unknown" },
    ["given and family name in common", "a date of birth is not known"],
  ],
];

const unlikely: [string, Partial<Resemblance>][] = [
  ["nothing", {}],
  ["a day", { birth: "same" }],
  ["a name", whole],
  ["a family name and a day, as twins", { family: "spelt", birth: "same" }],
  ["a given name and nearly a day", { given: "spelt", birth: "digit" }],
  ["a name but for a letter and nearly a day", { ...slip, birth: "swapped" }],
  ["a name that sounds so, and no day", { ...heard, birth: "unknown" }],
];

describe("two records are likely one", () => {
  it.each(likely)("with %s in common", (_, common, why) => {
    expect(likenessOf({ ...nothing, ...common })?.why).toEqual(why);
  });

  it("the likelier, the more they have in common", () => {
    const weights = likely.map(([, common]) => likenessOf({ ...nothing, ...common })?.weight ?? 0);
    expect(weights).toEqual([...weights].sort((one, other) => other - one));
  });
});

it.each(unlikely)("two records are not one with %s in common", (_, common) => {
  expect(likenessOf({ ...nothing, ...common })).toBeNull();
});
