import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type Answer, aCaller, aCallerAs, wordsOf } from "#tests/support/caller";
import { aRunningSchool, logsNothingPersonal, writtenIn } from "#tests/support/running-school";

const { database, app, school, people, manager, lead, alert, foreign } = await aRunningSchool();
const administrator = await aCallerAs(app, people.administrator);
const written = () => writtenIn(database);
const pages = ["", "/acknowledge", "/assign", "/note", "/call"];

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

describe("an odd address of the settings", () => {
  it.each([
    ["/organisations/phones/:authority?purpose=%00&position=1", 200],
    ["/organisations/phones/:authority?purpose=child_not_safe&position=99999999999", 200],
    ["/organisations/phones/nonsense", 404],
    ["/organisations/schools/nonsense", 404],
    ["/organisations/areas/%00", 404],
    ["/reference/nonsense/new", 404],
    ["/reference/trigger/%00", 404],
    ["/calendars/:authority/closed-day?day=%00", 200],
    ["/accounts?after=nonsense", 200],
    ["/accounts/nonsense", 404],
  ])("%s answers %i", async (path, status) => {
    expect((await administrator.get(path.replace(":authority", school.authorityId))).status).toBe(status);
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

logsNothingPersonal(app, /before=|purpose=/);
