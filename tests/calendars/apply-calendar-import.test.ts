import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAuthority, aSchool, type TestSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { applyCalendarImport } from "~/domain/calendars/apply-calendar-import.server";
import { importPreview } from "~/domain/calendars/calendar-import.queries.server";
import { applyCalendarImportSchema } from "~/domain/calendars/calendar-import.schema";
import { openingsOn } from "~/domain/calendars/calendars.clocks";
import { enteredFrom, schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { readCalendarFile } from "~/domain/calendars/read-calendar-file.server";
import { saveClosedDay } from "~/domain/calendars/save-closed-day.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2027-03-01T10:00:00Z");
const audit = () =>
  database.superuserQuery<{ detail: object }>(
    "select person_id, subject_id, detail from audit_line where action = 'calendar.imported' order by at",
  );

let headTeacher: Actor;
let authority: { id: string };
let school: TestSchool;
beforeAll(async () => {
  headTeacher = await aPerson("vs_head_teacher");
});
beforeEach(async () => {
  authority = await anAuthority({ isHome: false });
  school = await aSchool({ authority });
  await database.superuserQuery("delete from audit_line");
});

const fileOf = (...lines: string[]) =>
  new File([["kind,name,first day,last day,school", ...lines].join("\n")], "calendar.csv");

const shown = async (...lines: string[]) => {
  const rows = await readCalendarFile(fileOf(...lines));
  return asNobody((tx) => importPreview(tx, authority.id, rows));
};

async function save(actor: Actor, preview: Awaited<ReturnType<typeof shown>>): Promise<void> {
  const input = applyCalendarImportSchema.parse({ authorityId: authority.id, ...preview.sent });
  await applyCalendarImport(actor, input, clock);
}

const fates = (preview: Awaited<ReturnType<typeof shown>>) => preview.rows.map((row) => row.fate);
const entered = () => asNobody((tx) => enteredFrom(tx, authority.id, "2000-01-01"));

const year = [
  "term,August to October,2027-08-16,2027-10-08,",
  "term,October to December,2027-10-18,2027-12-22,",
  "in-service day,In-service day,2027-08-16,2027-08-17,",
  "local holiday,September weekend,2027-09-24,2027-09-27,",
  "half day,Before Christmas,2027-12-22,,",
];

describe("a file that is saved", () => {
  it("is in the calendar, without the weekend of a long holiday, and in one line of the audit", async () => {
    const preview = await shown(...year);
    expect(preview.counts).toEqual({ new: 5, changed: 0, unchanged: 0, refused: 0 });
    await save(headTeacher, preview);
    expect(await entered()).toEqual({
      terms: [
        { name: "August to October", startsOn: "2027-08-16", endsOn: "2027-10-08" },
        { name: "October to December", startsOn: "2027-10-18", endsOn: "2027-12-22" },
      ],
      closedDays: [
        { day: "2027-08-16", name: "In-service day", closes: "schools" },
        { day: "2027-08-17", name: "In-service day", closes: "schools" },
        { day: "2027-09-24", name: "September weekend", closes: "schools_and_duty" },
        { day: "2027-09-27", name: "September weekend", closes: "schools_and_duty" },
        { day: "2027-12-22", name: "Before Christmas", closes: "half_day" },
      ],
    });
    expect(await audit()).toEqual([
      {
        person_id: headTeacher.personId,
        subject_id: authority.id,
        detail: { new: 5, changed: 0, unchanged: 0, refused: 0 },
      },
    ]);
  });

  it("changes nothing a second time, nor does a second press", async () => {
    const first = await shown(...year);
    await save(headTeacher, first);
    const before = await entered();
    const again = await shown(...year);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 5, refused: 0 });
    await save(headTeacher, again);
    await save(headTeacher, first);
    expect(await entered()).toEqual(before);
    expect(await audit()).toHaveLength(1);
  });

  it("says what it changes, and leaves what is not in it", async () => {
    await save(headTeacher, await shown(...year));
    const preview = await shown(
      "term,August to October,2027-08-16,2027-10-01,",
      "local holiday,September weekend,2027-09-24,2027-09-28,",
      "half day,Before Christmas,2027-12-22,,",
    );
    expect(fates(preview)).toEqual(["changed", "changed", "unchanged"]);
    await save(headTeacher, preview);
    const { terms, closedDays } = await entered();
    expect(terms.map((term) => term.endsOn)).toEqual(["2027-10-01", "2027-12-22"]);
    expect(closedDays.map((closed) => closed.day)).toEqual([
      "2027-08-16",
      "2027-08-17",
      "2027-09-24",
      "2027-09-27",
      "2027-09-28",
      "2027-12-22",
    ]);
  });

  it("gives one school its own days", async () => {
    await save(
      headTeacher,
      await shown(
        ...year,
        `half day,A show,2027-11-10,,${school.seedCode}`,
        `in-service day,Training,2027-11-11,,${school.seedCode}`,
      ),
    );
    const other = await aSchool({ authority });
    const openings = (of: TestSchool, day: string) =>
      asNobody(async (tx) => openingsOn(await schoolCalendarOf(tx, of), day));
    expect([await openings(school, "2027-11-10"), await openings(school, "2027-11-11")]).toEqual([1, 0]);
    expect([await openings(other, "2027-11-10"), await openings(other, "2027-11-11")]).toEqual([2, 2]);
    expect(fates(await shown(`half day,A show,2027-11-10,,${school.seedCode}`))).toEqual(["unchanged"]);
  });

  it("is saved without its refused rows", async () => {
    const preview = await shown("term,Wrong,2027-13-01,2027-12-01,", ...year);
    expect(preview.counts).toEqual({ new: 5, changed: 0, unchanged: 0, refused: 1 });
    await save(headTeacher, preview);
    expect((await entered()).terms).toHaveLength(2);
  });
});

describe("a row is refused", () => {
  it.each([
    [
      "that overlaps a term before it",
      "term,Too long,2027-10-01,2027-12-22,",
      "overlap the term that starts on 16 August 2027",
    ],
    [
      "for a day the file has already",
      "local holiday,Another,2027-08-17,,",
      "Line 3 of the file is for the same day",
    ],
    ["for a weekend", "local holiday,A weekend,2027-09-25,2027-09-26,", "It falls on a weekend"],
    [
      "for a school that is elsewhere",
      "half day,Show,2027-09-01,,9999999",
      "No school of this authority has the SEED code 9999999",
    ],
  ])("%s", async (_what, line, why) => {
    const lines = ["term,First,2027-08-16,2027-10-08,", "in-service day,Training,2027-08-17,,", line];
    const preview = await shown(...lines);
    expect(fates(preview)).toEqual(["new", "new", "refused"]);
    expect(preview.rows[2]?.why).toContain(why);
  });

  it("when it is a term of one school", async () => {
    const preview = await shown(`term,Mine,2027-08-16,2027-10-08,${school.seedCode}`);
    expect(preview.rows).toMatchObject([
      { fate: "refused", why: expect.stringContaining("whole authority") },
    ]);
  });

  it("when it overlaps a term that is entered", async () => {
    await save(headTeacher, await shown(...year));
    const preview = await shown("term,Moved,2027-08-18,2027-10-08,");
    expect(preview.rows).toMatchObject([
      { fate: "refused", why: expect.stringContaining("Take that one out first") },
    ]);
  });
});

describe("nothing is saved", () => {
  it("when the calendar has changed since the rows were shown", async () => {
    const preview = await shown(...year);
    const closed = {
      authorityId: authority.id,
      day: "2027-12-22",
      name: "Strike",
      closes: "schools",
    } as const;
    await saveClosedDay(headTeacher, closed, clock);
    await expect(save(headTeacher, preview)).rejects.toThrow(Conflict);
    expect((await entered()).terms).toEqual([]);
    expect(await audit()).toEqual([]);
  });

  it.each(["lead", "vs_teacher", "designated_manager", "head_of_inclusion"] as const)(
    "for a %s",
    async (role) => {
      await expect(save(await aPerson(role), await shown(...year))).rejects.toThrow(NotAllowed);
      expect(await audit()).toEqual([]);
    },
  );

  it("for an authority that is not there", async () => {
    const input = applyCalendarImportSchema.parse({
      authorityId: crypto.randomUUID(),
      rows: "[]",
      fates: "",
    });
    await expect(applyCalendarImport(headTeacher, input, clock)).rejects.toThrow(NotFound);
  });

  it.each([
    ["no JSON", "{"],
    ["no list", "{}"],
    ["a row with a kind that is none", '[{"kind":"war"}]'],
    [
      "a day that does not exist",
      JSON.stringify([
        {
          place: "1",
          kind: "half_day",
          name: "AB",
          firstDay: "2027-02-30",
          lastDay: "2027-03-01",
          seedCode: null,
        },
      ]),
    ],
  ])("of rows that were tampered with: %s", (_what, rows) => {
    const sent = { authorityId: authority.id, rows, fates: "new" };
    expect(applyCalendarImportSchema.safeParse(sent).success).toBe(false);
  });
});

it("two people who save two files at once do not leave overlapping terms behind", async () => {
  const mine = await shown("term,Mine,2027-08-16,2027-10-08,");
  const yours = await shown("term,Yours,2027-08-18,2027-10-01,");
  const results = await Promise.allSettled([save(headTeacher, mine), save(headTeacher, yours)]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  expect((await entered()).terms).toHaveLength(1);
});

it("a file of 1,000 rows is saved in one go", async () => {
  const lines = Array.from({ length: 1000 }, (_, index) => {
    const day = new Date(
      Date.parse("2027-01-04") + Math.floor(index / 5) * 7 * 86_400_000 + (index % 5) * 86_400_000,
    );
    return `half day,Day ${index},${day.toISOString().slice(0, 10)},,`;
  });
  await save(headTeacher, await shown(...lines));
  expect((await entered()).closedDays).toHaveLength(1000);
});
