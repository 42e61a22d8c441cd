import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;

beforeAll(async () => {
  const school = await aSchool({}, "Invented Academy");
  const named = { school, familyName: "Amble", dateOfBirth: "2012-03-09" };
  await aLearner({ ...named, givenName: "Siobhan", scn: "123456789", stage: "S1" });
  const other = await aLearner({ ...named, givenName: "Shevaun", stage: "S2" });
  await anAlert({ school, learner: other });
  app = await startApp({ database, env: { WORKER: "off" } });
}, 120_000);

afterAll(() => app?.stop());

it("two records are compared, made one with what was chosen, and two again", async () => {
  const page = await signedIn(await aVisitor("phone"), app, await aPerson("lead"));
  await page.goto(`${app.url}/learners/duplicates`);
  await page.getByRole("link", { name: /^Compare/ }).click();
  await page.getByRole("link", { name: "Merge the two records" }).click();
  await page.getByText("Siobhan Amble is kept", { exact: false }).waitFor();
  await page.getByText("1 alert", { exact: true }).waitFor();
  await page.getByText("Invented Academy, since 17 August 2020", { exact: false }).waitFor();
  await checkAccessible(page);
  await page.getByRole("group", { name: "Stage" }).getByLabel("S2").check();
  await page.getByRole("button", { name: "Merge the two records" }).click();
  await page.waitForURL(/\/learners\/merges\/[0-9a-f-]{36}$/);
  await page.getByText("Taken over from the record set aside: Stage.").waitFor();
  await checkAccessible(page);
  const stages = () =>
    database.superuserQuery(
      "select given_name, stage, merged_into_id is null as shown from learner order by 1",
    );
  expect(await stages()).toEqual([
    { given_name: "Shevaun", stage: "S2", shown: false },
    { given_name: "Siobhan", stage: "S2", shown: true },
  ]);
  await page.getByRole("button", { name: "Undo the merge" }).click();
  await page.getByText("The merge was undone").waitFor();
  expect(await stages()).toEqual([
    { given_name: "Shevaun", stage: "S2", shown: true },
    { given_name: "Siobhan", stage: "S1", shown: true },
  ]);
  await page.getByRole("link", { name: "Merged records" }).first().click();
  await page.getByRole("link", { name: "Siobhan Amble" }).waitFor();
}, 30_000);
