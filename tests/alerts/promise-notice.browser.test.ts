import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { type RunningApp, startApp } from "#tests/support/app";
import { audit } from "#tests/support/auditing";
import { aVisitor, openPage } from "#tests/support/browser";
import { aCallerAs, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let lead: TestPerson;
let head: TestPerson;
let forgotten: TestAlert;

beforeAll(async () => {
  lead = await aPerson("lead", { name: "Isla Grant" });
  head = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  forgotten = await anAlert({ at: new Date(Date.now() - 60_000 * 10) });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const auditz = async () => {
  const answer = await fetch(`${app.url}/auditz`);
  return `${answer.status} ${await answer.text()}`;
};

it("shows a forgotten alert on the board of a lead, mails the head teacher, and turns /auditz red until it is put right", async () => {
  await expect.poll(auditz, { timeout: 30_000 }).toBe("200 ok\n");
  await database.superuserQuery("delete from alert_step where alert_id = $1", [forgotten.id]);
  // The app's own auditor has looked once, and looks again in a minute: nobody waits for that in a test.
  await audit();
  expect(await auditz()).toBe("503 promise: no_next_step 1\n");
  await expect
    .poll(
      () =>
        mail.mails.filter(
          (each) => each.to.includes(head.email) && each.subject?.includes("a promise is not kept"),
        ).length,
      { timeout: 15_000 },
    )
    .toBe(1);

  const page = await signedIn(await aVisitor("phone"), app, lead);
  await openPage(page, `${app.url}/alerts`);
  expect(await page.getByText("One promise is not kept").count()).toBe(1);
  const link = page.getByRole("link", { name: forgotten.reference, exact: true });
  expect(await link.getAttribute("href")).toBe(`/alerts/${forgotten.id}`);
  const plain = await (await aCallerAs(app, lead)).get("/alerts");
  expect(wordsOf(plain.body)).toContain("One promise is not kept");
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/promise-phone.png`, fullPage: true });

  await database.superuserQuery("update alert_clock set ended_at = now() where alert_id = $1", [
    forgotten.id,
  ]);
  await database.superuserQuery("update alert set state = 'closed' where id = $1", [forgotten.id]);
  await audit();
  expect(await auditz()).toBe("200 ok\n");
}, 60_000);
