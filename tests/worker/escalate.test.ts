import { beforeAll, expect, it, vi } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aStaffedArea } from "#tests/factories/duty";
import { aDatabase } from "#tests/support/database";
import { stepsOf } from "#tests/support/steps";
import { currentClock } from "~/domain/calendars/clock.server";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { escalate } from "~/worker/escalate.server";

const database = await aDatabase();
setEnv(readEnv(process.env, "demo"));
const states = async (id: string) => (await stepsOf(database, id)).map((step) => step.state);

beforeAll(() =>
  database.superuserQuery(
    "insert into installation (id, is_demo) values (1, true) on conflict (id) do update set is_demo = true",
  ),
);

it("does not wait for its next tick when a clock is moved or a step is brought forward", async () => {
  await setDemoClock(new Date("2026-11-23T10:02:00Z"));
  await aPerson("vs_head_teacher");
  const area = await aStaffedArea();
  const alert = await anAlert({ school: area.school });
  const stop = new AbortController();
  const running = escalate({ clock: currentClock, tickMs: 600_000, signal: stop.signal });
  await vi.waitFor(async () => {
    const listening = await database.superuserQuery(
      "select from pg_stat_activity where datname = current_database() and query ilike 'listen%alert_clock%'",
    );
    expect(listening).toHaveLength(1);
  }, 5_000);
  expect(await states(alert.id)).toEqual(["pending", "pending", "pending", "pending"]);

  await database.superuserQuery("select app.move_demo_clock(16 * 60)");
  await vi.waitFor(async () => expect((await states(alert.id))[0]).toBe("done"), 5_000);

  await database.superuserQuery("select app.fire_next_step_now($1)", [alert.id]);
  await vi.waitFor(
    async () => expect(await states(alert.id)).toEqual(["done", "done", "pending", "pending"]),
    5_000,
  );
  stop.abort();
  await running;
});
