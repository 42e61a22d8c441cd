import { hasPeople } from "~/domain/accounts/accounts.queries.server";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { asNobody } from "~/platform/database.server";
import { playHistory } from "./history";
import { makeLearners } from "./make-learners";
import { makeWorld } from "./world";

/** The demo's present: Thursday 19 November 2026, 10:20 in Scotland. */
export const demoNow = new Date("2026-11-19T10:20:00Z");

/** Runs with the log at warnings: the history sends hundreds of mails, and nobody wants a line for each. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const level = process.env.LOG_LEVEL;
  process.env.LOG_LEVEL = "warn";
  try {
    await work();
  } finally {
    if (level === undefined) delete process.env.LOG_LEVEL;
    else process.env.LOG_LEVEL = level;
  }
}

/**
 * Fills an empty demo database with an invented council and eight weeks of its history, made by running the commands
 * on a moving clock. The same data each time. Does nothing where there are people already.
 */
export async function seedDemo(say: (line: string) => void): Promise<void> {
  if (await asNobody(hasPeople)) return;
  await quietly(async () => {
    say("Making the invented council…");
    // What somebody may see follows from today, so today has to be the demo's from the start.
    await setDemoClock(demoNow);
    const world = await makeWorld(say);
    say("Adding 80 invented learners…");
    await makeLearners(world, say);
    say("Playing eight weeks of alerts…");
    await playHistory(world, say);
    await setDemoClock(demoNow);
  });
}
