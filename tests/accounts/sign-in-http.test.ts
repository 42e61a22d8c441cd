import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { type Answer, aCaller, type Caller, signInByMail, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { codeFor } from "#tests/support/sign-in";
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

const ask = (caller: Caller, email: string) => caller.post("/sign-in", { step: "address", next: "/", email });
const enter = (caller: Caller, code: string) =>
  caller.post("/sign-in?step=code", { step: "code", next: "/", code });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");
const refusal = "The code is wrong or has expired. Check the newest email, or ask for a new code";

/** Asks for a code and reads it in the mail. */
async function codeOf(caller: Caller, person: TestPerson): Promise<string> {
  const before = mail.mails.length;
  await ask(caller, person.email);
  return codeFor(mail, person.email, before);
}

async function signedIn(person: TestPerson): Promise<Caller> {
  const caller = aCaller(app);
  const answer = await signInByMail(caller, mail, person.email);
  expect(answer.status).toBe(302);
  return caller;
}

const sessionsOf = (person: TestPerson) =>
  database.superuserQuery<{ expires_at: Date; created_at: Date }>(
    "select * from session where user_id = $1",
    [person.personId],
  );

describe("asking for a code", () => {
  it("answers an unknown address exactly as a known one, and sends it nothing", async () => {
    const known = await somebody();
    const normal = ({ status, headers, body }: Answer) => {
      const { date, "content-security-policy": _nonce, "set-cookie": cookies, ...rest } = headers;
      return {
        status,
        body,
        rest,
        cookies: cookies?.map((cookie) => cookie.replace(/=[^;]*/, "=…").replace(/Expires=[^;]*/, "")),
      };
    };
    const [toKnown, toUnknown] = [aCaller(app), aCaller(app)];
    const first = normal(await ask(toKnown, known.email));
    const second = normal(await ask(toUnknown, "nobody@example.org"));
    expect(first.status).toBe(302);
    expect(first.cookies).toHaveLength(1);
    expect(second).toEqual(first);

    const page = async (caller: Caller) => wordsOf((await caller.get("/sign-in?step=code&next=%2F")).body);
    expect(await page(toUnknown)).toBe(await page(toKnown));
    const wrongCode = async (caller: Caller) => wordsOf((await enter(caller, "000000")).body);
    expect(await wrongCode(toUnknown)).toBe(await wrongCode(toKnown));

    await codeFor(mail, known.email);
    expect(mail.mails.filter((each) => each.to.includes("nobody@example.org"))).toEqual([]);
    expect(
      await database.superuserQuery("select from outbox_mail where to_address = 'nobody@example.org'"),
    ).toEqual([]);
    expect(await database.superuserQuery("select from person where email = 'nobody@example.org'")).toEqual(
      [],
    );
  });

  it("keeps the code and the address out of the database and out of URLs", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const code = await codeOf(caller, person);
    const rows = await database.superuserQuery(
      "select to_jsonb(v) from verification v union all select to_jsonb(o) from outbox_mail o",
    );
    expect(JSON.stringify(rows)).not.toContain(code);
    expect((await ask(aCaller(app), person.email)).headers.location).toBe("/sign-in?step=code&next=%2F");
    expect([...caller.cookies.values()].join()).not.toContain(person.email);
  });

  it.each([
    "",
    "no-address",
    "a@b",
    `${"x".repeat(250)}@example.org`,
    "a@example.org\u0000",
    "<script>@example.org",
  ])("refuses %j beside the field, in the same words as in the summary", async (email) => {
    const answer = await ask(aCaller(app), email);
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body).match(/Enter an email address/g)).toHaveLength(2);
  });

  it("takes an address however it is written", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const before = mail.mails.length;
    await ask(caller, person.email.toUpperCase());
    expect((await enter(caller, await codeFor(mail, person.email, before))).status).toBe(302);
  });

  it("sends five codes in a quarter of an hour, and answers the sixth time as ever", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const before = mail.mails.length;
    const answers = [];
    for (let n = 0; n < 7; n += 1) answers.push(await ask(caller, person.email));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([302]));
    await mail.waitFor(before + 5);
    const queued = await database.superuserQuery("select from outbox_mail where to_address = $1", [
      person.email,
    ]);
    expect(queued).toHaveLength(5);
    await database.superuserQuery(
      "update rate_limit set last_request = last_request - 901000 where key = $1",
      [`sign-in-code ${person.email}`],
    );
    await ask(caller, person.email);
    expect(
      await database.superuserQuery("select from outbox_mail where to_address = $1", [person.email]),
    ).toHaveLength(6);
  });
});

describe("entering a code", () => {
  it.each<[string, (code: string, person: TestPerson, caller: Caller) => Promise<string>]>([
    ["that is wrong", async (code) => wrong(code)],
    [
      "that was used",
      async (code, _person, caller) => {
        const other = aCaller(app);
        for (const [name, value] of caller.cookies) other.cookies.set(name, value);
        expect((await enter(other, code)).status).toBe(302);
        return code;
      },
    ],
    [
      "that has expired",
      async (code) => {
        await database.superuserQuery("update verification set expires_at = now() - interval '1 second'");
        return code;
      },
    ],
    ["of somebody else", async () => codeOf(aCaller(app), await somebody())],
    [
      "from an older mail",
      async (code, person, caller) => {
        const newer = await codeOf(caller, person);
        return newer === code ? wrong(code) : code;
      },
    ],
  ])("%s signs nobody in", async (_what, spoil) => {
    const person = await somebody();
    const caller = aCaller(app);
    const code = await codeOf(caller, person);
    const spoilt = await spoil(code, person, caller);
    const before = (await sessionsOf(person)).length;
    const answer = await enter(caller, spoilt);
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body)).toContain(refusal);
    expect(caller.cookies.has(sessionCookie)).toBe(false);
    expect(await sessionsOf(person)).toHaveLength(before);
  });

  it("with spaces in it is the same code", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const code = await codeOf(caller, person);
    expect((await enter(caller, ` ${code.slice(0, 3)} ${code.slice(3)} `)).status).toBe(302);
  });

  it.each(["", "12345", "1234567", "abcdef", "１２３４５６", "12345\u0000"])(
    "that is no code, %j, is refused beside the field",
    async (code) => {
      const person = await somebody();
      const caller = aCaller(app);
      await ask(caller, person.email);
      const answer = await enter(caller, code);
      expect(answer.status).toBe(400);
      expect(wordsOf(answer.body)).toContain("Enter the six-digit code from the email");
    },
  );

  it("is over after five wrong tries: then the right one is refused too", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const code = await codeOf(caller, person);
    for (let n = 0; n < 5; n += 1) expect((await enter(caller, wrong(code))).status).toBe(400);
    expect((await enter(caller, code)).status).toBe(400);
    expect(await sessionsOf(person)).toEqual([]);
  });

  it("is limited per address however many codes are asked for", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    await ask(caller, person.email);
    await database.superuserQuery(
      "insert into rate_limit (id, key, count, last_request) values (gen_random_uuid()::text, $1, 15, extract(epoch from now()) * 1000)",
      [`sign-in-try ${person.email}`],
    );
    const answer = await enter(caller, "000000");
    expect(wordsOf(answer.body)).toContain("Too many tries. Wait 15 minutes, then ask for a new code");
  });

  it("without having asked goes back to the first step", async () => {
    const answer = await enter(aCaller(app), "123456");
    expect([answer.status, answer.headers.location]).toEqual([302, "/sign-in?next=%2F"]);
  });

  it("that nobody can guess in parallel: of forty guesses at once at most fifteen are looked at", async () => {
    const person = await somebody();
    const caller = aCaller(app);
    const code = await codeOf(caller, person);
    const answers = await Promise.all(Array.from({ length: 40 }, () => enter(caller, wrong(code))));
    const tooMany = answers.filter((answer) => wordsOf(answer.body).includes("Too many tries"));
    expect(tooMany.length).toBeGreaterThanOrEqual(25);
    expect(await sessionsOf(person)).toEqual([]);
  });
});

describe("where signing in leads", () => {
  it.each([
    [
      "/alerts/new?draft=8f14e45f-ceea-467f-a83c-1b2f3c4d5e6f",
      "/alerts/new?draft=8f14e45f-ceea-467f-a83c-1b2f3c4d5e6f",
    ],
    ["/alerts", "/alerts"],
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["/\t/evil.example", "/"],
    ["/%09/evil.example", "/%09/evil.example"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["/sign-out", "/"],
    ["/alerts\r\nSet-Cookie: a=b", "/"],
    ["", "/"],
    ["evil.example", "/"],
    ["/@evil.example", "/"],
  ])("next=%j goes to %j, on this site", async (next, expected) => {
    const person = await somebody();
    const caller = aCaller(app);
    const page = await caller.get(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(page.status).toBe(200);
    expect(page.body.match(/name="next" value="([^"]*)"/)?.[1]?.replaceAll("&amp;", "&")).toBe(expected);
    const { headers } = await signInByMail(caller, mail, person.email, next);
    expect(headers.location).toBe(expected);
    expect(new URL(headers.location ?? "", app.url).origin).toBe(app.url);
  });

  it("for a page that was asked for by link is that page", async () => {
    const answer = await aCaller(app).get("/alerts?show=ended");
    expect(answer.headers.location).toBe("/sign-in?next=%2Falerts%3Fshow%3Dended");
  });

  it("for somebody who is signed in already is onwards", async () => {
    const caller = await signedIn(await somebody());
    expect((await caller.get("/sign-in?next=/alerts")).headers.location).toBe("/alerts");
  });
});

describe("over https", () => {
  it("the cookie is Secure, and browsers are told to come back over https only", async () => {
    const secure = await startApp({
      database,
      env: { SMTP_URL: mail.url, APP_URL: "https://virtual-school.example.org", WORKER: "off" },
    });
    try {
      const person = await somebody();
      const caller = aCaller(secure);
      const own = { origin: "https://virtual-school.example.org" };
      const before = mail.mails.length;
      await caller.post("/sign-in", { step: "address", next: "/", email: person.email }, own);
      const code = await codeFor(mail, person.email, before);
      const answer = await caller.post("/sign-in?step=code", { step: "code", next: "/", code }, own);
      expect(
        answer.headers["set-cookie"]?.find((line) =>
          line.startsWith("__Secure-virtual-school.session_token"),
        ),
      ).toMatch(/; Secure/);
      expect(
        answer.headers["set-cookie"]?.find((line) => line.startsWith("virtual-school-address")),
      ).toBeDefined();
      expect(answer.headers["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
      expect((await caller.get("/")).status).toBe(200);
    } finally {
      await secure.stop();
    }
  });
});

it("logs neither addresses nor codes nor names", async () => {
  await pause(50);
  const codes = mail.mails.flatMap((each) => each.text?.match(/\b\d{6}\b/g) ?? []);
  expect(codes.length).toBeGreaterThan(10);
  const printed = app.lines.join("\n");
  expect(app.lines.length).toBeGreaterThan(50);
  expect(printed).not.toMatch(/@example|designated_manager [0-9a-f]{4}|token/i);
  for (const code of codes) expect(printed).not.toMatch(new RegExp(`"[^"]*\\b${code}\\b[^"]*"`));
});
