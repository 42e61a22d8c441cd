import { beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { proveCoverageNightly } from "~/domain/duty/prove-coverage-nightly.server";
import { saveAbsence } from "~/domain/duty/save-absence.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const night = (day: string, time = "00:01") => proveCoverageNightly(fixedClock(`${day}T${time}:00Z`));
const mails = () =>
  database.superuserQuery(
    "select template, to_person_id, input from outbox_mail where template = 'duty/coverage-hole' order by created_at",
  );
const lastRun = async () =>
  (await database.superuserQuery("select ran_on::text, schools, holes from coverage_run"))[0];

let morag: TestPerson;
let ailsa: TestPerson;
let calum: TestPerson;
let areaId: string;
const turn = (weekday: number, clock = fixedClock("2026-11-16T10:00:00Z")) =>
  saveDutyTurn(morag, { areaId, weekday, personId: ailsa.personId, deputeId: calum.personId }, clock);

beforeAll(async () => {
  const home = await anAuthority();
  await theYearOf(home.id);
  const area = await anArea(home, "North");
  areaId = area.id;
  await aSchool({ area, authority: home });
  await aSchool({ area, authority: home });
  morag = await aPerson("vs_head_teacher");
  ailsa = await aPerson("lead");
  calum = await aPerson("lead");
  await aPerson("head_of_inclusion");
  for (const weekday of [1, 2, 3, 4]) await turn(weekday);
});

it("tells the head teacher of holes, keeps what it found, and runs once a night", async () => {
  expect(await night("2026-11-17")).toBe(8);
  expect(await mails()).toMatchObject([
    { to_person_id: morag.personId, input: { holes: 8, firstDay: "2026-11-20", link: "/duty/coverage" } },
  ]);
  expect(await lastRun()).toMatchObject({ ran_on: "2026-11-17", schools: 2 });
  expect(await night("2026-11-17", "23:30")).toBe(0);
  expect(await mails()).toHaveLength(1);
});

it("tells nothing new of the same holes, nor of next week's same weekday coming into sight", async () => {
  expect(await night("2026-11-18")).toBe(0);
  expect(await night("2026-11-21")).toBe(0);
  expect(await mails()).toHaveLength(1);
});

it("tells of a hole that comes into sight with an absence entered long before", async () => {
  const friday = fixedClock("2026-11-21T10:00:00Z");
  await turn(5, friday);
  await saveAbsence(
    morag,
    { personId: ailsa.personId, firstDay: "2026-12-22", lastDay: "2026-12-22", fallbackId: morag.personId },
    friday,
  );
  expect(await night("2026-11-22")).toBe(0);
  expect((await lastRun())?.holes).toBe(0);
  await database.ownerQuery("delete from duty_fallback");
  expect(await night("2026-11-26")).toBe(1);
  expect((await mails()).at(-1)).toMatchObject({ input: { holes: 1, firstDay: "2026-12-22" } });
});

it("tells again of a hole that was filled and opens again", async () => {
  await database.ownerQuery("delete from person_absence");
  expect(await night("2026-11-27")).toBe(0);
  await database.ownerQuery(
    `insert into person_absence values (gen_random_uuid(), '${ailsa.personId}', '2026-12-22', '2026-12-23', now(), '${morag.personId}')`,
  );
  expect(await night("2026-11-28")).toBe(1);
});

it("is run once by four workers at the same moment", async () => {
  await database.ownerQuery("delete from duty_turn where weekday = 3");
  const before = (await mails()).length;
  const results = await Promise.all([1, 2, 3, 4].map(() => night("2026-11-29")));
  expect(results.filter((news) => news > 0)).toHaveLength(1);
  expect(await mails()).toHaveLength(before + 1);
});

it("tells leads while there is no head teacher", async () => {
  await database.ownerQuery(
    `update membership set valid_to = '2026-11-29' where person_id = '${morag.personId}'`,
  );
  expect(await night("2026-11-30")).toBeGreaterThan(0);
  expect(
    (await mails())
      .slice(-2)
      .map((mail) => mail.to_person_id)
      .sort(),
  ).toEqual([ailsa.personId, calum.personId].sort());
});
