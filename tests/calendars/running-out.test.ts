import { expect, it } from "vitest";
import { theYearOf } from "#tests/factories/calendars";
import { anAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { calendarsRunningOut } from "~/domain/calendars/calendars.queries.server";
import { isRunningOut } from "~/domain/calendars/running-out";
import { asNobody } from "~/platform/database.server";

await aDatabase();

it.each<[string | null, string, boolean, string]>([
  ["2027-06-24", "2026-11-22", false, "in November, this year's dates are enough"],
  ["2027-06-24", "2027-02-28", false, "on the last day of February"],
  ["2027-06-24", "2027-03-01", true, "on 1 March, next year's dates are missing"],
  ["2028-06-29", "2027-03-01", false, "on 1 March, next year's dates are there"],
  ["2027-10-08", "2027-03-01", false, "on 1 March, next year has begun to be entered"],
  ["2027-10-08", "2027-08-01", true, "in August, with ten weeks left"],
  ["2027-12-22", "2027-08-01", false, "in August, with twenty weeks left"],
  ["2026-12-22", "2026-09-29", false, "in autumn, with exactly twelve weeks left"],
  ["2026-12-22", "2026-09-30", true, "in autumn, with one day less"],
  ["2026-06-24", "2026-11-22", true, "when all terms have passed"],
  [null, "2026-11-22", true, "when no term is entered"],
])("last day known %s, asked on %s: %s, %s", (lastDay, today, isShort) => {
  expect(isRunningOut(lastDay, today)).toBe(isShort);
});

it("names each authority whose terms come to an end, our own first", async () => {
  const neighbour = await anAuthority({ name: "Neighbour", isHome: false });
  const home = await anAuthority({ name: "Our own" });
  await theYearOf(home.id);
  const asked = (today: string) => asNobody((tx) => calendarsRunningOut(tx, today));
  const none = { id: neighbour.id, name: "Neighbour", lastDay: null };
  expect(await asked("2026-11-22")).toEqual([none]);
  expect(await asked("2027-03-01")).toEqual([{ id: home.id, name: "Our own", lastDay: "2027-06-24" }, none]);
});
