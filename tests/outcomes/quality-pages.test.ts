import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aClosedAlert, aSample, caseInput, drawClock } from "#tests/factories/quality";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { reviewCase } from "~/domain/outcomes/review-case.server";
import { writeCase } from "~/domain/outcomes/write-case.server";

const database = await aDatabase();
const mail = await aMailServer();
const roles = ["lead", "vs_head_teacher", "information_governance", "designated_manager"] as const;
type Who = (typeof roles)[number] | "otherLead";

let app: RunningApp;
let learner: TestLearner;
let small: Awaited<ReturnType<typeof aSample>>;
let large: Awaited<ReturnType<typeof aSample>>;
let people: Record<Who, TestPerson>;
const callers = {} as Record<Who, Caller>;

beforeAll(async () => {
  await aYearAroundNow();
  await starterCodesInDatabase();
  const school = await aSchool({}, "Plantedschool Academy");
  learner = await aLearner({ school, givenName: "Plantedgiven", familyName: "Plantedfamily" });
  people = {
    lead: await aPerson("lead"),
    otherLead: await aPerson("lead"),
    vs_head_teacher: await aPerson("vs_head_teacher"),
    information_governance: await aPerson("information_governance"),
    designated_manager: await aPerson("designated_manager", { schoolId: school.id }),
  };
  const { lead, otherLead, designated_manager: raisedBy } = people;
  for (let index = 0; index < 9; index += 1) await aClosedAlert({ school, learner, lead, raisedBy });
  small = await aSample(lead, 1);
  large = await aSample(lead, 6);
  for (const { id, caseIds } of [small, large]) {
    for (const caseId of caseIds) {
      await writeCase(lead, caseInput(id, caseId), drawClock);
      await reviewCase(otherLead, { sampleId: id, caseId, version: 2, review: "fit" }, drawClock);
    }
  }
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  for (const [who, person] of Object.entries(people)) {
    callers[who as Who] = aCaller(app);
    await signInByMail(callers[who as Who], mail, person.email);
  }
}, 180_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

/** Opens a page and reads in the server's log how many queries that took. */
async function queriesOf(who: Who, path: string): Promise<number> {
  const lines = () =>
    app.lines.filter((line) => line.includes('"message":"request"') && line.includes(`"path":"${path}"`));
  const before = lines().length;
  expect((await callers[who].get(path)).status).toBe(200);
  await vi.waitFor(() => expect(lines().length).toBeGreaterThan(before), { timeout: 5_000 });
  return (JSON.parse(lines().at(-1) ?? "{}") as { queries: number }).queries;
}

it("the list takes as many queries with three samples as with two", async () => {
  await callers.lead.get(qualityPaths.list());
  const before = await queriesOf("lead", qualityPaths.list());
  await aSample(people.lead, 1);
  expect(await queriesOf("lead", qualityPaths.list())).toBe(before);
});

it("a sample takes as many queries with six cases as with one", async () => {
  for (const { id } of [small, large]) await callers.lead.get(qualityPaths.sample(id));
  const one = await queriesOf("lead", qualityPaths.sample(small.id));
  expect(one).toBeGreaterThan(1);
  expect(await queriesOf("lead", qualityPaths.sample(large.id))).toBe(one);
});

describe("drawing a sample", () => {
  it("keeps what was typed when it cannot be drawn", async () => {
    const page = await callers.lead.get(qualityPaths.draw());
    const [sampleId = ""] = valuesOf(page.body, "sampleId");
    const answer = await callers.lead.post(qualityPaths.draw(), { sampleId, schoolYear: "2025", count: "7" });
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body)).toContain(
      "Number of examples must be 1 or fewer: there are no more to draw from",
    );
    expect(valuesOf(answer.body, "count")).toEqual(["7"]);
    const drawn = await callers.lead.post(qualityPaths.draw(), { sampleId, schoolYear: "2025", count: "1" });
    expect([drawn.status, drawn.headers.location]).toEqual([302, qualityPaths.sample(sampleId)]);
  });
});

describe("a case", () => {
  const caseOf = () => [large.id, large.caseIds[0] ?? ""] as const;
  const sent = (changes: Record<string, string> = {}) => ({
    version: "3",
    sector: "not_said",
    ledToIt: "Plantedgiven asked to work outside.",
    mayQuote: "no",
    ...changes,
  });

  it("keeps what was typed when something is missing, and is marked once it is stored", async () => {
    const path = qualityPaths.write(...caseOf());
    const missing = await callers.lead.post(path, sent({ mayQuote: "yes", childWords: "Too loud." }));
    expect(missing.status).toBe(400);
    expect(wordsOf(missing.body)).toContain("Enter who asked them");
    expect(valuesOf(missing.body, "ledToIt")).toEqual(["Plantedgiven asked to work outside."]);
    expect(valuesOf(missing.body, "childWords")).toEqual(["Too loud."]);
    expect((await callers.lead.post(path, sent())).status).toBe(302);
    const { body } = await callers.lead.get(qualityPaths.case(...caseOf()));
    expect(body).toContain('<mark class="vs-mark">Plantedgiven</mark>');
    expect(wordsOf(body)).toContain("it cannot leave with this");
    expect(wordsOf(body)).not.toContain("Your review");
    expect(body).toMatch(/<title>Example of a sample – Virtual School<\/title>/);
  });

  it("cannot be marked fit with the name in it, and goes back with a reason", async () => {
    const path = qualityPaths.case(...caseOf());
    const fit = await callers.otherLead.post(path, { version: "4", review: "fit" });
    expect(fit.status).toBe(400);
    expect(wordsOf(fit.body)).toContain("A name of the young person or of the school stands in it");
    const back = { version: "4", review: "sent_back", why: "Take the name out." };
    expect((await callers.otherLead.post(path, back)).status).toBe(302);
    expect(wordsOf((await callers.lead.get(path)).body)).toContain("Take the name out.");
  });

  it("is read on record, with whose it is", async () => {
    const read = await database.superuserQuery(
      "select 1 from read_line where section = 'quality_case' and learner_id = $1 and ids = ARRAY[$2]::uuid[]",
      [learner.id, caseOf()[1]],
    );
    expect(read.length).toBeGreaterThan(0);
  });

  it("is reviewed by nobody who drew the sample, and found in no other sample", async () => {
    const [, caseId] = caseOf();
    const own = await callers.lead.post(qualityPaths.case(...caseOf()), { version: "5", review: "fit" });
    expect(own.status).toBe(403);
    expect((await callers.lead.get(qualityPaths.case(small.id, caseId))).status).toBe(404);
  });
});

describe("a sample leaves", () => {
  it("only once released: then page and document say what it says, and not whose it is", async () => {
    const [print, document] = [qualityPaths.print(small.id), qualityPaths.document(small.id)];
    expect((await callers.information_governance.get(print)).status).toBe(404);
    expect((await callers.lead.get(print)).status).toBe(409);
    expect((await callers.lead.post(qualityPaths.sample(small.id), {})).status).toBe(403);
    expect((await callers.vs_head_teacher.post(qualityPaths.sample(small.id), {})).status).toBe(302);
    const page = await callers.information_governance.get(print);
    expect(page.status).toBe(200);
    expect(wordsOf(page.body)).toContain("nobody had passed on what had been agreed");
    expect(page.body).not.toMatch(/planted(given|family|school)/i);
    expect(page.body).not.toContain(small.caseIds[0]);
    const file = await callers.information_governance.get(document);
    expect(file.headers["content-disposition"]).toBe('attachment; filename="quality-sample.docx"');
    expect(file.headers["cache-control"]).toContain("no-store");
    const list = wordsOf((await callers.information_governance.get(qualityPaths.list())).body);
    expect(list).toContain("Released");
    expect(list).not.toContain("In work");
  });

  it("is refused while a case is not fit, on its own page", async () => {
    const answer = await callers.vs_head_teacher.post(qualityPaths.sample(large.id), {});
    expect(answer.status).toBe(409);
    expect(wordsOf(answer.body)).toContain("1 example is not marked fit to leave.");
  });

  it("is withdrawn with a reason", async () => {
    const path = qualityPaths.withdraw(large.id);
    const without = await callers.lead.post(path, { why: " " });
    expect([without.status, wordsOf(without.body).includes("Enter why")]).toEqual([400, true]);
    expect((await callers.lead.post(path, { why: "Only a try." })).status).toBe(302);
    expect(wordsOf((await callers.lead.get(qualityPaths.sample(large.id))).body)).toContain("Only a try.");
  });
});

it.each<[Who, string, number]>([
  ["designated_manager", qualityPaths.list(), 403],
  ["designated_manager", qualityPaths.draw(), 403],
  ["information_governance", qualityPaths.draw(), 403],
  ["vs_head_teacher", qualityPaths.list(), 200],
  ["lead", "/outcomes/quality/not-an-id", 404],
  ["lead", "/outcomes", 403],
  ["vs_head_teacher", "/outcomes", 200],
])("for %s, %s answers %i", async (who, path, status) => {
  expect((await callers[who].get(path)).status).toBe(status);
});

it.each(["sample", "withdraw", "print", "document"] as const)("a school is refused the %s", async (page) => {
  expect((await callers.designated_manager.get(qualityPaths[page](small.id))).status).toBe(403);
});
