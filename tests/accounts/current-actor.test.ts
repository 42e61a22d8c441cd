import type { AppLoadContext } from "@remix-run/node";
import { beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aDatabase } from "#tests/support/database";
import { currentActor } from "~/domain/accounts/current-actor.server";
import { signInAsDemoPerson } from "~/domain/accounts/demo-people.server";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { readEnv, setEnv } from "~/platform/env.server";

const database = await aDatabase();
let cookie: string;

beforeAll(async () => {
  await database.superuserQuery("update installation set is_demo = true");
  const person = await aPerson("lead", { until: "2020-08-31" });
  setEnv(readEnv(process.env, "demo"));
  const cookies = await signInAsDemoPerson(person.personId, "127.0.0.1");
  cookie = cookies?.map((one) => one.split(";")[0]).join("; ") ?? "";
});

const visitor = () => {
  const request = new Request("http://127.0.0.1:3000/", { headers: { cookie } });
  return currentActor(request, { cspNonce: "", clientIp: "127.0.0.1" } satisfies AppLoadContext);
};

it.each([
  ["2020-08-31T22:30:00Z", 1],
  ["2020-08-31T23:30:00Z", 0],
  ["2020-07-31T12:00:00Z", 0],
])("at %s by the app's own clock, %i roles are held", async (at, count) => {
  await setDemoClock(new Date(at));
  expect((await visitor())?.memberships.length ?? 0).toBe(count);
});
