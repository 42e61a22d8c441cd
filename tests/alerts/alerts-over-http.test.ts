import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, aCallerAs, type Caller, signInByMail, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { addNote } from "~/domain/alerts/add-note.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { systemClock } from "~/platform/clock";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let school: TestSchool;
let learner: TestLearner;
let manager: TestPerson;
let depute: TestPerson;
let lead: TestPerson;
let atLead: Caller;
let alert: TestAlert;
let elsewhere: TestAlert;

beforeAll(async () => {
  school = await aSchool();
  await aYearAroundNow();
  await starterCodesInDatabase();
  learner = await aLearner({ school });
  manager = await aPerson("designated_manager", { schoolId: school.id });
  depute = await aPerson("designated_manager", { schoolId: school.id, isDepute: true });
  lead = await aPerson("lead", { name: "Isla Grant" });
  alert = await raised();
  elsewhere = await anAlert();
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  atLead = await signedIn(lead);
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const raised = () => anAlert({ school, learner, raisedBy: manager, at: new Date() });

const signedIn = (person: TestPerson): Promise<Caller> => aCallerAs(app, person);

const sessionsEnd = (person: TestPerson) =>
  database.superuserQuery("delete from session where user_id = $1", [person.personId]);

describe("the page of answering", () => {
  const today = () => new Date().toISOString().slice(0, 10);
  const decide = (id: string) =>
    recordDecision(
      manager,
      {
        alertId: id,
        decision: "not_excluded",
        decidedOn: today(),
        decidedBy: "I. Ross",
        reason: "A plan.",
        childView: "not_asked_yet",
      },
      systemClock,
    );
  const button = "I will ring within 15 minutes";

  it("has its button until somebody has answered, and then says who was first", async () => {
    const { id } = await raised();
    expect(wordsOf((await atLead.get(`/alerts/${id}/acknowledge`)).body)).toContain(button);
    const answered = await atLead.post(`/alerts/${id}/acknowledge`, { ringWithinMinutes: "15" });
    expect([answered.status, answered.headers.location]).toEqual([302, `/alerts/${id}`]);
    const again = await (await signedIn(await aPerson("vs_head_teacher"))).post(`/alerts/${id}/acknowledge`, {
      ringWithinMinutes: "15",
    });
    expect(again.status).toBe(409);
    expect(wordsOf(again.body)).toMatch(/Isla Grant answered this alert at \d\d:\d\d\./);
    expect(wordsOf((await atLead.get(`/alerts/${id}/acknowledge`)).body)).not.toContain(button);
  });

  it("has it also when a decision came before any answer", async () => {
    const { id } = await raised();
    await decide(id);
    const page = await atLead.get(`/alerts/${id}/acknowledge`);
    expect(wordsOf(page.body)).toContain(button);
    expect(wordsOf(page.body)).not.toContain("This alert has been answered.");
  });

  it("says that an alert was withdrawn, not that it was answered", async () => {
    const { id } = await raised();
    await withdrawAlert(manager, { alertId: id, reason: "Raised for the wrong child." }, systemClock);
    const page = await atLead.get(`/alerts/${id}/acknowledge`);
    expect(wordsOf(page.body)).toContain("This alert was withdrawn.");
    expect(wordsOf(page.body)).not.toMatch(/has been answered|ring within/);
  });
});

describe("a session that ends while somebody fills in the form of an alert", () => {
  const text = "Typed before the session ended: <b>é</b> 🙂";

  /** The form as it was shown, with something typed into it. */
  async function typing(caller: Caller): Promise<Record<string, string>> {
    const { body } = await caller.get("/alerts/new");
    const [formKey = "", owner = ""] = [...valuesOf(body, "formKey"), ...valuesOf(body, "owner")];
    expect(owner.length).toBeGreaterThan(50);
    return { formKey, owner, schoolId: school.id, whatHappened: text, withWhom: "Ms X", decisionMade: "no" };
  }

  it("keeps what was sent for the same person, who finds it after signing in", async () => {
    const caller = await signedIn(manager);
    const fields = await typing(caller);
    await sessionsEnd(manager);
    const sent = await caller.post("/alerts/new", fields);
    const back = `/alerts/new?draft=${fields.formKey}`;
    expect([sent.status, sent.headers.location]).toEqual([302, `/sign-in?next=${encodeURIComponent(back)}`]);
    expect(sent.body).not.toContain("Typed");

    caller.cookies.clear();
    expect((await signInByMail(caller, mail, manager.email, back)).headers.location).toBe(back);
    const page = await caller.get(back);
    expect(valuesOf(page.body, "whatHappened")).toEqual([text]);
    expect(valuesOf(page.body, "withWhom")).toEqual(["Ms X"]);
    expect(valuesOf(page.body, "formKey")).toEqual([fields.formKey]);

    const other = await (await signedIn(depute)).get(back);
    expect(other.status).toBe(200);
    expect(other.body).not.toContain("Typed before");
    expect(wordsOf(other.body)).not.toContain("You have an alert that was not sent");

    const rest = {
      decisionExpected: "today",
      learnerId: learner.id,
      whereNow: "in_class",
      childView: "not_asked_yet",
    };
    expect((await caller.post("/alerts/new", { ...fields, ...rest })).headers.location).toMatch(
      /^\/alerts\/[0-9a-f-]{36}$/,
    );
    expect(wordsOf((await caller.get("/alerts/new")).body)).not.toContain(
      "You have an alert that was not sent",
    );
  });

  it("keeps what the page saves by itself too, because the page says so", async () => {
    const caller = await signedIn(manager);
    const fields = await typing(caller);
    await sessionsEnd(manager);
    const saving = { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
    await caller.post("/alerts/draft", fields, saving);
    expect(
      await database.superuserQuery("select person_id from alert_draft where form_key = $1", [
        fields.formKey,
      ]),
    ).toEqual([{ person_id: manager.personId }]);
  });

  it("keeps nothing on the server of a form that was shown to nobody", async () => {
    const before = await database.superuserQuery("select from alert_draft");
    const stranger = aCaller(app);
    const sent = await stranger.post("/alerts/new", {
      formKey: crypto.randomUUID(),
      owner: "forged",
      whatHappened: "x",
    });
    expect(sent.status).toBe(401);
    expect(await database.superuserQuery("select from alert_draft")).toHaveLength(before.length);
  });

  it("offers what was kept, to go on with or to throw away", async () => {
    const caller = await signedIn(depute);
    const fields = await typing(caller);
    await caller.post("/alerts/draft", fields);
    const page = await caller.get("/alerts/new");
    expect(wordsOf(page.body)).toContain("You have an alert that was not sent");
    expect(page.body).toContain(`/alerts/new?draft=${fields.formKey}`);
    expect(page.body).not.toContain("Typed before");
    await caller.post("/alerts/draft", { formKey: fields.formKey ?? "", intent: "discard" });
    expect(wordsOf((await caller.get("/alerts/new")).body)).not.toContain(
      "You have an alert that was not sent",
    );
  });
});

it("a note that is sent after the session has ended stays on the page, and one press later stores it", async () => {
  const author = await aPerson("lead");
  const caller = await signedIn(author);
  const text = "Typed <b>before</b> the session ended.";
  await sessionsEnd(author);
  const sent = await caller.post(`/alerts/${alert.id}/note`, { audience: "virtual_school_only", text });
  expect(sent.status).toBe(401);
  expect(wordsOf(sent.body)).toContain("You have been signed out");
  const kept = { audience: valuesOf(sent.body, "audience"), text: valuesOf(sent.body, "text") };
  expect(kept).toEqual({ audience: ["virtual_school_only"], text: [text] });
  const stored = () => database.superuserQuery("select person_id from event where detail = $1", [text]);
  expect(await stored()).toEqual([]);
  await signInByMail(caller, mail, author.email);
  const again = await caller.post(`/alerts/${alert.id}/note`, kept);
  expect(again.headers.location).toBe(`/alerts/${alert.id}`);
  expect(await stored()).toEqual([{ person_id: author.personId }]);
});

type Stream = { status: number; text: () => string; close: () => void };

/** Opens a page's stream of changes as a browser does. */
function open(caller: Caller, path = "/alerts/stream"): Promise<Stream> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = {
    cookie,
    accept: "text/event-stream",
    "sec-fetch-dest": "empty",
    "sec-fetch-site": "same-origin",
  };
  return new Promise((resolve, reject) => {
    const sent = get(`${app.url}${path}`, { headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("error", () => undefined);
      resolve({ status: response.statusCode ?? 0, text: () => text, close: () => sent.destroy() });
    });
    sent.on("error", reject);
  });
}

const note = (about: TestAlert, by: TestPerson) =>
  addNote(
    by,
    { alertId: about.id, audience: "school_and_virtual_school", text: "Plantedwords" },
    systemClock,
  );
const told = (stream: Stream, id: string) => stream.text().includes(`event: changed\ndata: ${id}\n\n`);

describe("the stream of changes", () => {
  it("tells each viewer the ids of alerts they may see, and nothing else", async () => {
    const [ofManager, ofLead] = [await open(await signedIn(manager)), await open(atLead)];
    expect([ofManager.status, ofLead.status]).toEqual([200, 200]);
    await expect.poll(() => ofManager.text()).toContain(": open");
    await note(elsewhere, lead);
    await expect.poll(() => told(ofLead, elsewhere.id), { timeout: 5_000 }).toBe(true);
    await note(alert, lead);
    await expect.poll(() => told(ofManager, alert.id), { timeout: 5_000 }).toBe(true);
    // The one about another school came first, so it would be there by now.
    expect(told(ofManager, elsewhere.id)).toBe(false);
    for (const stream of [ofManager, ofLead]) {
      expect(stream.text().replace(/: (open|still here)|event: changed|data: [0-9a-f-]{36}|\n/g, "")).toBe(
        "",
      );
      stream.close();
    }
  });

  it("of one alert tells of that one only", async () => {
    const other = await raised();
    const stream = await open(atLead, `/alerts/stream?id=${other.id}`);
    await expect.poll(() => stream.text()).toContain(": open");
    await note(alert, lead);
    await note(other, lead);
    await expect.poll(() => told(stream, other.id), { timeout: 5_000 }).toBe(true);
    expect(told(stream, alert.id)).toBe(false);
    stream.close();
  });

  it("tells nothing more as soon as the viewer's role has ended, before it looks at the session again", async () => {
    const leaver = await aPerson("lead");
    const [stream, witness] = [await open(await signedIn(leaver)), await open(atLead)];
    await expect.poll(() => stream.text()).toContain(": open");
    await database.superuserQuery("update membership set valid_to = current_date - 2 where person_id = $1", [
      leaver.personId,
    ]);
    const fresh = await raised();
    await expect.poll(() => told(witness, fresh.id), { timeout: 5_000 }).toBe(true);
    await new Promise((done) => setTimeout(done, 200));
    expect(stream.text()).not.toContain("changed");
    stream.close();
    witness.close();
  });

  it("never prolongs the session", async () => {
    const person = await aPerson("lead");
    const caller = await signedIn(person);
    await database.superuserQuery(
      "update session set expires_at = now() + interval '10 minutes' where user_id = $1",
      [person.personId],
    );
    const stream = await open(caller);
    await expect.poll(() => stream.text()).toContain(": open");
    const [session] = await database.superuserQuery<{ minutes: number }>(
      "select extract(epoch from expires_at - now())::int / 60 as minutes from session where user_id = $1",
      [person.personId],
    );
    expect(session?.minutes).toBeLessThanOrEqual(10);
    stream.close();
  });

  it("is not for somebody who is signed out", async () => {
    const stream = await open(aCaller(app));
    expect(stream.status).toBe(302);
    stream.close();
  });
});
