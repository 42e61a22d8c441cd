import { expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { currentClock } from "~/domain/calendars/clock.server";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { webDatabase } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";

const database = await aDatabase();
const at = new Date("2026-11-19T10:20:00Z");

it("is refused on a database that is not the demo's", async () => {
  await expect(setDemoClock(at)).rejects.toThrow("in the demo only");
  await expect(webDatabase().$executeRaw`update installation set clock_offset_seconds = 60`).rejects.toThrow(
    "permission denied",
  );
  expect(Math.abs((await currentClock()).now().getTime() - Date.now())).toBeLessThan(2_000);
});

it("moves the clock of the demo, which runs on from there", async () => {
  setEnv(readEnv(process.env, "demo"));
  await database.superuserQuery("update installation set is_demo = true");
  await setDemoClock(at);
  expect(Math.abs((await currentClock()).now().getTime() - at.getTime())).toBeLessThan(3_000);
});
