import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aCalendar, theYearOf } from "#tests/factories/calendars";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { coverDay, uncoverDay } from "~/domain/duty/cover-day.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { peopleForStep } from "~/domain/duty/people-for-step.server";
import { coverDaySchema, saveAbsenceSchema } from "~/domain/duty/rota.schema";
import { endAbsence, saveAbsence } from "~/domain/duty/save-absence.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody, asWorker } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-16T10:00:00Z");
const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));

let morag: TestPerson;
let ailsa: TestPerson;
let calum: TestPerson;
let priya: TestPerson;
let fiona: TestPerson;
let north: { id: string; name: string };

beforeAll(async () => {
  const home = await anAuthority();
  await theYearOf(home.id);
  north = await anArea(home, "North");
  await aSchool({ area: north, authority: home });
  morag = await aPerson("vs_head_teacher", { name: "Morag" });
  ailsa = await aPerson("lead", { name: "Ailsa" });
  calum = await aPerson("lead", { name: "Calum" });
  priya = await aPerson("lead", { name: "Priya" });
  fiona = await aPerson("head_of_inclusion", { name: "Fiona" });
  for (const weekday of [1, 2, 3, 4, 5]) {
    await saveDutyTurn(
      morag,
      { areaId: north.id, weekday, personId: ailsa.personId, deputeId: calum.personId },
      clock,
    );
  }
});

const audit = (action: string) =>
  database.superuserQuery(
    "select person_id, subject_id, detail from audit_line where action = $1 order by at",
    [action],
  );
const count = async (table: string) => (await database.superuserQuery(`select * from ${table}`)).length;
const onDutyAt = (wall: string) => asNobody((tx) => onDuty(tx, { areaId: north.id, at: at(wall), calendar }));
const toldAt = (who: Parameters<typeof peopleForStep>[1]["who"], wall: string) =>
  asWorker((tx) => peopleForStep(tx, { who, areaId: north.id, at: at(wall), calendar }));
const away = (person: Actor, firstDay: string, changes = {}) =>
  saveAbsence(morag, { personId: person.personId, firstDay, lastDay: firstDay, ...changes }, clock);
const sentenceOf = (work: Promise<unknown>) =>
  work.then(
    () => "saved",
    (error: Invalid) => error.sentence,
  );

describe("an absence", () => {
  it("that leaves a step with nobody is refused in a sentence that names the hole, and nothing is kept", async () => {
    expect(await sentenceOf(away(ailsa, "2026-11-26"))).toBe(
      "No depute would be on duty in North on Thursday 26 November. Select who is told instead, or put other people on duty for that time first",
    );
    await expect(away(ailsa, "2026-11-26")).rejects.toMatchObject({ field: "fallbackId" });
    expect([await count("person_absence"), await count("duty_fallback")]).toEqual([0, 0]);
    expect(await audit("absence.saved")).toEqual([]);
  });

  it("is saved with somebody named to stand in, who is then told", async () => {
    await away(ailsa, "2026-11-26", { fallbackId: priya.personId });
    expect(await onDutyAt("2026-11-26 10:00")).toMatchObject({
      personId: calum.personId,
      deputeId: priya.personId,
    });
    expect(await onDutyAt("2026-11-25 20:00")).toMatchObject({ personId: calum.personId });
    expect(await onDutyAt("2026-11-27 10:00")).toMatchObject({
      personId: ailsa.personId,
      deputeId: calum.personId,
    });
    expect(await toldAt("duty_person", "2026-11-26 10:00")).toEqual({
      personIds: [calum.personId],
      skipped: ["Ailsa is away until 26 November 2026"],
    });
    expect(await audit("absence.saved")).toMatchObject([
      { person_id: morag.personId, subject_id: ailsa.personId, detail: { fallbackId: priya.personId } },
    ]);
  });

  it("is refused when whoever is named is already told, or away themselves", async () => {
    expect(await sentenceOf(away(ailsa, "2026-11-30", { fallbackId: calum.personId }))).toBe(
      "No depute would be on duty in North on Monday 30 November. Even with Calum. Put two other people on duty for that time first",
    );
    await away(priya, "2026-11-30");
    await expect(away(ailsa, "2026-11-30", { fallbackId: priya.personId })).rejects.toMatchObject({
      field: "fallbackId",
    });
  });

  it("can be refused for the head teacher too, and says so once for all areas", async () => {
    expect(await sentenceOf(away(morag, "2026-12-02", { fromTime: "10:00", untilTime: "12:00" }))).toBe(
      "No Virtual School Head Teacher would be there to be told on Wednesday 2 December, 10:00 to 12:00. " +
        "Select who is told instead, or put other people on duty for that time first",
    );
    await away(morag, "2026-12-02", { fallbackId: ailsa.personId });
    expect(await toldAt("vs_head_teacher", "2026-12-02 11:00")).toMatchObject({
      personIds: [ailsa.personId],
    });
    expect(await toldAt("vs_head_teacher", "2026-12-03 11:00")).toMatchObject({
      personIds: [morag.personId],
    });
  });

  it("of several weeks, months ahead, is proved to its end", async () => {
    const months = { lastDay: "2027-03-12" };
    expect(await sentenceOf(away(fiona, "2027-02-22", months))).toContain(
      "from Monday 22 February to Friday 12 March",
    );
  });

  it("names a second hole only by number", async () => {
    const holes = away(ailsa, "2026-12-07", { lastDay: "2026-12-08", fromTime: "12:00", untilTime: "13:00" });
    expect(await sentenceOf(holes)).toMatch(
      /^No depute would be on duty in North from Monday 7 December to Tuesday 8 December\./,
    );
  });

  it("does not overlap another one of the same person", async () => {
    expect(await sentenceOf(away(ailsa, "2026-11-26"))).toBe(
      "Ailsa is entered as away on 26 November 2026 already. Take that out first",
    );
  });

  it.each([
    [{ lastDay: "2028-11-30" }, "lastDay"],
    [{ firstDay: "2026-11-16", lastDay: "2026-11-16", untilTime: "09:00" }, "lastDay"],
    [{ personId: randomUUID() }, "personId"],
  ])("is refused with %o", async (changes, field) => {
    await expect(away(ailsa, "2026-12-10", changes)).rejects.toMatchObject({ field });
  });

  it("of two people at once that leave a hole only together is refused to one", async () => {
    const both = [
      away(ailsa, "2026-12-11", { fallbackId: priya.personId }),
      away(calum, "2026-12-11", { fallbackId: priya.personId }),
    ];
    const results = await Promise.allSettled(both);
    expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("that has begun ends now, one that has not is taken out; once", async () => {
    const [running] = await database.superuserQuery<{ id: string }>(
      "select id from person_absence where person_id = $1",
      [priya.personId],
    );
    const absenceId = running?.id ?? "";
    await endAbsence(morag, { absenceId }, fixedClock("2026-11-30T09:00:00Z"));
    await expect(endAbsence(morag, { absenceId }, fixedClock("2026-11-30T09:00:01Z"))).rejects.toThrow(
      Conflict,
    );
    const [early] = await database.superuserQuery<{ id: string }>(
      "select id from person_absence where person_id = $1",
      [morag.personId],
    );
    await endAbsence(ailsa, { absenceId: early?.id ?? "" }, clock);
    await expect(endAbsence(ailsa, { absenceId: early?.id ?? "" }, clock)).rejects.toThrow(NotFound);
    expect(await audit("absence.ended")).toHaveLength(2);
  });
});

describe("cover for a day", () => {
  const cover = (day: string, changes = {}) =>
    coverDay(
      morag,
      { areaId: north.id, day, personId: priya.personId, deputeId: morag.personId, ...changes },
      clock,
    );

  it("takes the place of the weekly turn, and is taken back", async () => {
    await cover("2026-12-15");
    expect(await onDutyAt("2026-12-15 10:00")).toMatchObject({
      personId: priya.personId,
      deputeId: morag.personId,
    });
    await cover("2026-12-15", { deputeId: calum.personId });
    expect(await onDutyAt("2026-12-15 10:00")).toMatchObject({
      personId: priya.personId,
      deputeId: calum.personId,
    });
    expect(await onDutyAt("2026-12-16 10:00")).toMatchObject({ personId: ailsa.personId });
    await uncoverDay(morag, { areaId: north.id, day: "2026-12-15" }, clock);
    await uncoverDay(morag, { areaId: north.id, day: "2026-12-15" }, clock);
    expect(await onDutyAt("2026-12-15 10:00")).toMatchObject({ personId: ailsa.personId });
    expect([(await audit("duty_cover.saved")).length, (await audit("duty_cover.removed")).length]).toEqual([
      2, 1,
    ]);
  });

  it("by somebody who is away that day is refused", async () => {
    await away(priya, "2026-12-17");
    await expect(cover("2026-12-17")).rejects.toMatchObject({ field: "fallbackId" });
  });

  it("makes room for an absence that the weekly turn would not", async () => {
    await cover("2026-12-18", { personId: priya.personId, deputeId: calum.personId });
    await away(ailsa, "2026-12-18");
    await expect(uncoverDay(morag, { areaId: north.id, day: "2026-12-18" }, clock)).rejects.toThrow(Invalid);
  });

  it.each([
    ["2026-11-13", "day", "Day must be today or later"],
    ["2026-12-19", "day", "There is no duty on Saturday 19 December: the Virtual School is closed"],
    ["2026-12-28", "day", "There is no duty on Monday 28 December: the Virtual School is closed"],
  ])("is refused for %s", async (day, field, sentence) => {
    await expect(cover(day)).rejects.toMatchObject({ field, sentence });
  });

  it("is refused for people who cannot be on duty that day, and for other people's areas", async () => {
    const gone = await aPerson("lead", { until: "2026-12-09" });
    await expect(cover("2026-12-10", { deputeId: gone.personId })).rejects.toMatchObject({
      field: "deputeId",
    });
    await expect(cover("2026-12-10", { personId: fiona.personId })).rejects.toMatchObject({
      field: "personId",
    });
    await expect(cover("2026-12-10", { areaId: randomUUID() })).rejects.toThrow(NotFound);
  });
});

describe("a weekly turn", () => {
  it("with somebody who is about to leave is refused, unless somebody is named", async () => {
    const leaving = await aPerson("lead", { name: "Leaving", until: "2026-11-20" });
    const turn = { areaId: north.id, weekday: 2, personId: leaving.personId, deputeId: calum.personId };
    expect(await sentenceOf(saveDutyTurn(morag, turn, clock))).toContain(
      "No depute would be on duty in North on Tuesday 24 November, and 2 more like it.",
    );
    await saveDutyTurn(morag, { ...turn, fallbackId: priya.personId }, clock);
    expect(await onDutyAt("2026-11-24 10:00")).toMatchObject({
      personId: calum.personId,
      deputeId: priya.personId,
    });
  });
});

describe("everybody but leads and the head teacher", () => {
  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "%s changes nothing",
    async (role) => {
      const actor = await aPerson(role);
      const day = { areaId: north.id, day: "2026-12-21" };
      const attempts = [
        coverDay(actor, { ...day, personId: priya.personId, deputeId: calum.personId }, clock),
        uncoverDay(actor, day, clock),
        saveAbsence(
          actor,
          { personId: actor.personId, firstDay: "2026-12-21", lastDay: "2026-12-21" },
          clock,
        ),
        endAbsence(actor, { absenceId: randomUUID() }, clock),
      ];
      for (const result of await Promise.allSettled(attempts)) {
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotAllowed) });
      }
    },
  );
});

describe("the forms", () => {
  const id = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
  const other = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f02";
  const messages = (result: { error?: { issues: { message: string }[] } }) =>
    result.error?.issues.map(({ message }) => message);

  it.each([
    [{ personId: undefined }, "Select who is away"],
    [{ firstDay: "soon" }, "Enter the first day"],
    [{ lastDay: "2026-11-25" }, "Last day must be the first day or later"],
    [{ fromTime: "13:00", untilTime: "12:00" }, "Time back must be after the time away"],
    [{ untilTime: "noon" }, "Time must be in the format 08:30"],
  ])("refuse an absence with %o", (changes, sentence) => {
    const absence = { personId: id, firstDay: "2026-11-26", lastDay: "2026-11-26", ...changes };
    expect(messages(saveAbsenceSchema.safeParse(absence))).toEqual([sentence]);
  });

  it("refuse one person in both places", () => {
    const cover = { areaId: id, day: "2026-11-26", personId: other, deputeId: other };
    expect(messages(coverDaySchema.safeParse(cover))).toEqual(["Depute must be somebody else"]);
  });
});
