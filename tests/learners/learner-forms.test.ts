import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const mail = await aMailServer();
const nobody = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
let app: RunningApp;
let learner: TestLearner;
let other: TestLearner;
let home: { id: string };
let lead: Caller;
let manager: Caller;

async function signedIn(person: TestPerson): Promise<Caller> {
  const caller = aCaller(app);
  await signInByMail(caller, mail, person.email);
  return caller;
}

beforeAll(async () => {
  await starterCodesInDatabase();
  home = await theHomeAuthority();
  const school = await aSchool({}, "Invented Academy");
  learner = await aLearner({ school, givenName: "Jamie", familyName: "Amble" });
  other = await aLearner({ school, givenName: "Robin", familyName: "Amble" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  lead = await signedIn(await aPerson("lead"));
  manager = await signedIn(await aPerson("designated_manager", { schoolId: school.id }));
}, 180_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const at = (path: string, id = learner.id) => `/learners/${id}/${path}`;
const today = () => dayOf(new Date());
const details = (changes: Record<string, string> = {}) => ({
  givenName: "Jamie",
  familyName: "Amble",
  dateOfBirthBasis: "not_known",
  stage: "S2",
  version: "1",
  ...changes,
});
const stated = () => ({ homeAuthorityId: home.id, source: "social_work" });

/** Each form with something wrong: the words of the refusal, and what was typed and has to be there still. */
const wrong: [string, () => Record<string, string>, string, [string, string]][] = [
  [
    "details",
    () => details({ scn: "110513 4321", pronunciation: "JAY-mee" }),
    "This looks like a CHI number",
    ["pronunciation", "JAY-mee"],
  ],
  [
    "support",
    () => ({ version: "0", csp: "in_place", cspConsideredOn: "" }),
    "Enter the day it was considered",
    ["version", "0"],
  ],
  [
    "plan",
    () => ({ planId: randomUUID(), kind: "iep", keptWhere: "At the school" }),
    "Enter the date of the plan",
    ["keptWhere", "At the school"],
  ],
  [
    "care",
    () => ({ ...stated(), category: "foster", startedOn: "2018-01-01" }),
    "1 March 2019 and still lasting",
    ["startedOn", "2018-01-01"],
  ],
  [
    "scope",
    () => ({ ...stated(), scope: "interrupted", homeAuthorityId: nobody, startedOn: "2026-01-05" }),
    "Select the home authority",
    ["startedOn", "2026-01-05"],
  ],
  [
    "school",
    () => ({ schoolId: nobody, startedOn: "2026-01-05", kind: "shared" }),
    "Select their school",
    ["startedOn", "2026-01-05"],
  ],
  [
    "residence",
    () => ({ authorityId: nobody, startedOn: "2026-01-05" }),
    "Select the authority",
    ["startedOn", "2026-01-05"],
  ],
  [
    "people",
    () => ({ name: "Mx Around", relation: "carer", email: "nothing" }),
    "Email address must be like",
    ["email", "nothing"],
  ],
  [
    "flag/adoption",
    () => ({ flagId: randomUUID(), givenName: "New", familyName: "Name", why: "" }),
    "Enter why",
    ["familyName", "Name"],
  ],
  [
    "voice",
    () => ({ voiceId: randomUUID(), helps: "A walk", saidOn: "" }),
    "Enter the day on which they said it",
    ["helps", "A walk"],
  ],
  [
    "note",
    () => ({ noteId: randomUUID(), text: "A walk helps. ".repeat(300), readers: "restricted" }),
    "Note must be 4000 characters or fewer",
    ["text", "A walk helps. ".repeat(300)],
  ],
];

describe("a form of the record, without JavaScript", () => {
  it.each(wrong)(
    "%s keeps what was typed when something is wrong",
    async (path, fields, words, [name, typed]) => {
      expect((await lead.get(at(path))).status).toBe(200);
      const { status, body } = await lead.post(at(path), fields());
      expect(status).toBe(400);
      expect(wordsOf(body)).toContain(words);
      expect(valuesOf(body, name)).toContain(typed);
    },
  );

  it.each([...wrong.map(([path]) => path), "link", "chronology", "chronology/print"])(
    "%s is not there for a learner who is not",
    async (path) => {
      expect((await lead.get(at(path, nobody))).status).toBe(404);
      expect((await lead.get(at(path, "x"))).status).toBe(404);
    },
  );

  it.each([
    ["details", 200],
    ["support", 200],
    ["plan", 200],
    ["voice", 200],
    ["note", 200],
    ["chronology", 200],
    ["chronology/print", 200],
    ["care", 403],
    ["scope", 403],
    ["school", 403],
    ["residence", 403],
    ["people", 403],
    ["flag/adoption", 403],
    ["link", 403],
  ])("%s answers a designated manager with %i", async (path, status) => {
    expect((await manager.get(at(path))).status).toBe(status);
  });

  it("that somebody else was faster than keeps what was typed, says where it differs, and saves at the second press", async () => {
    await manager.post(at("details"), details({ stage: "S3" }));
    const refused = await lead.post(at("details"), details({ pronouns: "they/them" }));
    expect(refused.status).toBe(409);
    expect(wordsOf(refused.body)).toContain("The record differs from what you typed in: pronouns, stage.");
    expect(valuesOf(refused.body, "pronouns")).toEqual(["they/them"]);
    const [version = ""] = valuesOf(refused.body, "version");
    const saved = await lead.post(at("details"), details({ pronouns: "they/them", version }));
    expect([saved.status, saved.headers.location]).toEqual([302, `/learners/${learner.id}`]);
  });
});

it("the record: what they say first, then what to keep to, school, people; a press each for what ends", async () => {
  await lead.post(at("voice"), { voiceId: randomUUID(), called: "Jay", helps: "A walk", saidOn: today() });
  await lead.post(at("flag/non_disclosure"), { flagId: randomUUID(), why: "Said by social work" });
  await lead.post(at("scope"), { ...stated(), scope: "interrupted", startedOn: "2026-01-05" });
  await lead.post(at("plan"), {
    planId: randomUUID(),
    kind: "iep",
    keptWhere: "In the office",
    datedOn: "2026-01-05",
  });
  await lead.post(at("link"), { otherId: other.id });
  await onNotifyList({
    learnerId: learner.id,
    name: "Mx Parent",
    relation: "parent",
    mayBeTold: ["decision", "school"],
  });
  const { body } = await lead.get(`/learners/${learner.id}`);
  const words = wordsOf(body);
  const order = [
    "Jamie Amble",
    "Call me Jay",
    "Non-disclosure",
    "Invented Academy",
    "Mx Parent",
    "Robin Amble",
    "In the office",
    "Interrupted or hospital learner",
  ];
  const places = order.map((part) => words.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  const presses = [...body.matchAll(/action="(\/learners\/[^"]+)"/g)].map(([, path = ""]) => path);
  expect(presses.map((path) => path.split("/")[3]).sort()).toEqual(["flag-lifted", "link", "plan", "scope"]);
  for (const path of presses) expect((await lead.post(path, {})).status).toBe(302);
  const after = wordsOf((await lead.get(`/learners/${learner.id}`)).body);
  for (const gone of ["Lift this flag", "Robin Amble", "Ends today", "Does not count any more:"])
    expect(after).not.toContain(gone);
});

it("the record of a school: no care, no scope, no authorities, no reason of a flag", async () => {
  await lead.post(at("flag/non_disclosure"), { flagId: randomUUID(), why: "Said by social work" });
  const words = wordsOf((await manager.get(`/learners/${learner.id}`)).body);
  expect(words).toContain("Non-disclosure");
  for (const hidden of [
    "Said by social work",
    "Kinship",
    "Interrupted",
    "Home authority",
    "Where they live",
    "Set the flag",
    "Lift this flag",
  ])
    expect(words).not.toContain(hidden);
});

it("a brother or sister is found by name, and what is typed is in no address and no log", async () => {
  const { status, body } = await lead.post(at("link"), { typed: "robin amb" });
  expect(status).toBe(200);
  expect(wordsOf(body)).toContain("Robin Amble, S2, Invented Academy");
  expect(app.lines.filter((line) => /robin/i.test(line))).toEqual([]);
});

describe("the chronology", () => {
  const write = (readers: string, text: string) =>
    lead.post(at("note"), { noteId: randomUUID(), text, readers });

  it("says of a restricted note to whom it concerns, and nothing of it on paper or to the school", async () => {
    const { status, headers } = await write("restricted", "Mum is in hospital");
    expect([status, headers.location]).toEqual([302, at("chronology")]);
    const [there, printed] = ["A restricted note was written Restricted", "Mum is in hospital"];
    const page = wordsOf((await lead.get(at("chronology"))).body);
    expect([page.includes(there), page.includes(printed)]).toEqual([true, true]);
    const paper = wordsOf((await lead.get(at("chronology/print"))).body);
    expect([paper.includes(there), paper.includes(printed)]).toEqual([true, false]);
    for (const path of ["chronology", "chronology/print", ""]) {
      const { body } = await manager.get(at(path));
      expect(body).not.toMatch(/A restricted note|hospital/);
    }
  });

  it("is filtered by kind and days, goes on, and prints what is chosen", async () => {
    for (let index = 0; index < 51; index += 1) await write("school_and_virtual_school", `Note ${index}.`);
    const chosen = `kind=notes&from=${today()}&to=${today()}`;
    const { body } = await manager.get(`${at("chronology")}?${chosen}`);
    expect(wordsOf(body)).toContain("Only: Meetings, calls and notes, from");
    expect([body.includes("Note 50."), body.includes("Note 0.")]).toEqual([true, false]);
    expect(body).not.toContain("Learner added");
    const [, older = ""] = body.match(/href="([^"]*before=[^"]*)"/) ?? [];
    const next = await manager.get(older.replaceAll("&amp;", "&"));
    expect([next.body.includes("Note 50."), next.body.includes("Note 0.")]).toEqual([false, true]);
    const paper = wordsOf((await manager.get(`${at("chronology/print")}?${chosen}`)).body);
    expect([paper.includes("Note 50."), paper.includes("Note 0.")]).toEqual([true, true]);
    expect(paper).toMatch(/Meetings, calls and notes, from .* as far as .* may read it/);
  });
});

describe("the list of learners", () => {
  it("keeps reference values in its address and drops everything else", async () => {
    const sent = await lead.get("/learners?stage=S2&school=&area=&known=&sort=name&typed=Amble");
    expect([sent.status, sent.headers.location]).toEqual([302, "/learners?stage=S2"]);
    const page = await lead.get("/learners?stage=S2");
    expect(wordsOf(page.body)).toContain("2 learners");
    expect(wordsOf(page.body)).toContain("Only: S2.");
    const next = await lead.get(`/learners?stage=S2&after=${other.id}`);
    expect([next.status, next.headers.location]).toEqual([302, "/learners?stage=S2"]);
  });

  it("offers a school its stages, and nothing of care or of other schools", async () => {
    const { body } = await manager.get("/learners/filter?stage=S2");
    expect(body).toContain('name="stage"');
    for (const field of ["school", "area", "known"]) expect(body).not.toContain(`name="${field}"`);
    const offered = await lead.get("/learners/filter");
    for (const field of ["school", "area", "known"]) expect(offered.body).toContain(`name="${field}"`);
    expect(wordsOf((await manager.get("/learners")).body)).not.toContain("Download");
  });

  it("is kept under a name, offered from then on, and forgotten", async () => {
    const { body } = await lead.get("/learners/lists?stage=S2");
    const form = { listId: valuesOf(body, "listId")[0] ?? "", query: valuesOf(body, "query")[0] ?? "" };
    const wrong = await lead.post("/learners/lists?stage=S2", { ...form, name: " " });
    expect(wrong.status).toBe(400);
    expect(wordsOf(wrong.body)).toContain("Enter a name for the list");
    const kept = await lead.post("/learners/lists", { ...form, name: "Second years" });
    expect([kept.status, kept.headers.location]).toEqual([302, "/learners?stage=S2"]);
    expect(wordsOf((await lead.get("/learners")).body)).toContain("Second years");
    expect(wordsOf((await manager.get("/learners")).body)).not.toContain("Second years");
    await lead.post(`/learners/lists/${form.listId}`, {});
    expect(wordsOf((await lead.get("/learners")).body)).not.toContain("Second years");
  });

  it("leaves as a file by POST, for the Virtual School", async () => {
    expect(wordsOf((await lead.get("/learners/export?stage=S2")).body)).toContain("2 learners, in the order");
    const file = await lead.post("/learners/export/file", { query: "stage=S2" });
    expect(file.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(file.headers["content-disposition"]).toBe('attachment; filename="learners.csv"');
    expect(file.body.split("\r\n")).toHaveLength(4);
    expect((await lead.get("/learners/export/file?query=stage=S2")).status).toBe(400);
    expect((await manager.get("/learners/export")).status).toBe(403);
    expect((await manager.post("/learners/export/file", { query: "" })).status).toBe(403);
  });
});
