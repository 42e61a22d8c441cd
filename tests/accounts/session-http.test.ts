import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let schoolId: string;

beforeAll(async () => {
  schoolId = (await aSchool()).id;
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const sessionCookie = "virtual-school.session_token";
let made = 0;
const somebody = (changes = {}) => {
  made += 1;
  return aPerson("designated_manager", { schoolId, email: `person${made}@example.org`, ...changes });
};

async function signedIn(person: TestPerson): Promise<Caller> {
  const caller = aCaller(app);
  const answer = await signInByMail(caller, mail, person.email);
  expect(answer.status).toBe(302);
  return caller;
}

const isIn = async (caller: Caller) => (await caller.get("/")).status === 200;
const sessionsOf = (person: TestPerson) =>
  database.superuserQuery<{ expires_at: Date; created_at: Date }>(
    "select * from session where user_id = $1",
    [person.personId],
  );
const age = (person: TestPerson, interval: string) =>
  database.superuserQuery("update session set created_at = now() - $2::interval where user_id = $1", [
    person.personId,
    interval,
  ]);
const leave = (person: TestPerson, interval: string) =>
  database.superuserQuery("update session set expires_at = now() + $2::interval where user_id = $1", [
    person.personId,
    interval,
  ]);

describe("a session", () => {
  it("is a cookie that scripts and other sites cannot use", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const answer = await signInByMail(caller, mail, person.email);
    const cookie = answer.headers["set-cookie"]?.find((line) => line.startsWith(sessionCookie));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/; (Secure|Domain)/);
  });

  it("ends in the database when its person signs out, so that a kept cookie is worth nothing", async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    const kept = new Map(caller.cookies);
    const answer = await caller.post("/sign-out", {});
    expect([answer.status, answer.headers.location]).toEqual([302, "/sign-in"]);
    expect(caller.cookies.has(sessionCookie)).toBe(false);
    expect(await sessionsOf(person)).toEqual([]);
    const thief = aCaller(app);
    for (const [name, value] of kept) thief.cookies.set(name, value);
    expect((await thief.get("/")).headers.location).toBe("/sign-in?next=%2F");
  });

  it("is not ended by opening the address of signing out", async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    expect((await caller.get("/sign-out")).headers.location).toBe("/");
    expect(await isIn(caller)).toBe(true);
  });

  it("is over with the next request once the last role has ended", async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    expect(await isIn(caller)).toBe(true);
    await database.superuserQuery("update membership set valid_to = current_date - 2 where person_id = $1", [
      person.personId,
    ]);
    expect((await caller.get("/")).headers.location).toBe("/sign-in?next=%2F");
  });

  it("of somebody without a role is none: they can ask for a code and get nowhere", async () => {
    const person = await somebody({ until: "2021-01-01" });
    const caller = aCaller(app);
    await signInByMail(caller, mail, person.email);
    expect((await caller.get("/")).headers.location).toBe("/sign-in?next=%2F");
  });

  const tenMinutesLeft = async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    await leave(person, "10 minutes");
    return {
      person,
      caller,
      minutesLeft: async () => (Number((await sessionsOf(person))[0]?.expires_at) - Date.now()) / 60_000,
    };
  };

  it.each<[string, string, Record<string, string>, boolean]>([
    ["a page that somebody opens", "/", {}, true],
    ["a refresh in the background", "/", { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" }, false],
    [
      "a refresh of a page's data in the background",
      "/?_routes=routes%2F_index",
      { "sec-fetch-dest": "empty" },
      false,
    ],
  ])("is prolonged by %s: %s", async (_what, path, headers, isProlonged) => {
    const { caller, minutesLeft } = await tenMinutesLeft();
    expect((await caller.get(path, headers)).status).toBe(200);
    const left = await minutesLeft();
    if (isProlonged) expect(left).toBeGreaterThan(29);
    else expect(left).toBeLessThan(10.1);
  });

  it("ends after half an hour without use", async () => {
    const { person, caller } = await tenMinutesLeft();
    await leave(person, "-1 second");
    expect(await isIn(caller)).toBe(false);
  });

  it.each([
    ["11 hours 59 minutes", true],
    ["12 hours 1 minute", false],
  ])("that is %s old is still one: %s, however much it is used", async (interval, isStill) => {
    const { person, caller } = await tenMinutesLeft();
    await age(person, interval);
    expect(await isIn(caller)).toBe(isStill);
  });

  it("cannot be made up", async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    const token = caller.cookies.get(sessionCookie) ?? "";
    for (const forged of [
      token.split(".")[0] ?? "",
      `${token.slice(0, -6)}AAAA%3D`,
      "x",
      "%00",
      "x".repeat(3000),
    ]) {
      const thief = aCaller(app);
      thief.cookies.set(sessionCookie, forged);
      expect((await thief.get("/")).headers.location).toBe("/sign-in?next=%2F");
    }
  });

  it("sent twice is the first one, as for signing out", async () => {
    const [one, other] = [await signedIn(await somebody()), await signedIn(await somebody())];
    const both = aCaller(app);
    both.cookies.set(
      sessionCookie,
      `${one.cookies.get(sessionCookie)}; ${sessionCookie}=${other.cookies.get(sessionCookie)}`,
    );
    await both.post("/sign-out", {});
    expect([await isIn(one), await isIn(other)]).toEqual([false, true]);
    both.cookies.set(sessionCookie, `x; ${sessionCookie}=${other.cookies.get(sessionCookie)}`);
    expect(await isIn(both)).toBe(false);
  });

  it("of the same browser is a new one for each sign-in", async () => {
    const person = await somebody();
    const caller = await signedIn(person);
    const first = caller.cookies.get(sessionCookie);
    await signInByMail(caller, mail, person.email);
    expect(caller.cookies.get(sessionCookie)).not.toBe(first);
  });
});
