import { expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { theYearOf } from "#tests/factories/calendars";
import { anAuthority, aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { alertView } from "~/domain/alerts/alert-view.server";
import { saveSchoolWeek } from "~/domain/calendars/save-school-week.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

await aDatabase();
await starterCodesInDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");

const shownFor = async ({ id, raisedBy }: TestAlert) => {
  const view = await asActor(raisedBy, async (tx) =>
    alertView(tx, await alertRecord(tx, id, "2026-11-23"), { now: clock.now(), actor: raisedBy }),
  );
  return view.report.find((row) => row.key === "Length being considered")?.value;
};

it("says until when the length being considered would last at that school", async () => {
  const authority = await anAuthority({ isHome: false });
  await theYearOf(authority.id);
  const school = await aSchool({ authority });
  const alert = await anAlert({ school, openingsConsidered: 10 });
  expect(await shownFor(alert)).toBe(
    "10 half days: to 30 November 2026, if they began on the next school day",
  );

  const administrator = await aPerson("administrator");
  await saveSchoolWeek(administrator, { schoolId: school.id, week: [{ weekday: 5, openings: 1 }] }, clock);
  expect(await shownFor(alert)).toBe(
    "10 half days: to 1 December 2026, if they began on the next school day",
  );
});

it("names no day where the school's calendar does not reach that far", async () => {
  const school = await aSchool({ authority: await anAuthority({ isHome: false }) });
  expect(await shownFor(await anAlert({ school, openingsConsidered: 1 }))).toBe("1 half day");
});
