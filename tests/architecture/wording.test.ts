// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code with templates in it.
import { describe, expect, it } from "vitest";
import { sourcesIn } from "./project";
import { avoided, isRead, wordingProblems } from "./wording";

it("what people read keeps to the glossary", () => {
  expect(wordingProblems(sourcesIn("app", "emails", "prisma/seed"))).toEqual([]);
});

const page = (text: string) => [
  {
    path: "app/routes/planted.tsx",
    text: `export default () => <p title=${JSON.stringify(text)}>${text}</p>;`,
  },
];

/** One row for each entry of the list, in its order. */
const planted = [
  ["The pupil was suspended", "Permanently excluded", "A fixed-term exclusion"],
  ["Close this ticket", "Open case", "An incident report"],
  ["A cooling-off day", "On a reduced timetable"],
  ["Four sessions lost", "Half-day sessions"],
  ["LAC children", "A LAAC learner"],
  ["A looked-after child", "Looked after pupils"],
  ["The client", "Service users", "These kids"],
  ["Ask the designated teacher", "The safeguarding lead"],
  ["The VSH decides", "Bring the PEP"],
  ["Siblings at this school"],
  ["A change of placement", "Moved to a children’s unit"],
  ["Family contact on Friday", "Contact with mum"],
  ["The child absconded", "Is AWOL"],
  ["Challenging behaviour in class", "Was aggressive", "Defiant", "Attention-seeking"],
  ["Sanctions so far"],
  ["A vulnerable pupil"],
  ["The SEN register", "Has an EHCP"],
  ["Year 7", "Which year group?", "Key stage 3"],
  ["Enter the UPN", "The DfE number"],
  ["NEET after S4"],
  ["A refugee child", "UASC pupils"],
  ["Ask their case worker", "The caseworker"],
  ["The principal decides", "Their deputy", "Deputies"],
  ["The LEA", "An academy trust"],
  ["A GCSE in maths"],
  ["INSET day", "After half-term"],
  ["Whose move it is"],
];

describe("finds", () => {
  it.each(planted.flatMap((texts, index) => texts.map((text): [string, number] => [text, index])))(
    "“%s”",
    (text, index) => {
      expect(wordingProblems(page(text))).toContainEqual(
        expect.stringContaining(`say “${avoided[index]?.say}”`),
      );
    },
  );

  it("has been seen for every entry", () => {
    expect(planted).toHaveLength(avoided.length);
  });

  it.each([
    ["a label", "app/domain/alerts/alerts.schema.ts", 'export const words = { who: { label: "Siblings" } };'],
    ["a wording", "app/domain/alerts/alerts.words.ts", 'export const labels = { a: "Sanctions" } as const;'],
    ["an error", "app/domain/alerts/alerts.schema.ts", 'z.enum(list, "Select the placement");'],
    ["a mail", "emails/alerts/planted.tsx", 'const subject = "A vulnerable pupil";'],
    [
      "a sentence with values",
      "app/domain/alerts/close-alert.server.ts",
      "const words = `The deputy of ${school}`;",
    ],
    ["the demo's content", "prisma/seed/history.ts", 'const note = "He was defiant.";'],
  ])("it in %s", (_, path, text) => {
    expect(wordingProblems([{ path, text }])).toHaveLength(1);
  });
});

describe("accepts", () => {
  it.each([
    "Looked after at home",
    "Your caseload",
    "In case the school does not answer",
    "Period of care",
    "Session expired. Sign in again",
    "The depute head teacher",
    "Principal Teacher of pastoral care",
    "Contact the school",
    "A unit of work",
    "Send the alert",
    "A place on a programme",
    "Pupils on the roll",
    "The year 2026",
  ])("“%s”", (text) => {
    expect(wordingProblems(page(text))).toEqual([]);
  });

  it("a code, a module and a class of that name", () => {
    const text =
      'import { a } from "./siblings"; type A = "placement"; const b = { deputy: 1 }; export default () => <p className="client">{a}</p>;';
    expect(wordingProblems([{ path: "app/routes/planted.tsx", text }])).toEqual([]);
  });

  it("a wording that was let through by name", () => {
    expect(wordingProblems(page("Siblings"), ["Siblings"])).toEqual([]);
  });

  it.each(["app/platform/log.server.ts", "app/start/web.server.ts", "app/worker/run-worker.server.ts"])(
    "what nobody reads: %s",
    (path) => {
      expect(isRead(path)).toBe(false);
    },
  );
});
