import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { endMembership } from "~/domain/accounts/end-membership.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { countSchoolsWithNobody, staffOfSchools } from "~/domain/accounts/school-staff.queries.server";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { saveSchool } from "~/domain/organisations/save-school.server";
import { gapOf, schoolFilterIn } from "~/domain/organisations/school-filter";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date());
const today = dayOf(clock.now());
const tomorrow = addCalendarDays(today, 1);
const { roles } = alertsPolicy.raise;
const administrator = await aPerson("administrator");

const staffOf = async (schoolId: string, day = today) =>
  (await asNobody((tx) => staffOfSchools(tx, roles, day))).get(schoolId) ?? [];
const gapsOn = async (schoolId: string, day = today) =>
  gapOf((await staffOf(schoolId, day)).flatMap(({ held }) => held));
const count = (day = today) => asNobody((tx) => countSchoolsWithNobody(tx, roles, day));

it("a school's gap follows from who holds a role there on the day", async () => {
  const school = await aSchool();
  expect(await gapsOn(school.id)).toBe("nobody");
  await aPerson("head_teacher", { schoolId: school.id });
  expect(await gapsOn(school.id)).toBe("no_manager");
  const manager = await aPerson("designated_manager", { schoolId: school.id });
  await aPerson("designated_manager", { schoolId: (await aSchool()).id });
  expect(await gapsOn(school.id)).toBeNull();
  const [held] = await database.superuserQuery<{ id: string }>(
    "select id from membership where person_id = $1",
    [manager.personId],
  );
  await endMembership(administrator, { membershipId: held?.id ?? "" }, clock);
  expect(await gapsOn(school.id, tomorrow)).toBe("no_manager");
});

it("somebody with two roles at a school is named once", async () => {
  const school = await aSchool();
  const head = await aPerson("head_teacher", { schoolId: school.id });
  await invitePerson(
    administrator,
    { name: head.name, email: head.email, role: "designated_manager", schoolId: school.id, isDepute: false },
    clock,
  );
  const held = ["designated_manager", "head_teacher"].map((role) => ({ role, isDepute: false }));
  expect(await staffOf(school.id)).toEqual([{ personId: head.personId, name: head.name, held }]);
});

it("only open schools with nobody are counted", async () => {
  const before = await count();
  const { id, authorityId, areaId, ...school } = await aSchool();
  expect(await count()).toBe(before + 1);
  await saveSchool(administrator, { ...school, id, authorityId, areaId, closedOn: today }, clock);
  expect(await count()).toBe(before);
});

it.each([
  ["gap=nobody&sector=primary", { gap: "nobody", sector: "primary" }],
  ["gap=everything&sector=nursery&area=x&authority=%00", {}],
  ["state=closed", { isClosed: true }],
])("a list of schools reads %s", (query, expected) => {
  const nothing = { authorityId: null, areaId: null, sector: null, gap: null, isClosed: false };
  expect(schoolFilterIn(new URLSearchParams(query))).toEqual({ ...nothing, ...expected });
});
