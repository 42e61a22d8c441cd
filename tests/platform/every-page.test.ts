import { describe, expect, it } from "vitest";
import { type Answer, aCaller, aCallerAs, wordsOf } from "#tests/support/caller";
import { aRunningSchool, logsNothingPersonal, writtenIn } from "#tests/support/running-school";

const { database, app, people, manager, lead, alert } = await aRunningSchool();
const written = () => writtenIn(database);
const pages = ["", "/acknowledge", "/assign", "/note", "/call"];

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
    "/exclusions",
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
    expect(wordsOf(one.body)).toContain(people.manager.name);
    expect(wordsOf(one.body)).not.toContain(people.lead.name);
    expect(wordsOf(two.body)).toContain(people.lead.name);
  });

  it("that a role does not include is refused, written down, and shows nothing", async () => {
    const administrator = await aCallerAs(app, people.administrator);
    for (const path of ["/alerts", `/alerts/${alert.id}`, "/alerts/new", "/alerts/stream"]) {
      const answer = await administrator.get(path);
      expect(answer.status, path).toBe(403);
      expect(wordsOf(answer.body)).not.toMatch(/Planted(given|school)/);
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
    expect(data.body).not.toMatch(/planted/i);
  });
});

logsNothingPersonal(app, /forged|proxied/);
