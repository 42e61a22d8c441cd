import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aCalendar } from "#tests/factories/calendars";
import { anArea, anAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { rota } from "~/domain/duty/duty.queries.server";
import { saveDutyTurnSchema } from "~/domain/duty/duty.schema";
import { onDuty } from "~/domain/duty/on-duty.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-16T10:00:00Z");
const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));

let headTeacher: Actor;
let ailsa: Actor;
let calum: Actor;
let gone: Actor;
let north: { id: string; name: string };
let south: { id: string; name: string };
let elsewhere: { id: string };

beforeAll(async () => {
  headTeacher = await aPerson("vs_head_teacher");
  ailsa = await aPerson("lead", { name: "Ailsa" });
  calum = await aPerson("lead", { name: "Calum" });
  gone = await aPerson("lead", { name: "Gone", until: "2026-11-18" });
  const home = await anAuthority();
  north = await anArea(home, "North");
  south = await anArea(home, "South");
  elsewhere = await anArea(await anAuthority({ isHome: false }));
  const turn = (weekday: number, person: Actor, depute: Actor) =>
    saveDutyTurn(
      ailsa,
      { areaId: north.id, weekday, personId: person.personId, deputeId: depute.personId },
      clock,
    );
  await turn(1, ailsa, calum);
  await turn(2, calum, ailsa);
  await turn(3, gone, calum);
  await turn(4, ailsa, gone);
});

const onDutyAt = (wall: string, areaId = north.id) =>
  asNobody((tx) => onDuty(tx, { areaId, at: at(wall), calendar }));

describe("on duty", () => {
  it.each<[string, "ailsa" | "calum", string, string]>([
    ["2026-11-16 10:00", "ailsa", "2026-11-16 10:00", "Monday, in hours"],
    ["2026-11-17 10:00", "calum", "2026-11-17 10:00", "Tuesday, in hours"],
    ["2026-11-16 07:00", "ailsa", "2026-11-16 08:30", "Monday, before opening"],
    ["2026-11-16 16:30", "calum", "2026-11-17 08:30", "Monday at closing: Tuesday's turn"],
    ["2026-11-20 17:00", "ailsa", "2026-11-23 08:30", "Friday evening: Monday's turn"],
    ["2026-11-22 03:00", "ailsa", "2026-11-23 08:30", "Sunday: Monday's turn"],
    ["2026-09-25 10:00", "calum", "2026-09-29 08:30", "a holiday weekend: Tuesday's turn"],
    ["2026-10-14 10:00", "ailsa", "2026-10-19 08:30", "October week: the turn of the Monday after"],
    ["2027-06-28 10:00", "ailsa", "2027-06-28 10:00", "beyond the calendar: a usual Monday"],
  ])("%s: %s from %s, %s", async (wall, who, from) => {
    const expected = who === "ailsa" ? ailsa : calum;
    expect(await onDutyAt(wall)).toMatchObject({ personId: expected.personId, from: at(from) });
  });

  it("comes with the depute", async () => {
    expect(await onDutyAt("2026-11-16 10:00")).toMatchObject({ deputeId: calum.personId });
  });

  it("is the person until their last day, then the depute", async () => {
    expect(await onDutyAt("2026-11-18 10:00")).toMatchObject({
      personId: gone.personId,
      deputeId: calum.personId,
    });
    expect(await onDutyAt("2026-11-25 10:00")).toMatchObject({ personId: calum.personId, deputeId: null });
  });

  it("has no depute once the depute has left", async () => {
    expect(await onDutyAt("2026-11-26 10:00")).toMatchObject({ personId: ailsa.personId, deputeId: null });
  });

  it("is nobody where no turn is entered", async () => {
    expect(await onDutyAt("2026-11-20 10:00")).toBeNull();
    expect(await onDutyAt("2026-11-16 10:00", south.id)).toBeNull();
  });
});

describe("the rota", () => {
  it("shows every area on every weekday of duty, and its holes", async () => {
    const turns = await asNobody((tx) => rota(tx, calendar, "2026-11-20"));
    expect(turns.map((turn) => [turn.area, turn.weekday, turn.hole])).toEqual([
      ["North", 1, null],
      ["North", 2, null],
      ["North", 3, "Gone has left: Calum stands in on Wednesday in North, without a depute"],
      ["North", 4, "Gone has left: no depute on Thursday in North"],
      ["North", 5, "Nobody on Friday in North"],
      ["South", 1, "Nobody on Monday in South"],
      ["South", 2, "Nobody on Tuesday in South"],
      ["South", 3, "Nobody on Wednesday in South"],
      ["South", 4, "Nobody on Thursday in South"],
      ["South", 5, "Nobody on Friday in South"],
    ]);
  });
});

describe("saving a turn", () => {
  const turn = (changes = {}) => ({
    areaId: south.id,
    weekday: 1,
    personId: ailsa.personId,
    deputeId: calum.personId,
    ...changes,
  });
  const audit = () => database.superuserQuery("select * from audit_line where subject_id = $1", [south.id]);

  it("replaces who was on it, with an audit line", async () => {
    await saveDutyTurn(headTeacher, turn(), clock);
    await saveDutyTurn(
      headTeacher,
      turn({ personId: calum.personId, deputeId: headTeacher.personId }),
      clock,
    );
    expect(await onDutyAt("2026-11-16 10:00", south.id)).toMatchObject({
      personId: calum.personId,
      deputeId: headTeacher.personId,
    });
    expect(await audit()).toMatchObject([
      {
        action: "duty_turn.saved",
        person_id: headTeacher.personId,
        detail: { weekday: 1, personId: ailsa.personId },
      },
      { detail: { weekday: 1, personId: calum.personId } },
    ]);
  });

  it("refuses somebody who cannot be on duty, in either place", async () => {
    const teacher = await aPerson("vs_teacher");
    const left = await aPerson("lead", { until: "2026-11-15" });
    for (const personId of [teacher.personId, left.personId, randomUUID()]) {
      await expect(saveDutyTurn(headTeacher, turn({ personId }), clock)).rejects.toMatchObject({
        field: "personId",
      });
      await expect(saveDutyTurn(headTeacher, turn({ deputeId: personId }), clock)).rejects.toThrow(Invalid);
    }
  });

  it("finds no area but ours", async () => {
    await expect(saveDutyTurn(headTeacher, turn({ areaId: elsewhere.id }), clock)).rejects.toThrow(NotFound);
    await expect(saveDutyTurn(headTeacher, turn({ areaId: randomUUID() }), clock)).rejects.toThrow(NotFound);
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for %s",
    async (role) => {
      const actor = await aPerson(role);
      const before = await audit();
      await expect(saveDutyTurn(actor, turn(), clock)).rejects.toThrow(NotAllowed);
      expect(await audit()).toEqual(before);
    },
  );

  it("wants two people", () => {
    const result = saveDutyTurnSchema.safeParse({ ...turn(), deputeId: ailsa.personId });
    expect(result.error?.issues.map((issue) => issue.message)).toEqual(["Depute must be somebody else"]);
  });
});
