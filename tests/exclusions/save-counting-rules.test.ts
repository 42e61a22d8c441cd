import { beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion } from "#tests/factories/exclusions";
import { theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { countingVersions } from "~/domain/exclusions/counting-rules.queries.server";
import { saveCountingRulesSchema } from "~/domain/exclusions/counting-rules.schema";
import { dutiesOfExclusion } from "~/domain/exclusions/exclusions.queries.server";
import { saveCountingRules } from "~/domain/exclusions/save-counting-rules.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T15:00:00Z");
const schoolDays = { version: 0, unit: "school_days", meetingDays: 5, noticeDays: 5 } as const;

let authorityId: string;
let head: TestPerson;

beforeAll(async () => {
  authorityId = (await theHomeAuthority()).id;
  await theYearOf(authorityId);
  await starterCodesInDatabase();
  head = await aPerson("vs_head_teacher", { name: "Una Shaw" });
});

const versions = () => asActor(head, (tx) => countingVersions(tx, authorityId));

it.each(["designated_manager", "head_teacher", "lead", "vs_teacher"] as const)(
  "a %s does not say how days are counted",
  async (role) => {
    const actor = await aPerson(role);
    expect(() => saveCountingRules(actor, schoolDays, clock)).toThrow(NotAllowed);
    expect(await versions()).toEqual([]);
  },
);

it("moves what is due for exclusions that are open, as a version of its own, saved once", async () => {
  const { id, manager } = await anExclusion();
  const noticeDue = async () => {
    const duties = await asActor(manager, (tx) => dutiesOfExclusion(tx, id, "2026-11-23"));
    return duties.find(({ duty }) => duty === "written_notice")?.dueOn;
  };
  expect(await noticeDue()).toBe("2026-12-01");
  expect(await saveCountingRules(head, schoolDays, clock)).toBe(1);
  expect(await saveCountingRules(head, schoolDays, clock)).toBe(1);
  expect(await noticeDue()).toBe("2026-11-30");
  expect(await versions()).toMatchObject([{ version: 1, unit: "school_days", savedBy: "Una Shaw" }]);
  expect(
    await database.superuserQuery(
      "select person_id, detail from audit_line where action = 'counting_rules.saved'",
    ),
  ).toEqual([{ person_id: head.personId, detail: { ...schoolDays, version: 1 } }]);
});

it("an administrator may; a page that is older than what holds is refused", async () => {
  const administrator = await aPerson("administrator");
  const change = { ...schoolDays, noticeDays: 8 };
  await expect(saveCountingRules(administrator, change, clock)).rejects.toThrow(Conflict);
  expect(await saveCountingRules(administrator, { ...change, version: 1 }, clock)).toBe(2);
});

it.each([
  [{ unit: "weeks" }, "unit: Select which days are counted"],
  [{ meetingDays: "0" }, "meetingDays: Days must be 1 or more"],
  [{ noticeDays: "29" }, "noticeDays: Days must be 28 or fewer"],
  [{ noticeDays: "1.5" }, "noticeDays: Days must be a whole number"],
  [{ noticeDays: "soon" }, "noticeDays: Enter a number of days"],
])("the form with %j: %s", (changes, message) => {
  const issues = saveCountingRulesSchema.safeParse({ ...schoolDays, ...changes }).error?.issues;
  expect(issues?.map((issue) => `${issue.path.join(".")}: ${issue.message}`)).toEqual([message]);
});
