import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { calendarFileOf, feedOf } from "~/domain/duty/duty-feed.queries.server";
import { feedFile } from "~/domain/duty/internal/feed-file";
import { makeFeed, revokeFeed } from "~/domain/duty/make-feed.server";
import { saveAbsence } from "~/domain/duty/save-absence.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-16T10:00:00Z");

let morag: TestPerson;
let ailsa: TestPerson;
let calum: TestPerson;

beforeAll(async () => {
  const home = await anAuthority();
  await theYearOf(home.id);
  const area = await anArea(home, "North; and, east");
  await aSchool({ area, authority: home }, "A School That Is Not In The File");
  morag = await aPerson("vs_head_teacher");
  ailsa = await aPerson("lead");
  calum = await aPerson("lead", { until: "2026-12-04" });
  const turn = (weekday: number, person: TestPerson, depute: TestPerson) =>
    saveDutyTurn(
      morag,
      { areaId: area.id, weekday, personId: person.personId, deputeId: depute.personId },
      clock,
    );
  await turn(1, ailsa, morag);
  await turn(2, morag, ailsa);
  await saveAbsence(
    morag,
    { personId: ailsa.personId, firstDay: "2026-11-24", lastDay: "2026-11-24", fallbackId: calum.personId },
    clock,
  );
});

const fileAt = (secret: string, at = clock.now()) => asNobody((tx) => calendarFileOf(tx, secret, at));
const entries = (file: string | null) =>
  (file ?? "")
    .split("BEGIN:VEVENT")
    .slice(1)
    .map((event) => [/DTSTART:(\S+)/.exec(event)?.[1], /SUMMARY:(.*)\r/.exec(event)?.[1]]);

describe("a calendar feed", () => {
  it("holds the days on which its owner is on duty or depute, in UTC, and not those of an absence", async () => {
    const file = await fileAt(await makeFeed(ailsa, clock));
    expect(entries(file).slice(0, 4)).toEqual([
      ["20261116T083000Z", "On duty: North\\; and\\, east"],
      ["20261117T083000Z", "Depute: North\\; and\\, east"],
      ["20261123T083000Z", "On duty: North\\; and\\, east"],
      ["20261130T083000Z", "On duty: North\\; and\\, east"],
    ]);
    expect(file).not.toContain("School That");
  });

  it("keeps a digest of the secret only", async () => {
    const secret = await makeFeed(morag, clock);
    const rows = JSON.stringify(await database.superuserQuery("select * from duty_feed"));
    expect(rows).not.toContain(secret);
    expect(JSON.stringify(await database.superuserQuery("select * from audit_line"))).not.toContain(secret);
    expect(secret).toMatch(/^[\w-]{43}$/);
  });

  it("of an earlier secret is dead once there is a new one, also when made twice at once", async () => {
    const first = await makeFeed(ailsa, clock);
    const [second, third] = await Promise.all([makeFeed(ailsa, clock), makeFeed(ailsa, clock)]);
    expect(await fileAt(first)).toBeNull();
    expect([await fileAt(second), await fileAt(third)].filter((file) => file !== null)).toHaveLength(1);
  });

  it("is dead once revoked, with an audit line", async () => {
    const secret = await makeFeed(ailsa, clock);
    expect(await asNobody((tx) => feedOf(tx, ailsa.personId))).toEqual(clock.now());
    await revokeFeed(ailsa, clock);
    await revokeFeed(ailsa, clock);
    expect(await fileAt(secret)).toBeNull();
    expect(await asNobody((tx) => feedOf(tx, ailsa.personId))).toBeNull();
    expect(
      await database.superuserQuery("select id from audit_line where action = 'duty_feed.revoked'"),
    ).toHaveLength(1);
  });

  it("is dead the day after its owner's last one", async () => {
    const secret = await makeFeed(calum, clock);
    expect(await fileAt(secret, new Date("2026-12-04T23:00:00Z"))).not.toBeNull();
    expect(await fileAt(secret, new Date("2026-12-05T00:30:00Z"))).toBeNull();
  });

  it.each(["", "nonsense", "a".repeat(10_000), "' or true --"])(
    "is nothing for the secret %j",
    async (secret) => {
      expect(await fileAt(secret)).toBeNull();
    },
  );

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for %s",
    async (role) => {
      const actor = await aPerson(role);
      await expect(makeFeed(actor, clock)).rejects.toThrow(NotAllowed);
      await expect(revokeFeed(actor, clock)).rejects.toThrow(NotAllowed);
    },
  );
});

it("folds lines at 75 octets, also inside letters of several", () => {
  const summary = `Ærøskøbing ${"é".repeat(120)}`;
  const at = new Date("2026-11-16T08:30:00Z");
  const file = feedFile([{ uid: "1", from: at, until: at, summary }], at);
  for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file.replaceAll("\r\n ", "")).toContain(summary);
});
