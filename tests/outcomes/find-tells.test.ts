import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KnownNames } from "~/domain/outcomes/internal/find-names";
import { findTells } from "~/domain/outcomes/internal/find-tells";

const nobody: KnownNames = { learner: [], school: [], people: [], staff: [] };

/** What is found, as "kind: words". */
const found = (text: string, known: Partial<KnownNames> = {}) =>
  findTells(text, { ...nobody, ...known }).map(
    ({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`,
  );

describe("a name of the young person is found", () => {
  it.each<[string, string[], string, string[]]>([
    ["as it is", ["Rowan", "Kerr"], "It was Rowan who asked.", ["Rowan"]],
    ["in small letters", ["Rowan", "Kerr"], "It was rowan who asked.", ["rowan"]],
    ["in capitals", ["Rowan", "Kerr"], "It was ROWAN who asked.", ["ROWAN"]],
    ["as an owner", ["Rowan", "Kerr"], "Rowan’s table and Kerr's chair.", ["Rowan’s", "Kerr's"]],
    ["first and last together", ["Rowan", "Kerr"], "Rowan Kerr left.", ["Rowan", "Kerr"]],
    ["the family name alone", ["Rowan", "Kerr"], "The Kerr family was rung.", ["Kerr"]],
    ["the name they want to be called", ["Alexandra", "Kerr", "Lexi"], "Lexi left.", ["Lexi"]],
    ["at the very end", ["Rowan", "Kerr"], "and then Rowan", ["Rowan"]],
    ["beside punctuation", ["Rowan", "Kerr"], "(Rowan): “Rowan!”", ["Rowan", "Rowan"]],
    ["beside a figure", ["Rowan", "Kerr"], "Rowan2 asked", ["Rowan"]],
    ["with a soft hyphen in it", ["Rowan", "Kerr"], "Ro\u00adwan asked", ["Ro\u00adwan"]],
    ["with a zero-width space in it", ["Rowan", "Kerr"], "Ro\u200bwan asked", ["Ro\u200bwan"]],
    ["Polish, without its marks", ["Michał", "Żółkiewski"], "Michal Zolkiewski", ["Michal", "Zolkiewski"]],
    ["Polish, with its marks", ["Michał", "Żółkiewski"], "MICHAŁ żółkiewski", ["MICHAŁ", "żółkiewski"]],
    ["marks typed as letters of their own", ["Zoë", "Kerr"], "Zoe\u0308 left", ["Zoe\u0308"]],
    ["Gaelic, without its accent", ["Mòrag", "NicLeòid"], "Morag Nicleoid", ["Morag", "Nicleoid"]],
    ["Mac as a word of its own", ["Iain", "MacDonald"], "The Mac Donald family", ["Mac Donald"]],
    ["Mac and its name together", ["Iain", "Mac Donald"], "Iain Macdonald", ["Iain", "Macdonald"]],
    ["Mac a’ Ghobhainn by its last word", ["Iain", "Mac a’ Ghobhainn"], "a ghobhainn", ["ghobhainn"]],
    ["O’Neill with another apostrophe", ["Sean", "O’Neill"], "O'Neill", ["O'Neill"]],
    ["O’Neill without an apostrophe", ["Sean", "O’Neill"], "ONeill and oneill", ["ONeill", "oneill"]],
    ["O’Neill in two words", ["Sean", "O’Neill"], "O Neill was there", ["O Neill"]],
    ["O’Neill as an owner", ["Sean", "O’Neill"], "O’Neill’s coat", ["O’Neill’s"]],
    ["a hyphen as it is", ["Anne-Marie", "Kerr"], "Anne-Marie left", ["Anne-Marie"]],
    ["a hyphen left out", ["Anne-Marie", "Kerr"], "Annemarie left", ["Annemarie"]],
    ["a hyphen as a space", ["Anne-Marie", "Kerr"], "Anne Marie left", ["Anne Marie"]],
    ["another hyphen", ["Anne-Marie", "Kerr"], "Anne‑Marie left", ["Anne‑Marie"]],
    [
      "half of a double name",
      ["Anne-Marie", "Smith-Jones"],
      "Marie and the Jones family",
      ["Marie", "Jones"],
    ],
    ["Arabic letters", ["ليلى", "Haddad"], "قالت ليلى", ["ليلى"]],
    ["a short name", ["Jo", "Li"], "Jo and Li", ["Jo", "Li"]],
    ["a name that is a word, with a capital", ["Grace", "Hill"], "Grace went up the hill", ["Grace"]],
  ])("%s", (_, learner, text, words) => {
    expect(found(text, { learner })).toEqual(words.map((one) => `learner: ${one}`));
  });
});

describe("no name is found", () => {
  it.each<[string, string[], string]>([
    ["inside another word", ["Rowan", "Kerr"], "The rowanberry and the kerrang."],
    ["in a word that is also a name", ["Will", "May"], "They will, and they may."],
    ["in a short word", ["Al", "Li"], "et al. and li"],
    ["in Mac alone", ["Iain", "Mac Donald"], "A mac in the rain"],
    ["across a full stop and a line", ["Anne-Marie", "Kerr"], "Annemar. Ie"],
    ["in small words that only sound alike", ["Candice", "Kerr"], "they can dice it"],
    ["where nobody is named", ["Rowan", "Kerr"], "It was too loud in there."],
    ["in nothing", ["Rowan", "Kerr"], ""],
    ["when there is no name", ["", " "], "Anything at all."],
  ])("%s", (_, learner, text) => {
    expect(found(text, { learner }).filter((one) => one.startsWith("learner"))).toEqual([]);
  });
});

describe("others are found as what they are", () => {
  it.each<[string, Partial<KnownNames>, string, string[]]>([
    ["the school by its own word", { school: ["Ardlennox Academy"] }, "At ardlennox", ["school: ardlennox"]],
    ["not by what every school is", { school: ["Ardlennox Academy"] }, "an academy, a high school", []],
    ["a saint’s school", { school: ["St Mary’s RC Primary School"] }, "St Marys", ["school: St Marys"]],
    ["a saint’s school by the name", { school: ["St Mary’s Primary"] }, "Mary’s gate", ["school: Mary’s"]],
    ["a school named for a word", { school: ["Park High School"] }, "in the park", []],
    ["the same with a capital", { school: ["Park High School"] }, "at Park", ["school: Park"]],
    ["somebody at home", { people: ["Jean Kerr"] }, "Jean came", ["person: Jean"]],
    ["a teacher", { staff: ["Ms Tait"] }, "Tait walked along", ["staff: Tait"]],
    ["a role is no name", { staff: ["Head Teacher"] }, "the head teacher", []],
    [
      "the young person rather than a teacher of the same name",
      { learner: ["Rowan", "Tait"], staff: ["Ms Tait"] },
      "Tait",
      ["learner: Tait"],
    ],
    [
      "the young person inside the name of a teacher",
      { learner: ["Marie"], staff: ["Anne Marie Black"] },
      "Anne Marie",
      ["learner: Marie", "staff: Anne"].reverse(),
    ],
  ])("%s", (_, known, text, words) => {
    expect(found(text, known)).toEqual(words);
  });
});

describe("initials are found", () => {
  const learner = ["Callum", "Weir"];
  it.each([
    ["CW asked", ["CW"]],
    ["C.W. asked", ["C.W"]],
    ["C W asked", ["C W"]],
    ["Pupil C asked", ["C"]],
    ["cw asked, a C grade aside", ["C"]],
    ["The CWM unit", []],
    ["PE and IT", []],
  ])("%s", (text, words) => {
    expect(found(text, { learner })).toEqual(words.map((one) => `initials: ${one}`));
  });

  it("A and I are words", () => {
    expect(found("I saw A and I", { learner: ["Aisha", "Imrie"] })).toEqual([]);
  });
});

describe("what points to a child without a name is found", () => {
  it.each([
    ["on 24 November 2026", ["date: 24 November 2026"]],
    ["on the 3rd of May", ["date: 3rd of May"]],
    ["on 24/11/2026 and 2026-11-24 and 24.11.26", ["date: 24/11/2026", "date: 2026-11-24", "date: 24.11.26"]],
    ["since Nov 24", ["date: Nov 24"]],
    ["in October, on a Tuesday", ["date: October", "date: Tuesday"]],
    ["they may march", []],
    ["in 2026", ["date: 2026"]],
    ["Mrs McNab, Dr. O’Hare and a doctor", ["person: Mrs McNab", "person: Dr. O’Hare"]],
    ["ring 0141 496 0421", ["phone: 0141 496 0421"]],
    ["ring +44 7700 900123", ["phone: +44 7700 900123"]],
    ["at 12 Glen Road", ["address: 12 Glen Road"]],
    ["in G12 8QQ", ["address: G12 8QQ"]],
    ["to somebody@example.org", ["address: somebody@example.org"]],
    ["in S2 and primary 7", ["stage_or_age: S2", "stage_or_age: primary 7"]],
    ["a 14-year-old, aged 14", ["stage_or_age: 14-year-old", "stage_or_age: aged 14"]],
    ["a fourteen-year-old", ["stage_or_age: fourteen-year-old"]],
    ["he said, and they said", ["sex: he"]],
    ["Herself a girl", ["sex: Herself", "sex: girl"]],
    ["with foster carers", ["care: foster"]],
    ["in a children’s house", ["care: children’s house"]],
    ["the other two shared theirs", []],
  ])("%s", (text, words) => {
    expect(found(text)).toEqual(words);
  });
});

it("whatever is typed, parts found are in order, inside the text, and never overlap", () => {
  const known = {
    learner: ["Anne-Marie", "O’Neill"],
    school: ["Park High"],
    people: ["Jo"],
    staff: ["Ms Tait"],
  };
  const words = fc.constantFrom(
    "Anne",
    "Marie",
    "-",
    "O",
    "’",
    "Neill",
    "Jo",
    "CW",
    "24 May",
    "he",
    " ",
    ".",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string({ maxLength: 4 })), { maxLength: 25 }), (parts) => {
      const text = parts.join("");
      let last = 0;
      for (const { start, end } of findTells(text, known)) {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = end;
      }
    }),
  );
});
