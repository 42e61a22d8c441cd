import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { clockOf, stepsOf } from "#tests/support/steps";
import { escalationPolicyOf, policyVersions } from "~/domain/duty/escalation-policy.queries.server";
import { rowsFor, saveEscalationPolicySchema } from "~/domain/duty/escalation-policy.schema";
import { type PolicyStep, usualSteps } from "~/domain/duty/escalation-steps";
import { saveEscalationPolicy } from "~/domain/duty/save-escalation-policy.server";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock("2026-11-16T10:00:00Z");

let area: StaffedArea;
let virtualHead: TestPerson;
let authorityId: string;

beforeAll(async () => {
  area = await aStaffedArea();
  virtualHead = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  await aPerson("head_of_inclusion");
  authorityId = (await theHomeAuthority()).id;
});

const current = () => asNobody((tx) => escalationPolicyOf(tx, authorityId));
const step = (who: PolicyStep["who"], percent: number, floorMinutes = 5): PolicyStep => ({
  who,
  percent,
  floorMinutes,
});
const save = async (
  steps: PolicyStep[],
  given: { actor?: TestPerson; version?: number; hasRandomDrills?: boolean; fallbackId?: string } = {},
) => {
  const {
    actor = virtualHead,
    version = (await current()).version,
    hasRandomDrills = false,
    ...rest
  } = given;
  return saveEscalationPolicy(actor, { version, steps, hasRandomDrills, ...rest }, clock);
};
const auditLines = () =>
  database.superuserQuery(
    "select person_id, subject_id, detail from audit_line where action = 'escalation_policy.saved' order by detail->>'version'",
  );

describe("who is told next", () => {
  it("is what the product ships with, until somebody says otherwise", async () => {
    expect(await current()).toEqual({
      version: 0,
      steps: usualSteps,
      hasRandomDrills: false,
      savedById: null,
    });
  });

  it("is a new version with each edit, and the earlier ones stay", async () => {
    const first = [step("duty_person", 40), step("depute", 80), step("vs_head_teacher", 120)];
    const second = [step("depute", 50), step("vs_head_teacher", 100, 10)];
    expect(await save(first, { hasRandomDrills: true })).toBe(1);
    expect(await save(second)).toBe(2);
    expect(await current()).toMatchObject({
      version: 2,
      steps: second,
      hasRandomDrills: false,
      savedById: virtualHead.personId,
    });
    const versions = await asNobody((tx) => policyVersions(tx, authorityId));
    expect(versions.map(({ version, savedBy, steps }) => [version, savedBy, steps.length])).toEqual([
      [2, "Catriona Munro", 2],
      [1, "Catriona Munro", 3],
    ]);
    expect(await auditLines()).toEqual([
      expect.objectContaining({
        person_id: virtualHead.personId,
        subject_id: authorityId,
        detail: expect.objectContaining({ version: 1, hasRandomDrills: true }),
      }),
      expect.objectContaining({
        detail: expect.objectContaining({ version: 2, steps: "depute 50 5, vs_head_teacher 100 10" }),
      }),
    ]);
  });

  it("holds for alerts raised from then on, and leaves the others as they are", async () => {
    const before = await anAlert({ school: area.school });
    await save([step("depute", 20), step("head_of_inclusion", 60)]);
    const after = await anAlert({ school: area.school });
    expect((await stepsOf(database, before.id)).map((each) => each.who)).toEqual([
      "depute",
      "vs_head_teacher",
    ]);
    expect(
      (await stepsOf(database, after.id)).map((each) => [each.who, each.due_at.toISOString().slice(11, 16)]),
    ).toEqual([
      ["depute", "10:08"],
      ["head_of_inclusion", "10:20"],
    ]);
    expect(await clockOf(database, after.id)).toMatchObject({ policy_version: 3 });
  });

  it("makes no version of the same steps, nor of a form that was sent twice", async () => {
    const { version, steps } = await current();
    expect(await save([...steps])).toBe(version);
    const next = [step("depute", 30), step("vs_head_teacher", 100)];
    const twice = await Promise.allSettled([save(next, { version }), save(next, { version })]);
    expect(twice.filter((result) => result.status === "fulfilled").length).toBeGreaterThanOrEqual(1);
    expect((await current()).version).toBe(version + 1);
  });

  it("is not changed by somebody who looks at an older version", async () => {
    const { version } = await current();
    await expect(save([step("depute", 70)], { version: version - 1 })).rejects.toMatchObject({
      name: "Conflict",
    });
    expect((await current()).version).toBe(version);
  });

  it.each(["lead", "vs_teacher", "head_of_inclusion", "head_teacher"] as const)(
    "is not for a %s to change",
    async (role) => {
      const person = await aPerson(role, role === "head_teacher" ? { schoolId: area.school.id } : {});
      await expect(save([step("depute", 70)], { actor: person })).rejects.toMatchObject({
        name: "NotAllowed",
      });
    },
  );

  it("is refused where a step would reach nobody, unless somebody is named to be told instead", async () => {
    const holders = await database.superuserQuery(
      "update membership set valid_to = '2026-11-01' where role = 'head_of_inclusion' returning id",
    );
    await save([step("depute", 50), step("vs_head_teacher", 100)]);
    const withInclusion = [step("depute", 50), step("vs_head_teacher", 100), step("head_of_inclusion", 150)];
    await expect(save(withInclusion)).rejects.toMatchObject({ name: "Invalid", field: "fallbackId" });
    await save(withInclusion, { fallbackId: virtualHead.personId });
    expect((await current()).steps).toEqual(withInclusion);
    await database.superuserQuery("update membership set valid_to = null where id = any ($1)", [
      holders.map((row) => row.id),
    ]);
  });
});

describe("the form", () => {
  const sent = (...rows: [string, string, string][]) => ({
    version: "0",
    steps: rows.map(([who, percent, floorMinutes]) => ({
      who: who || undefined,
      percent: percent || undefined,
      floorMinutes: floorMinutes || undefined,
    })),
  });
  const problems = (...rows: [string, string, string][]) => {
    const result = saveEscalationPolicySchema.safeParse(sent(...rows));
    return result.success
      ? []
      : result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  };

  it("leaves out rows without a person, and starts with the steps that hold", () => {
    const parsed = saveEscalationPolicySchema.parse(
      sent(["duty_person", "50", "5"], ["", "", ""], ["depute", "100", "5"]),
    );
    expect(parsed).toMatchObject({
      version: 0,
      hasRandomDrills: false,
      steps: [step("duty_person", 50), step("depute", 100)],
    });
    expect(rowsFor(usualSteps)).toHaveLength(6);
  });

  it.each<[string, [string, string, string][], string]>([
    [
      "the depute after the head teacher",
      [
        ["vs_head_teacher", "50", "5"],
        ["depute", "100", "5"],
      ],
      "steps.1.who: The depute must be told before the Virtual School Head Teacher, not after",
    ],
    [
      "a step as early as the one before",
      [
        ["duty_person", "50", "5"],
        ["depute", "50", "5"],
      ],
      "steps.1.percent: Each step must come later than the one before: enter more than 50 %",
    ],
    [
      "the same person twice",
      [
        ["depute", "50", "5"],
        ["depute", "100", "5"],
      ],
      "steps.1.who: The depute would be told twice: select somebody else",
    ],
    [
      "nobody but whoever has not answered",
      [["duty_person", "50", "5"]],
      "steps.0.who: The last step must tell somebody other than the person on duty, who has not answered by then",
    ],
    [
      "a first step after the answer is due",
      [["depute", "150", "5"]],
      "steps.0.percent: The first step must come by the time the answer is due, 100 % or less",
    ],
    ["no step at all", [["", "", ""]], "steps.0.who: Select who is told"],
    ["a share that is no number", [["depute", "soon", "5"]], "steps.0.percent: Enter a share from 1 to 400"],
    ["no floor", [["depute", "50", ""]], "steps.0.floorMinutes: Enter minutes from 1 to 240"],
    ["a floor of a day", [["depute", "50", "1440"]], "steps.0.floorMinutes: Enter minutes from 1 to 240"],
    ["somebody unknown", [["janitor", "50", "5"]], "steps.0.who: Select who is told"],
    [
      "the problem beside its own row",
      [
        ["", "", ""],
        ["vs_head_teacher", "50", "5"],
        ["", "", ""],
        ["depute", "100", "5"],
      ],
      "steps.3.who: The depute must be told before the Virtual School Head Teacher, not after",
    ],
  ])("refuses %s", (_, rows, problem) => {
    expect(problems(...rows)).toEqual([problem]);
  });
});
