import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { currentClock } from "~/domain/calendars/clock.server";
import { moveDemoClock } from "~/domain/calendars/move-demo-clock.server";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { formatTime, toDateColumn } from "~/platform/format";

const database = await aDatabase();
setEnv(readEnv(process.env, "demo"));
const isDemo = (is: boolean) =>
  database.superuserQuery(
    "insert into installation (id, is_demo) values (1, $1) on conflict (id) do update set is_demo = $1",
    [is],
  );
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));
const shown = (date: Date) =>
  `${date.toLocaleDateString("en-CA", { timeZone: "Europe/London" })} ${formatTime(date)}`;

beforeAll(async () => {
  const { id: authorityId } = await theHomeAuthority();
  const term = {
    authorityId,
    name: "Autumn",
    startsOn: toDateColumn("2026-08-17"),
    endsOn: toDateColumn("2026-12-22"),
  };
  const holiday = {
    authorityId,
    day: toDateColumn("2026-11-23"),
    name: "Local holiday",
    closesSchools: true,
    closesDuty: true,
  };
  await asNobody(async (tx) => {
    await tx.term.createMany({ data: [term] });
    await tx.closedDay.createMany({ data: [holiday] });
  });
});

describe("the demo's clock", () => {
  it.each([
    ["five_minutes", "2026-11-20 10:05"],
    ["half_hour", "2026-11-20 10:30"],
    ["hour", "2026-11-20 11:00"],
    ["next_school_day", "2026-11-24 09:00"],
    ["ten_school_days", "2026-12-07 10:00"],
  ] as const)("moved on from Friday 10:00 by %s shows %s", async (move, expected) => {
    await isDemo(true);
    await setDemoClock(at("2026-11-20 10:00"));
    const target = await moveDemoClock({ move }, fixedClock(at("2026-11-20 10:00")));
    expect(shown(target)).toBe(expected);
    expect(Math.abs((await currentClock()).now().getTime() - target.getTime())).toBeLessThan(10_000);
  });

  it("goes on in a usual week where the calendar ends", async () => {
    await isDemo(true);
    expect(shown(await moveDemoClock({ move: "next_school_day" }, fixedClock(at("2026-12-22 10:00"))))).toBe(
      "2026-12-23 09:00",
    );
  });

  it("wakes the workers", async () => {
    await isDemo(true);
    const listener = new pg.Client({ connectionString: database.workerUrl });
    await listener.connect();
    const heard = new Promise((resolve) => listener.once("notification", resolve));
    await listener.query("listen alert_clock");
    await moveDemoClock({ move: "five_minutes" }, await currentClock());
    await heard;
    await listener.end();
  });

  it("stands still in any other database", async () => {
    await isDemo(false);
    await expect(moveDemoClock({ move: "hour" }, await currentClock())).rejects.toMatchObject({
      name: "Invalid",
    });
  });

  it("is never moved back, not even by its function", async () => {
    await isDemo(true);
    const [answer] = await asNobody(
      (tx) => tx.$queryRaw<{ moved: boolean }[]>`select app.move_demo_clock(-60) as moved`,
    );
    expect(answer?.moved).toBe(false);
  });
});
