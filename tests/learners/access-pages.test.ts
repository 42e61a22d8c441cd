import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { anAuthority, aSchool, type TestSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCallerAs, type Caller, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";

const database = await aDatabase();
let app: RunningApp;
let host: TestSchool;
let learner: TestLearner;
let other: TestLearner;
let teacherPerson: TestPerson;
let teacher: Caller;
let head: Caller;
let lead: Caller;

beforeAll(async () => {
  host = await aSchool({ authority: await anAuthority({ isHome: false }) }, "Host Academy");
  learner = await aLearner({ school: host, givenName: "Jamie", familyName: "Amble", scn: "123456789" });
  other = await aLearner({ school: host, givenName: "Robin", familyName: "Brook" });
  app = await startApp({ database });
  teacherPerson = await aPerson("vs_teacher", { name: "Marta Invented" });
  teacher = await aCallerAs(app, teacherPerson);
  head = await aCallerAs(app, await aPerson("vs_head_teacher"));
  lead = await aCallerAs(app, await aPerson("lead"));
}, 180_000);

afterAll(() => app?.stop());

const reason = "Covering for a colleague who is ill";
const namesake = () =>
  aLearner({ school: host, givenName: "Morag", familyName: "Twice", dateOfBirth: "2012-03-09" });
const record = (of: TestLearner) => `/learners/${of.id}`;

describe("a record opened with a reason", () => {
  it("is opened by a form that keeps what was typed, and read by the head teacher, who closes it", async () => {
    expect((await teacher.get(record(learner))).status).toBe(404);
    const wrong = await teacher.post("/learners/open", { scn: "987654321", reason });
    expect(wrong.status).toBe(400);
    expect(wordsOf(wrong.body)).toContain("There is not exactly one learner with these details");
    expect(valuesOf(wrong.body, "scn")).toEqual(["987654321"]);
    expect(valuesOf(wrong.body, "reason")).toEqual([reason]);

    const opened = await teacher.post("/learners/open", { scn: "123456789", reason });
    expect(opened).toMatchObject({ status: 302, headers: { location: record(learner) } });
    expect(wordsOf((await teacher.get(record(learner))).body)).toContain("You opened this record until");
    expect((await teacher.get(record(other))).status).toBe(404);

    expect(wordsOf((await head.get("/")).body)).toContain("One is to be looked at");
    const list = await head.get("/learners/opened");
    for (const words of ["Marta Invented", "Jamie Amble", reason, "Open now"])
      expect(wordsOf(list.body)).toContain(words);
    const path = list.body.match(/\/learners\/opened\/[0-9a-f-]{36}/)?.[0] ?? "";
    for (const press of ["seen", "close"]) expect((await head.post(path, { press })).status).toBe(302);
    expect(wordsOf((await head.get("/learners/opened")).body)).toMatch(/closed early.*Looked at/);
    expect(wordsOf((await head.get("/")).body)).not.toContain("to be looked at");
    expect((await teacher.get(record(learner))).status).toBe(404);
  });

  it("is read with a line for each reader", async () => {
    const lines = await database.superuserQuery(
      "SELECT section, learner_id FROM read_line WHERE person_id = $1 AND section = 'learner'",
      [teacherPerson.personId],
    );
    expect(lines).toEqual([{ section: "learner", learner_id: learner.id }]);
  });

  it.each(["/learners/opened", "/learners/caseloads", "/learners/duplicates"])(
    "is no teacher's to list: %s",
    async (path) => {
      expect((await teacher.get(path)).status).toBe(403);
    },
  );
});

describe("a host school in another authority", () => {
  it("is invited in one step from the record, sees one learner, and is taken back there", async () => {
    const form = await lead.get(`${record(learner)}/host`);
    expect(wordsOf(form.body)).toContain("Host Academy");
    const typed = { schoolId: host.id, name: "Mx Host", role: "designated_manager" };
    const wrong = await lead.post(`${record(learner)}/host`, { ...typed, email: "somebody@gmail.com" });
    expect(wrong.status).toBe(400);
    expect(wordsOf(wrong.body)).toContain("Enter the address they have at work");
    expect(valuesOf(wrong.body, "name")).toEqual(["Mx Host"]);
    const done = await lead.post(`${record(learner)}/host`, { ...typed, email: "mx@host.example" });
    expect(done.status).toBe(302);
    const shown = await lead.get(record(learner));
    expect(wordsOf(shown.body)).toMatch(/Mx Host ?, Host Academy ?, since/);

    const [person] = await database.superuserQuery<{ id: string }>(
      "SELECT id FROM person WHERE email = 'mx@host.example'",
    );
    const guest = await aCallerAs(app, { personId: person?.id ?? "" });
    const list = wordsOf((await guest.get("/learners")).body);
    expect(list).toContain("Jamie Amble");
    expect(list).not.toContain("Robin Brook");
    expect((await guest.get(record(learner))).status).toBe(200);
    expect((await guest.get(record(other))).status).toBe(404);
    const found = await guest.post("/alerts/learners", { schoolId: host.id, typed: "ro" });
    expect(found.body).not.toContain("Robin");

    const path = shown.body.match(/\/learners\/[0-9a-f-]{36}\/host\/[0-9a-f-]{36}/)?.[0] ?? "";
    expect((await lead.post(path, {})).status).toBe(302);
    expect((await guest.get(record(learner))).headers.location).toMatch(/^\/sign-in/);
  });
});

describe("somebody around a learner", () => {
  it("sees a short page of their own, and neither list nor record", async () => {
    const person = await aPerson("social_worker", { name: "Kirsty Invented" });
    const worker = await aCallerAs(app, person);
    expect(wordsOf((await worker.get("/learners/yours")).body)).toContain("Nobody is shared with you now");
    const who = `social_worker ${person.personId}`;
    expect((await lead.post(`${record(learner)}/relation`, { who })).status).toBe(302);
    const page = await worker.get("/learners/yours");
    expect(page.status).toBe(200);
    expect(wordsOf(page.body)).toMatch(/Jamie Amble School Host Academy, since .* Alerts None/);
    for (const path of ["/learners", record(learner), "/alerts"])
      expect((await worker.get(path)).status).toBe(403);
    const lines = await database.superuserQuery(
      "SELECT section, learner_id FROM read_line WHERE person_id = $1",
      [person.personId],
    );
    expect(lines).toEqual([{ section: "related", learner_id: learner.id }]);
  });

  it("with a house key worker's last day asked for beside the field", async () => {
    const { personId } = await aPerson("house_key_worker");
    const answer = await lead.post(`${record(learner)}/relation`, { who: `house_key_worker ${personId}` });
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body)).toContain(
      "Enter the last day: a house key worker sees a learner for a time",
    );
  });
});

describe("a caseload", () => {
  it("is begun on the record, listed, and ended from the list", async () => {
    const { personId } = teacherPerson;
    expect((await lead.post(`${record(other)}/caseload`, { personId })).status).toBe(302);
    expect(wordsOf((await lead.get("/learners/caseloads")).body)).toMatch(/Marta Invented 1/);
    const list = await lead.get(`/learners/caseloads/${personId}`);
    expect(wordsOf(list.body)).toContain("Robin Brook");
    expect((await teacher.get(record(other))).status).toBe(200);
    const path = list.body.match(/\/learners\/[0-9a-f-]{36}\/caseload\/[0-9a-f-]{36}/)?.[0] ?? "";
    expect((await lead.post(path, { from: "caseload" })).headers.location).toBe("/learners/caseloads");
    expect((await teacher.get(record(other))).status).toBe(404);
  });
});

describe("likely duplicates", () => {
  it("are compared, told apart and suggested again, and each reading of a record is a line", async () => {
    const [one, again] = [await namesake(), await namesake()];
    const list = await head.get("/learners/duplicates");
    for (const words of [
      "Morag Twice, S2, born 9 March 2012",
      "given and family name in common, same date of birth",
    ])
      expect(wordsOf(list.body)).toContain(words);
    const pair = [one.id, again.id].sort();
    const path = `/learners/duplicates/${pair.join("/")}`;
    expect(list.body).toContain(path);
    const compared = await head.get(path);
    expect(compared.body).toContain("<title>Two records side by side");
    expect(wordsOf(compared.body)).toContain(
      "Likely one person: given and family name in common, same date of birth.",
    );
    const read =
      "SELECT learner_id FROM read_line WHERE section = 'learner' AND learner_id IN ($1, $2) ORDER BY 1";
    expect(await database.superuserQuery(read, pair)).toEqual(pair.map((learner_id) => ({ learner_id })));
    expect((await head.post(path, { press: "two_people" })).status).toBe(302);
    expect(wordsOf((await lead.get("/learners/duplicates")).body)).toContain("Said to be two people");
    expect(wordsOf((await lead.get(path)).body)).toContain("Somebody said that these are two people");
    await lead.post(path, { press: "suggest_again" });
    expect(wordsOf((await lead.get(path)).body)).not.toContain("Somebody said that these are two people");
    expect((await lead.post(path, { press: "merge" })).status).toBe(400);
  });

  it("are an SCN that another learner has: the press leads to both", async () => {
    await database.superuserQuery("UPDATE learner SET scn_to_check = $2 WHERE id = $1", [
      other.id,
      "123456789",
    ]);
    const list = await lead.get("/learners/duplicates");
    expect(wordsOf(list.body)).toContain("Another learner has it.");
    const press = { learnerId: other.id, scn: "123456789", press: "take_over" };
    const answer = await lead.post("/learners/duplicates", press);
    const both = `/learners/duplicates/${other.id}/${learner.id}`;
    expect(answer).toMatchObject({ status: 302, headers: { location: both } });
    expect(wordsOf((await lead.get(both)).body)).toContain(
      "Likely one person: same SCN, still to be checked",
    );
    await lead.post("/learners/duplicates", { ...press, press: "drop" });
    expect(wordsOf((await lead.get("/learners/duplicates")).body)).toContain("There is none to check.");
  });

  it("are nobody else's to see: not found, or not for their role", async () => {
    const path = `/learners/duplicates/${learner.id}/${other.id}`;
    expect((await teacher.get(path)).status).toBe(403);
    expect((await teacher.post(path, { press: "two_people" })).status).toBe(403);
    for (const id of ["x", learner.id, "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01"])
      expect((await lead.get(`/learners/duplicates/${learner.id}/${id}`)).status, id).toBe(404);
  });
});
