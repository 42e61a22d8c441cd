import { afterEach, describe, expect, it } from "vitest";
import { type RunningApp, type StartAppOptions, startApp } from "#tests/support/app";
import { aDatabase, aDatabaseToMigrate } from "#tests/support/database";

const started: RunningApp[] = [];
afterEach(async () => {
  for (const app of started.splice(0)) await app.killHard();
});

async function start(options: StartAppOptions): Promise<RunningApp> {
  const app = await startApp(options);
  started.push(app);
  return app;
}

describe("the built app", () => {
  it("says where it is ready, and ends in order when asked to", async () => {
    const app = await start({ database: await aDatabase() });
    expect(await app.lineWith("ready http")).toContain(app.url);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    expect(await app.stop()).toBe(0);
  });

  it("is not ready on a database that lacks its migrations, until they have run", async () => {
    const database = await aDatabaseToMigrate();
    const app = await start({ database });
    expect((await fetch(`${app.url}/readyz`)).status).toBe(503);
    const migration = await start({ database, command: "migrate" });
    expect(await migration.ended()).toBe(0);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  });

  it("does not start without its settings, and names each that is missing", async () => {
    const refused = await start({}).catch((error: Error) => error.message);
    for (const name of ["DATABASE_URL", "SMTP_URL", "APP_URL", "APP_SECRET"]) {
      expect(refused).toContain(`${name} is not set.`);
    }
  });
});
