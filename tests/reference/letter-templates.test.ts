import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aDatabase } from "#tests/support/database";
import { letterTemplateOf } from "~/domain/reference/letter-templates.queries.server";
import { saveLetterTemplateSchema } from "~/domain/reference/letter-templates.schema";
import { letterTemplates, usualTemplates } from "~/domain/reference/letter-templates.words";
import { saveLetterTemplate } from "~/domain/reference/save-letter-template.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T15:00:00Z");
const code = "written_notice_parent";
const checked = usualTemplates[code].map((part) => ({ ...part, isUnverified: false }));

it("a new version counts from now on, is saved once, and an older page is refused", async () => {
  const administrator = await aPerson("administrator");
  const input = { code, version: 0, parts: checked } as const;
  expect(await saveLetterTemplate(administrator, { ...input, parts: usualTemplates[code] }, clock)).toBe(0);
  expect(await saveLetterTemplate(administrator, { ...input, parts: checked }, clock)).toBe(1);
  expect(await saveLetterTemplate(administrator, { ...input, parts: checked }, clock)).toBe(1);
  const stale = { ...input, parts: checked.slice(1) };
  await expect(saveLetterTemplate(administrator, stale, clock)).rejects.toThrow(Conflict);
  expect(await asActor(administrator, (tx) => letterTemplateOf(tx, code))).toEqual({
    code,
    version: 1,
    parts: checked,
  });
  expect(
    await database.superuserQuery("select detail from audit_line where action = 'letter_template.saved'"),
  ).toEqual([{ detail: { code, version: 1, unverified: 0 } }]);
});

it.each(["head_teacher", "designated_manager", "lead", "vs_head_teacher"] as const)(
  "a %s does not word letters",
  async (role) => {
    const actor = await aPerson(role);
    expect(() => saveLetterTemplate(actor, { code, version: 1, parts: checked }, clock)).toThrow(NotAllowed);
  },
);

const sent = (parts: unknown) => saveLetterTemplateSchema.safeParse({ code, version: "0", parts });

it("leaves out a part without text, and takes one without a tick as not checked", () => {
  const parts = [
    { text: "Dear {recipient}", isChecked: "on" },
    undefined,
    { heading: "Law", text: "A right." },
  ];
  expect(sent(parts).data?.parts).toEqual([
    { heading: null, text: "Dear {recipient}", isUnverified: false },
    { heading: "Law", text: "A right.", isUnverified: true },
  ]);
});

it.each([
  [[{ text: "Dear {reciepient}" }], "“{reciepient}” is none of the names that a letter fills in"],
  [[{ heading: "To {recipient}", text: "x" }], "Heading must hold no names in curly brackets"],
  [[{ heading: "Only a heading" }], "Enter the wording"],
])("refuses %j", (parts, message) => {
  expect(sent(parts).error?.issues.map((issue) => issue.message)).toEqual([message]);
});

it.each(letterTemplates)("%s as it comes with the product could be saved", (each) => {
  const parts = usualTemplates[each].map(({ heading, text }) => ({ heading: heading ?? undefined, text }));
  expect(sent(parts).success).toBe(true);
});
