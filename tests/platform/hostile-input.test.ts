import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { type Answer, aCaller, type Caller, signInByMail, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let school: TestSchool;
let learner: TestLearner;
let people: Record<"manager" | "lead" | "administrator", TestPerson>;
let manager: Caller;
let lead: Caller;
let alert: TestAlert;
let foreign: TestAlert;

beforeAll(async () => {
  school = await aSchool({}, "Plantedschool Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  learner = await aLearner({ school, givenName: "Plantedgiven", familyName: "Plantedfamily" });
  people = {
    manager: await aPerson("designated_manager", {
      schoolId: school.id,
      name: "Plantedmanager",
      email: "plantedmanager@example.org",
    }),
    lead: await aPerson("lead", { name: "Plantedlead", email: "plantedlead@example.org" }),
    administrator: await aPerson("administrator", { email: "plantedadministrator@example.org" }),
  };
  foreign = await anAlert();
  alert = await anAlert({ school, learner, raisedBy: people.manager });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  manager = aCaller(app);
  lead = aCaller(app);
  await signInByMail(manager, mail, people.manager.email);
  await signInByMail(lead, mail, people.lead.email);
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const pages = ["", "/acknowledge", "/assign", "/note", "/call"];
/** Every table that a request could change by mistake, as one number. */
async function written(): Promise<string> {
  const tables = [
    "alert",
    "event",
    "action",
    "audit_line",
    "outbox_mail",
    "alert_draft",
    "caseload",
    "alert_fact",
    "session",
    "membership",
    "person",
  ];
  const columns = tables.map(
    (table) =>
      `(select coalesce(md5(string_agg(x::text, ',' order by x::text)), '') from (select * from ${table}) x) as ${table}`,
  );
  const [row] = await database.superuserQuery(`select ${columns.join(", ")}`);
  return JSON.stringify(row);
}

/** An alert's form as the page sends it. */
const form = (changes: Record<string, string> = {}) => ({
  formKey: randomUUID(),
  schoolId: school.id,
  decisionMade: "no",
  decisionExpected: "today",
  learnerId: learner.id,
  whereNow: "in_class",
  withWhom: "Plantedadult",
  whatHappened: "Plantedhappened",
  childView: "not_asked_yet",
  ...changes,
});

const noDetail = (answer: Answer) => {
  const words = wordsOf(answer.body);
  expect(words).not.toMatch(/prisma|postgres|select .* from|node_modules|\bat \/|stack|TypeError|uuid/i);
  return words;
};

describe("an address that leads nowhere", () => {
  const ids = {
    "of another school": () => foreign.id,
    "of nothing": () => randomUUID(),
    "that is no id": () => "42",
    "that climbs": () => "..%2f..%2fetc%2fpasswd",
    "with a NUL": () => "%00",
    "with a quotation mark": () => "'%20or%201=1--",
    "of 4,000 characters": () => "a".repeat(4000),
  };
  const rows = Object.entries(ids).flatMap(([what, id]) => pages.map((page) => [page, what, id] as const));

  it.each(rows)("/alerts/:id%s, an id %s: not found, and no more is said", async (page, _what, id) => {
    const who = page === "/acknowledge" || page === "/assign" ? lead : manager;
    const target = who === lead && id() === foreign.id ? randomUUID() : id();
    const answer = await who.get(`/alerts/${target}${page}`);
    expect(answer.status).toBe(404);
    expect(noDetail(answer)).toContain("Page not found");
  });

  it.each(rows.filter(([page]) => page !== ""))(
    "a form sent to /alerts/:id%s, an id %s: not found, and nothing changes",
    async (page, _what, id) => {
      const who = page === "/acknowledge" || page === "/assign" ? lead : manager;
      const target = who === lead && id() === foreign.id ? randomUUID() : id();
      const answer = await who.post(`/alerts/${target}${page}`, {
        ringWithinMinutes: "15",
        ownerId: people.lead.personId,
        audience: "school_and_virtual_school",
        withWhom: "x",
        text: "x",
      });
      expect(answer.status).toBe(404);
      expect(noDetail(answer)).toContain("Page not found");
      expect(await database.superuserQuery("select from event where detail = 'x'")).toEqual([]);
    },
  );

  it.each([
    "/nowhere",
    "/alerts/new/nowhere",
    "/.env",
    "/demo/sign-in",
    "/mailbox",
    "/mailbox/1",
    "/api/auth/get-session",
    "/assets/nothing.js",
    "/ui/nothing",
  ])("%s is not there", async (path) => {
    expect((await manager.get(path)).status).toBe(404);
  });

  it.each(["/demo/sign-in", "/mailbox", "/api/auth/sign-in/email-otp", "/nowhere"])(
    "a form sent to %s goes nowhere",
    async (path) => {
      const answer = await aCaller(app).post(path, { personId: people.lead.personId });
      expect(answer.status).toBeGreaterThanOrEqual(404);
      expect(answer.status).toBeLessThan(406);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    },
  );

  it.each([
    ["/alerts?show=ended&before=nonsense", 200],
    ["/alerts?show=ended&before=%00", 200],
    [`/alerts?show=ended&before=${randomUUID()}`, 200],
    ["/alerts?show=nonsense", 200],
    ["/alerts/new?draft=nonsense", 200],
    ["/alerts/new?draft=%00", 200],
    ["/alerts/new?draft=a&draft=b", 200],
    ["/sign-in?next=%00&step=%F0%28%8C%28", 302],
    ["/%E0%A4%A", 400],
    ["/alerts/%E0%A4%A", 400],
  ])("%s answers %i", async (path, status) => {
    expect((await manager.get(path)).status).toBe(status);
  });
});

describe("what is typed", () => {
  const note = (text: string, who = manager) =>
    who.post(`/alerts/${alert.id}/note`, { audience: "school_and_virtual_school", text });

  it.each([
    ["markup", '<script>alert("x")</script><img src=x onerror=alert(1)>'],
    ["an end of the page's own data", "</script><script>alert(1)</script> \u2028 \u2029 ]]>"],
    ["emoji", "🙂 👩🏽‍🏫 🏴󠁧󠁢󠁳󠁣󠁴󠁿 all of it"],
    ["right-to-left text", "قال الطفل: «لا أعرف» \u202Etxet desrever"],
    ["entities", "&lt;b&gt; &amp; &#60;"],
    ["what templates and databases act on", "'; drop table alert; -- ${7*7} {{7*7}} %s \\n \\u0000"],
    ["10,000 characters", `${"é".repeat(9_990)} the end.`],
  ])("%s is stored and shown as it was typed", async (_what, text) => {
    const answer = await note(text);
    expect([answer.status, answer.headers.location]).toEqual([302, `/alerts/${alert.id}`]);
    const [stored] = await database.superuserQuery<{ detail: string }>(
      "select detail from event where about_id = $1 order by sequence desc limit 1",
      [alert.id],
    );
    expect(stored?.detail).toBe(text.trim());
    const page = await lead.get(`/alerts/${alert.id}`);
    expect(wordsOf(page.body)).toContain(text.trim().replace(/\s+/g, " "));
    expect(page.body).not.toContain("<script>alert");
    expect(page.body).not.toContain("<img src=x");
  });

  it("10,001 characters are refused with all of them still in the page", async () => {
    const text = `${"x".repeat(9_990)} the end...`;
    expect(text).toHaveLength(10_001);
    const answer = await note(text);
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body).match(/Must be 10,000 characters or fewer/g)).toHaveLength(2);
    expect(valuesOf(answer.body, "text")).toEqual([text]);
  });

  it("NUL characters, which no keyboard types, are left out, and the rest is stored", async () => {
    expect((await note("before\u0000after")).status).toBe(302);
    const raised = await manager.post(
      "/alerts/new",
      form({ whatHappened: "b\u0000c", withWhom: "\u0000d\u0000" }),
    );
    expect(raised.status).toBe(302);
    expect(
      (await manager.post("/alerts/learners", { schoolId: school.id, typed: "pl\u0000an" })).status,
    ).toBe(200);
    expect(
      await database.superuserQuery("select detail from event where detail = 'beforeafter'"),
    ).toHaveLength(1);
    expect(
      await database.superuserQuery("select from alert where what_happened = 'bc' and with_whom = 'd'"),
    ).toHaveLength(1);
  });

  it("half a character becomes a mark for it", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await manager.send(
      "POST",
      `/alerts/${alert.id}/note`,
      headers,
      "audience=school_and_virtual_school&text=half%ED%A0%BDend",
    );
    expect(answer.status).toBe(302);
    expect(await database.superuserQuery("select from event where detail ~ '^half\uFFFD+end$'")).toHaveLength(
      1,
    );
  });

  it("of an alert comes back whole when something is missing, with the same words in the summary and beside each field", async () => {
    const typed = {
      whatHappened: "Plantedhappened <b>bold</b>\nsecond line",
      withWhom: 'Ms "Quote" & co',
      supportInPlace: "A plan",
      triedSoFar: "Much",
      childName: "Plantedchild",
    };
    const answer = await manager.post("/alerts/new", {
      formKey: randomUUID(),
      schoolId: school.id,
      learnerQuery: "pla",
      ...typed,
    });
    expect(answer.status).toBe(400);
    const words = wordsOf(answer.body);
    for (const sentence of [
      "Select yes if the decision to exclude has already been made",
      "Select where the child is now",
      "Select what the child says, or that they have not been asked yet",
    ]) {
      expect(words.split(sentence)).toHaveLength(3);
    }
    for (const [name, text] of Object.entries(typed)) expect(valuesOf(answer.body, name)).toEqual([text]);
    expect(valuesOf(answer.body, "learnerQuery")).toEqual(["pla"]);
  });

  it.each([
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "2026-02-30" },
      "Day must be a real date",
    ],
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "2001-01-01" },
      "Day must be today or later",
    ],
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "99999-01-01" },
      "Day must be a real date",
    ],
    ["decisionTime", { decisionTime: "99:99" }, "Time must be in the format 14:30"],
    [
      "openingsConsidered",
      { openingsConsidered: "99999999999999999999" },
      "Length must be 380 half days or fewer, the length of a school year",
    ],
    ["learnerId", { learnerId: randomUUID() }, "Select a learner of your school"],
  ])("%s that is wrong is named in the summary and beside the field", async (_field, changes, sentence) => {
    const answer = await manager.post("/alerts/new", form(changes));
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body).split(sentence)).toHaveLength(3);
    expect(valuesOf(answer.body, "whatHappened")).toEqual(["Plantedhappened"]);
  });

  it("for a school that is not one's own is refused, and nothing is stored", async () => {
    const before = await database.superuserQuery("select from alert");
    const answer = await manager.post("/alerts/new", form({ schoolId: foreign.school.id }));
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.body)).toContain("You can raise an alert for your own school only.");
    expect(await database.superuserQuery("select from alert")).toHaveLength(before.length);
  });

  it("twice over, in one field, does not count as one answer", async () => {
    const twice = new URLSearchParams(form());
    twice.append("whatHappened", "a second text");
    const answer = await manager.post("/alerts/new", twice);
    expect(answer.status).toBe(400);
  });

  it("as files, nested names or thousands of fields is refused in words", async () => {
    const odd = new URLSearchParams(
      form({ "whatHappened[a]": "x", "__proto__[polluted]": "yes", "constructor.prototype": "x" }),
    );
    for (let n = 0; n < 3_000; n += 1) odd.append(`f${n}`, "x");
    expect((await manager.post("/alerts/new", odd)).status).toBeLessThan(500);
    const boundary = "----x";
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nwords\r\n--${boundary}--\r\n`;
    const answer = await manager.send(
      "POST",
      `/alerts/${alert.id}/note`,
      { "content-type": `multipart/form-data; boundary=${boundary}` },
      file,
    );
    expect(answer.status).toBe(415);
  });
});

describe("a body that is no form", () => {
  it.each([
    ["JSON", "application/json", '{"text":"x"}'],
    ["nothing at all", "application/x-www-form-urlencoded", ""],
    ["a broken multipart", "multipart/form-data; boundary=x", "--x\r\nbroken"],
    ["a multipart without its boundary", "multipart/form-data", "x"],
    ["an unknown kind", "application/octet-stream", "\u0001\u0002"],
    ["no kind", "", "text=x"],
  ])("%s is refused, and nothing changes", async (_what, type, body) => {
    const before = await written();
    const headers: Record<string, string> = type ? { "content-type": type } : {};
    const answer = await manager.send("POST", `/alerts/${alert.id}/note`, headers, body);
    expect([400, 415]).toContain(answer.status);
    expect(noDetail(answer)).not.toBe("");
    expect(await written()).toBe(before);
  });

  it("too big is refused with 413, whether or not it says how big it is", async () => {
    const before = await written();
    const big = await manager.post(`/alerts/${alert.id}/note`, {
      audience: "school_and_virtual_school",
      text: "x".repeat(1_100_000),
    });
    expect(big.status).toBe(413);
    const headers = { "content-type": "application/x-www-form-urlencoded", "transfer-encoding": "chunked" };
    const openEnded = await manager.send("POST", `/alerts/${alert.id}/note`, headers, "text=x");
    expect(openEnded.status).toBe(413);
    expect(await written()).toBe(before);
  });
});

describe("a form on another site", () => {
  const fields = { audience: "school_and_virtual_school", text: "forged", ringWithinMinutes: "15" };
  it.each<[string, Record<string, string>]>([
    ["with its origin", { origin: "https://evil.example" }],
    ["with no origin to speak of", { origin: "null" }],
    ["that says it is cross-site", { "sec-fetch-site": "cross-site" }],
    ["of a neighbour on the same domain", { "sec-fetch-site": "same-site" }],
    ["with an origin that is no address", { origin: "://" }],
    ["with our address in front of its own", { origin: "http://127.0.0.1.evil.example" }],
  ])("%s is refused, cookies or not, and nothing changes", async (_what, headers) => {
    const before = await written();
    for (const path of [
      `/alerts/${alert.id}/note`,
      `/alerts/${alert.id}/acknowledge`,
      "/sign-out",
      "/alerts/new",
    ]) {
      const answer = await lead.post(path, fields, headers);
      expect(answer.status).toBe(403);
      expect(answer.body).toBe("This form was sent from another site, so nothing was changed.");
    }
    expect(await written()).toBe(before);
  });

  it("is told apart from our own behind a proxy that changes the Host", async () => {
    const answer = await lead.post(
      `/alerts/${alert.id}/note`,
      { audience: "virtual_school_only", text: "proxied" },
      { host: "internal:8080", origin: app.url },
    );
    expect(answer.status).toBe(302);
  });

  it.each(["bad host", "exa<mple", "[::1"])(
    "a Host that is none, %j, is refused, not a fault",
    async (host) => {
      expect((await lead.get("/", { host })).status).toBe(400);
    },
  );
});

describe("looking", () => {
  it("at every page, by GET and HEAD, changes nothing", async () => {
    const paths = [
      "/",
      "/alerts",
      "/alerts/new",
      "/sign-out",
      "/sign-in",
      "/alerts/learners",
      "/alerts/draft",
      ...pages.map((page) => `/alerts/${alert.id}${page}`),
    ];
    const before = await written();
    for (const path of paths) {
      for (const method of ["GET", "HEAD"]) {
        const answer = await lead.send(method, path, { "sec-fetch-dest": "document", purpose: "prefetch" });
        expect(answer.status, `${method} ${path}`).toBeLessThan(500);
        if (method === "HEAD") expect(answer.body).toBe("");
      }
    }
    // Refusals are put in the audit: that is all that looking leaves, beside the log of what was read.
    const ignoringAudit = (row: string) => row.replace(/"audit_line":"[^"]*"/, "");
    expect(ignoringAudit(await written())).toBe(ignoringAudit(before));
    expect(
      await database.superuserQuery("select acknowledged_at from alert where id = $1", [alert.id]),
    ).toEqual([{ acknowledged_at: null }]);
  });

  it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])(
    "by %s is refused, and changes nothing",
    async (method) => {
      const before = await written();
      for (const path of ["/alerts", `/alerts/${alert.id}/acknowledge`, "/sign-out"]) {
        const answer = await lead.send(
          method,
          path,
          { "content-type": "application/x-www-form-urlencoded" },
          method === "TRACE" ? undefined : "ringWithinMinutes=15",
        );
        expect(answer.status, `${method} ${path}`).toBe(405);
      }
      expect(await written()).toBe(before);
    },
  );

  it.each(["/", "/alerts", "/alerts/stream", "/healthz"])(
    "a form sent to %s, which takes none, is refused in words",
    async (path) => {
      const before = await written();
      expect([400, 405]).toContain((await lead.post(path, { x: "y" })).status);
      expect(await written()).toBe(before);
    },
  );
});

describe("every page", () => {
  const paths = [
    "/",
    "/alerts",
    "/alerts/new",
    "/sign-in",
    "/nowhere",
    "/duty",
    "/outcomes",
    "/notifications",
  ];

  const open = (path: string): Promise<Answer> => {
    const who = { "/alerts/new": manager, "/sign-in": aCaller(app) }[path] ?? lead;
    return who.get(path);
  };

  it.each(paths)("%s is never kept by a cache, framed, or given scripts that are not ours", async (path) => {
    const { headers } = await open(path);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "same-origin",
    });
    expect(headers["x-powered-by"]).toBeUndefined();
    const policy = headers["content-security-policy"];
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}'/);
    expect(policy).toMatch(/form-action 'self'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe|\*|http/);
  });

  it("has a nonce of its own, on each script that stands in it", async () => {
    const answers = [await lead.get("/alerts"), await lead.get("/alerts")];
    const nonces = answers.map(
      ({ headers }) => String(headers["content-security-policy"]).match(/nonce-([^']+)/)?.[1] ?? "",
    );
    expect(new Set(nonces).size).toBe(2);
    for (const [index, { body }] of answers.entries()) {
      const inline = [...body.matchAll(/<script\b([^>]*)>/g)].filter(([tag]) => !tag.includes(" src="));
      expect(inline.length).toBeGreaterThan(0);
      for (const [tag] of inline) expect(tag).toContain(`nonce="${nonces[index]}"`);
    }
  });

  it.each(paths)("%s asks no other site for anything", async (path) => {
    const { body } = await open(path);
    const asked = [...body.matchAll(/\b(?:src|href|action|content|data-\w+)="([^"]*)"/g)].map(
      ([, url = ""]) => url,
    );
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((url) => /^(https?:)?\/\//.test(url))).toEqual([]);
    expect(body).not.toMatch(/style="|on(click|load|error)="/);
  });

  it("for somebody else is not shown from the memory of the server: two people, two names", async () => {
    const [one, two] = await Promise.all([manager.get("/"), lead.get("/")]);
    expect(wordsOf(one.body)).toContain("Plantedmanager");
    expect(wordsOf(one.body)).not.toContain("Plantedlead");
    expect(wordsOf(two.body)).toContain("Plantedlead");
  });

  it("that a role does not include is refused, written down, and shows nothing", async () => {
    const administrator = aCaller(app);
    await signInByMail(administrator, mail, people.administrator.email);
    for (const path of ["/alerts", `/alerts/${alert.id}`, "/alerts/new", "/alerts/stream"]) {
      const answer = await administrator.get(path);
      expect(answer.status, path).toBe(403);
      expect(wordsOf(answer.body)).not.toContain("Planted");
    }
    expect(
      await database.superuserQuery(
        "select detail->>'permission' as p from audit_line where person_id = $1 and action = 'access.refused'",
        [people.administrator.personId],
      ),
    ).toHaveLength(4);
    expect((await manager.get(`/alerts/${alert.id}/acknowledge`)).status).toBe(403);
    expect((await manager.post(`/alerts/${alert.id}/acknowledge`, { ringWithinMinutes: "15" })).status).toBe(
      403,
    );
  });

  it("is closed to somebody who is not signed in, whatever they ask", async () => {
    const stranger = aCaller(app);
    for (const path of [
      "/",
      "/alerts",
      "/alerts/new",
      `/alerts/${alert.id}`,
      "/alerts/stream",
      "/duty",
      "/outcomes",
      "/notifications",
    ]) {
      const answer = await stranger.get(path);
      expect([answer.status, answer.headers.location?.startsWith("/sign-in?next=")], path).toEqual([
        302,
        true,
      ]);
    }
    const data = await stranger.get("/alerts.data", { "sec-fetch-dest": "empty" });
    expect(data.body).not.toContain("Planted");
  });
});

it("logs neither names nor addresses nor anything that was typed, and no fault", async () => {
  await pause(50);
  const printed = app.lines.join("\n");
  expect(app.lines.length).toBeGreaterThan(150);
  expect(printed).not.toMatch(/planted|@example|beforeafter|the end|forged/i);
  expect(app.lines.filter((line) => /"level":"error"/.test(line))).toEqual([]);
  // Node itself may warn of what a package does.
  expect(
    app.lines.filter((line) => !/^(\{|ready |\((node|Use) )/.test(line.replace("(node:", "(node "))),
  ).toEqual([]);
});
