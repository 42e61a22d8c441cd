import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let phone: Page;
let school: TestSchool;

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await starterCodesInDatabase();
  const lead = await aPerson("lead", { name: "Una Shaw" });
  app = await startApp({ database });
  phone = await signedIn(await aVisitor("phone"), app, lead);
}, 120_000);

afterAll(() => app?.stop());

it("goes from a file to saved rows with the page closed, and to a report", async () => {
  const file = [
    "Candidate number;First name;Surname;DOB;Year stage;School code;Admission date;Care status;Looked after since",
    `012345678;Rowan;Invented;03/11/2013;S2;${school.seedCode};18/08/2025;foster;02/06/2024`,
    `12345679;Ailsa;Invented;03/12/2013;S2;${school.seedCode};18/08/2025;foster;02/06/2024`,
  ].join("\n");
  await phone.goto(`${app.url}/records/imports`);
  await phone.getByRole("link", { name: "Learners", exact: true }).last().click();
  await checkAccessible(phone);
  await phone
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "extract.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await phone.getByRole("button", { name: "Take the file in" }).click();
  await phone.waitForURL(/\/records\/imports\/[0-9a-f-]{36}$/);
  expect(await phone.getByLabel("SCN").inputValue()).toBe("Candidate number");
  expect(await phone.getByLabel("Care experience since").inputValue()).toBe("Looked after since");
  await phone.getByRole("button", { name: "Show what would be saved" }).click();

  await phone.getByText("2 rows: 1 new, 0 changed, 0 unchanged, 1 refused.", { exact: false }).waitFor();
  await phone.getByText("a spreadsheet may have dropped a zero in front", { exact: false }).waitFor();
  await checkAccessible(phone);
  await phone.getByRole("button", { name: "Save 1 row" }).click();
  const { pathname } = new URL(phone.url());
  await phone.goto("about:blank");
  const saved = () =>
    database
      .superuserQuery("select given_name from learner where scn = '012345678'")
      .then(({ length }) => length);
  await expect.poll(saved, { timeout: 10_000 }).toBe(1);

  await phone.goto(`${app.url}${pathname}`);
  await phone.getByText("All 2 rows are done").waitFor();
  await checkAccessible(phone);
  const report = await phone.request.get(`${app.url}${pathname}/report`);
  expect((await report.text()).split("\r\n").slice(0, 3)).toEqual([
    "\uFEFFLine,What happens,Why,State",
    "2,New,,Done",
    expect.stringMatching(/^3,Refused,.*9 digits.*,Done$/),
  ]);
}, 60_000);

it("answers 50 MB in words, keeps none of it, and goes on answering", async () => {
  const caller = await aCallerAs(app, await aPerson("lead"));
  const path = "/records/imports/of/learners";
  const answer = await caller.send(
    "POST",
    path,
    { "content-type": "multipart/form-data; boundary=x", origin: app.url },
    Buffer.alloc(50_000_000, 65),
  );
  expect([answer.status, answer.headers.location]).toEqual([303, `${path}?too-big`]);
  expect((await caller.get(`${path}?too-big`)).body).toContain("The file must be 8 MB or smaller");
});
