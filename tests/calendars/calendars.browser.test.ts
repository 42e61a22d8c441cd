import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAuthority, aSchool, type TestSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aCallerAs, type Caller, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let page: Page;
let caller: Caller;
let home: { id: string };
let school: TestSchool;
let morag: TestPerson;

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  home = await anAuthority({ name: "Strathvale" });
  school = await aSchool({}, "Rowan School");
  morag = await aPerson("vs_head_teacher", { name: "Morag Bell" });
  page = await signedIn(await aVisitor(), app, morag);
  caller = await aCallerAs(app, morag);
}, 180_000);

afterAll(() => app?.stop());

const calendar = (rest = "") => `${app.url}/calendars/${home.id}${rest}`;
const csvFile = (...lines: string[]) => ({
  name: "calendar.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(["kind,name,first day,last day,school", ...lines].join("\n")),
});

it("says on the first page that term dates are missing, to whoever can enter them", async () => {
  await page.goto(`${app.url}/`);
  await page.getByText("Term dates are missing").waitFor();
  await page.getByRole("link", { name: "Strathvale" }).click();
  await page.getByText("Strathvale: no term dates are known.").waitFor();
  const other = await aCallerAs(app, await aPerson("lead"));
  expect(wordsOf((await other.get("/")).body)).not.toContain("Term dates are missing");
}, 60_000);

it("makes Fridays half days, and closes one day in the afternoon", async () => {
  await page.goto(calendar());
  await page.getByRole("link", { name: "Change the week" }).click();
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])
    await page.getByLabel(day).selectOption("Closed");
  await page.getByRole("button", { name: "Save the week" }).click();
  await page.getByRole("link", { name: "Schools must be open on at least one day" }).waitFor();
  await checkAccessible(page);
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday"])
    await page.getByLabel(day).selectOption("Morning and afternoon");
  await page.getByLabel("Friday").selectOption("Half a day");
  await page.getByRole("button", { name: "Save the week" }).click();
  await page.waitForURL(/saved/);
  expect(await page.getByText("Half a day").count()).toBe(1);

  await page.getByRole("link", { name: "Close a day" }).click();
  await page.getByLabel("Day", { exact: true }).fill("2099-12-22");
  await page.getByLabel("What it is").fill("Before Christmas");
  await page.getByLabel("Schools in the afternoon: a half day").check();
  await page.getByRole("button", { name: "Close the day" }).click();
  const row = page.getByRole("row", { name: "22 December 2099" });
  expect(await row.textContent()).toContain("a half day");
  await page.getByRole("button", { name: "Open again 22 December 2099" }).click();
  await page.getByText("No day is closed from today on.").waitFor();
}, 60_000);

it("gives one school a day and a week of its own, and takes the day out again, without JavaScript", async () => {
  const visitor = await signedIn(await aVisitor("phone", { javaScriptEnabled: false }), app, morag);
  await visitor.goto(calendar());
  await visitor.getByText("All schools").click();
  await visitor.getByRole("link", { name: "Rowan School" }).click();
  await visitor.getByRole("link", { name: "Add a day" }).click();
  await visitor.getByLabel("Day", { exact: true }).fill("2099-11-18");
  await visitor.getByLabel("What it is").fill("Burst pipes");
  await visitor.getByRole("button", { name: "Save the day" }).click();
  await visitor.getByRole("link", { name: "Select how long schools are open" }).waitFor();
  await checkAccessible(visitor);
  expect(await visitor.getByLabel("What it is").inputValue()).toBe("Burst pipes");
  await visitor.getByLabel("Closed").check();
  await visitor.getByRole("button", { name: "Save the day" }).click();
  await visitor.getByRole("row", { name: "18 November 2099" }).waitFor();
  await checkAccessible(visitor);

  await visitor.getByRole("link", { name: "Change the week" }).click();
  await checkAccessible(visitor);
  await visitor.getByLabel("Wednesday").selectOption("Half a day");
  await visitor.getByRole("button", { name: "Save the week" }).click();
  await visitor.getByText("Half a day, unlike its authority").waitFor();
  await visitor.getByRole("button", { name: "Take out 18 November 2099" }).click();
  await visitor.getByText("No day of its own from today on.").waitFor();
}, 60_000);

it("shows what a file would change, and saves it with one press", async () => {
  await page.goto(calendar());
  await page.getByRole("link", { name: "Import a calendar" }).click();
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await page.getByRole("link", { name: "Select a file", exact: true }).waitFor();
  await checkAccessible(page);

  const file = csvFile(
    "term,August to October,2099-08-17,2099-10-09,",
    "in-service day,In-service day,2099-08-17,2099-08-18,",
    "half day,A show,2099-09-30,,nowhere",
  );
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await page.getByText("3 rows: 2 new, 0 changed, 0 unchanged, 1 refused.").waitFor();
  expect(await page.getByRole("row", { name: "Line 4" }).textContent()).toContain("SEED code nowhere");
  await checkAccessible(page);
  await page.getByRole("button", { name: "Save 2 rows" }).click();
  await page.waitForURL(/saved/);
  await page.getByRole("row", { name: "August to October" }).waitFor();
  expect(await page.getByRole("row", { name: "18 August 2099" }).textContent()).toContain("In-service day");

  await page.goto(calendar("/import"));
  await page.getByLabel("File", { exact: true }).setInputFiles(file);
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await page.getByText("Nothing in the calendar would change.").waitFor();
}, 60_000);

it("says in a browser that a file of 10 MB is too big, and lets another one be chosen", async () => {
  await page.goto(calendar("/import"));
  const name = "big.ics";
  const buffer = Buffer.alloc(10_000_000, "BEGIN:VCALENDAR\r\n");
  await page.getByLabel("File", { exact: true }).setInputFiles({ name, mimeType: "text/calendar", buffer });
  await page.getByRole("button", { name: "Show what it would change" }).click();
  await page.getByRole("link", { name: "The file must be 1 MB or smaller" }).waitFor();
}, 60_000);

describe("an upload", () => {
  const boundary = "----invented";
  const type = `multipart/form-data; boundary=${boundary}`;
  const part = (content: string | Buffer, name = "file") =>
    Buffer.concat([
      Buffer.from(
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="a.csv"\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
  const upload = (
    body: Buffer | string,
    headers: Record<string, string> = {},
    path = `/calendars/${home.id}/import`,
  ) => caller.send("POST", path, { "content-type": type, origin: app.url, ...headers }, body);
  const stored = () =>
    database.superuserQuery("select (select count(*) from term), (select count(*) from closed_day)");

  it.each<[string, () => Buffer | string, string]>([
    [
      "that is no text",
      () => part(Buffer.from([0x50, 0x4b, 3, 4, 0])),
      "This is a zip file or an Excel workbook",
    ],
    ["that is empty", () => part(""), "The file is empty"],
    ["without its end", () => part("kind").subarray(0, -10), "could not be read"],
    ["of no parts at all", () => "rubbish", "could not be read"],
    ["with the file where no file belongs", () => part("kind", "rows"), "Choose the file again"],
  ])("%s is answered with a sentence", async (_what, body, sentence) => {
    const before = await stored();
    const answer = await upload(body());
    expect([answer.status, wordsOf(answer.body)]).toEqual([400, expect.stringContaining(sentence)]);
    expect(await stored()).toEqual(before);
  });

  it("of 10 MB leads back to the form, and is not kept", async () => {
    const big = part(Buffer.alloc(10_000_000, "x"));
    // Several, because an answer that comes too early only sometimes breaks the line.
    for (const answer of await Promise.all([upload(big), upload(big), upload(big), upload(big)])) {
      const back = `/calendars/${home.id}/import?too-big`;
      expect([answer.status, answer.headers.location]).toEqual([303, back]);
    }
  });

  it("that does not say how long it is is refused", async () => {
    const answer = await upload(part("kind"), { "transfer-encoding": "chunked" });
    expect(answer.status).toBe(413);
  });

  it("to any other page, or from another site, is refused", async () => {
    expect((await upload(part("kind"), {}, `/calendars/${home.id}/term`)).status).toBe(415);
    expect((await upload(part("kind"), { origin: "https://evil.example" })).status).toBe(403);
  });

  it("of a lead is not taken", async () => {
    const other = await aCallerAs(app, await aPerson("lead"));
    const path = `/calendars/${home.id}/import`;
    const answer = await other.send("POST", path, { "content-type": type, origin: app.url }, part("kind"));
    expect(answer.status).toBe(403);
  });
});

it("leads from the school's own page to its calendar", async () => {
  const administrator = await aCallerAs(app, await aPerson("administrator"));
  const { body } = await administrator.get(`/organisations/schools/${school.id}`);
  const link = body.match(/<a[^>]* href="([^"]+)"[^>]*>The school’s week and days of its own</)?.[1] ?? "";
  expect(link).toBe(`/calendars/schools/${school.id}`);
  expect((await administrator.get(link)).status).toBe(200);
});
