import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import { anExclusion, decisionClock as clock, type TestExclusion } from "#tests/factories/exclusions";
import { aLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { dutiesOfExclusion } from "~/domain/exclusions/exclusions.queries.server";
import { letterRecipients } from "~/domain/exclusions/letter-recipients.server";
import { lettersOf } from "~/domain/exclusions/letters.queries.server";
import { makeLetter } from "~/domain/exclusions/make-letter.server";
import { letterShown } from "~/domain/exclusions/open-letter-form.server";
import { sendLetter } from "~/domain/exclusions/send-letter.server";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const day = "2026-11-23";

let exclusion: TestExclusion;
let manager: TestPerson;
let carer: string;
let apart: string;
let parent: string;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  await aPerson("lead");
  const school = await aSchool({}, "Hillbrae High School");
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  const learner = await aLearner({ school, dateOfBirth: "2014-11-23" });
  exclusion = await anExclusion({ school, learner, manager, clock });
  const on = { learnerId: learner.id };
  carer = await onNotifyList({ ...on, name: "Mx Carer", mayBeTold: ["decision", "school", "address"] });
  apart = await onNotifyList({ ...on, name: "Mx Apart", relation: "parent", mayBeTold: ["decision"] });
  parent = await onNotifyList({ ...on, name: "Mx Parent", relation: "parent", mayBeTold: ["school"] });
  await onNotifyList({ ...on, name: "Mx Worker", relation: "social_worker", mayBeTold: ["decision"] });
});

const letterInput = (to: string, changes: { letterId?: string; reasons?: string } = {}) => ({
  letterId: randomUUID(),
  exclusionId: exclusion.id,
  to,
  reasons: "A chair was thrown in class.",
  ...changes,
});
const sending = (letterId: string, changes: { happenedOn?: string } = {}) => ({
  letterId,
  happenedOn: day,
  how: "post" as const,
  byName: "Morag Baird",
  ...changes,
});
const letters = (actor: TestPerson) =>
  asActor(actor, (tx) => lettersOf(tx, { id: exclusion.id, learnerId: exclusion.learner.id }));

describe("a letter can be made for", () => {
  const recipientsOn = async (learnerId: string, today: string) => {
    const { recipients } = await asActor(manager, (tx) => letterRecipients(tx, learnerId, today));
    return recipients.map(({ id }) => id);
  };

  it("people of the notify list who may be told the decision, and the young person from the 12th birthday on", async () => {
    const { id } = exclusion.learner;
    expect(await recipientsOn(id, day)).toEqual([carer, apart, "learner"]);
    expect(await recipientsOn(id, "2026-11-22")).toEqual([carer, apart]);
  });

  it("nobody of another school's learner", async () => {
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    const seen = await asActor(other, (tx) => letterRecipients(tx, exclusion.learner.id, day));
    expect(seen).toEqual({ youngPerson: null, recipients: [], leftOut: 0 });
  });
});

describe("making a letter", () => {
  it("freezes its text, once, with an event and an audit line that name nobody", async () => {
    const input = letterInput(carer);
    await makeLetter(manager, input, clock);
    await makeLetter(manager, { ...input, reasons: "Something else." }, clock);
    const rows = await database.superuserQuery<{ body: string }>(
      "select template, template_version, recipient_id, told, body, sent_on from exclusion_letter where id = $1",
      [input.letterId],
    );
    expect(rows).toMatchObject([
      { template: "written_notice_parent", template_version: 0, recipient_id: carer, sent_on: null },
    ]);
    expect(rows[0]?.body).toContain("Dear Mx Carer");
    expect(rows[0]?.body).toContain("Hillbrae High School");
    expect(rows[0]?.body).toContain("A chair was thrown in class.");
    const traces = await database.superuserQuery(
      "select e.summary, e.detail as text, a.detail from event e join audit_line a on a.subject_id = e.about_id and a.action = e.kind where e.kind = 'exclusion_letter.made' and e.about_id = $1",
      [exclusion.id],
    );
    const detail = { letterId: input.letterId, template: "written_notice_parent", version: 0 };
    expect(traces).toEqual([{ summary: "Letter made: written notice to a parent", text: null, detail }]);
  });

  it("is refused for somebody who may not be told the decision, and for anybody not on the list", async () => {
    for (const to of [parent, randomUUID()])
      await expect(makeLetter(manager, letterInput(to), clock)).rejects.toThrow(
        "no letter goes to this person",
      );
  });

  it("is refused beside the words that name the school to somebody who may not know it", async () => {
    const input = letterInput(apart, { reasons: "At Hillbrae a chair was thrown." });
    await expect(makeLetter(manager, input, clock)).rejects.toMatchObject({ field: "reasons" });
    await expect(letterShown({ actor: manager, clock }, input)).rejects.toThrow(Invalid);
    const { body } = await letterShown({ actor: manager, clock }, letterInput(apart));
    expect(body).not.toMatch(/Hillbrae|Mx Invented/);
  });

  it("is the school's own: refused to a lead, not found for another school", async () => {
    const lead = await aPerson("lead");
    await expect(makeLetter(lead, letterInput(carer), clock)).rejects.toThrow(NotAllowed);
    expect(() => letterShown({ actor: lead, clock }, letterInput(carer))).toThrow(NotAllowed);
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(makeLetter(other, letterInput(carer), clock)).rejects.toThrow(NotFound);
    await expect(letterShown({ actor: other, clock }, letterInput(carer))).rejects.toThrow(NotFound);
  });
});

describe("sending a letter", () => {
  const noticeIs = async () => {
    const duties = await asActor(manager, (tx) => dutiesOfExclusion(tx, exclusion.id, day));
    return duties.find(({ duty }) => duty === "written_notice")?.state;
  };
  const stepsWith = (id: string) =>
    database.superuserQuery(
      "select kind, to_person_ids, to_learner, by_name, words from exclusion_step where id = $1",
      [id],
    );

  it("is the step of the written notice, once, and settles the duty", async () => {
    const input = letterInput("learner");
    await makeLetter(manager, input, clock);
    expect(await noticeIs()).toBe("due");
    await expect(
      sendLetter(manager, sending(input.letterId, { happenedOn: "2026-11-22" }), clock),
    ).rejects.toThrow("the day on which the letter was made, or later");
    await expect(
      sendLetter(manager, sending(input.letterId, { happenedOn: "2026-11-24" }), clock),
    ).rejects.toThrow("today or earlier");
    expect(await noticeIs()).toBe("due");
    await sendLetter(manager, sending(input.letterId), clock);
    await sendLetter(manager, sending(input.letterId), clock);
    expect(await stepsWith(input.letterId)).toEqual([
      {
        kind: "written_notice",
        to_person_ids: [],
        to_learner: true,
        by_name: "Morag Baird",
        words: "A chair was thrown in class.",
      },
    ]);
    expect(await noticeIs()).toBe("done");
    const [listed] = (await letters(manager)).filter(({ id }) => id === input.letterId);
    expect(listed).toMatchObject({ to: "The young person", sent: "23 November 2026, by post" });
  });

  it("is refused, and leaves no step, when the list lets the person know less than the letter says", async () => {
    const input = letterInput(carer);
    await makeLetter(manager, input, clock);
    await database.superuserQuery("update learner_person set may_be_told = '{decision}' where id = $1", [
      carer,
    ]);
    await expect(sendLetter(manager, sending(input.letterId), clock)).rejects.toThrow(Conflict);
    expect(await stepsWith(input.letterId)).toEqual([]);
  });

  it("is the school's own", async () => {
    const input = letterInput(apart);
    await makeLetter(manager, input, clock);
    const lead = await aPerson("lead");
    await expect(sendLetter(lead, sending(input.letterId), clock)).rejects.toThrow(NotAllowed);
    const other = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
    await expect(sendLetter(other, sending(input.letterId), clock)).rejects.toThrow(NotFound);
  });
});

describe("rows of exclusion_letter", () => {
  async function seenBy(url: string, personId: string | null): Promise<number> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query("BEGIN");
      if (personId) await client.query("SELECT set_config('app.person_id', $1, true)", [personId]);
      return (await client.query("SELECT id FROM exclusion_letter")).rowCount ?? 0;
    } finally {
      await client.end();
    }
  }

  it("are shown to the school and to leads, and to nobody else", async () => {
    const all = (await database.superuserQuery("select id from exclusion_letter")).length;
    expect(all).toBeGreaterThan(2);
    const seen = async (person: TestPerson | null) => seenBy(database.webUrl, person?.personId ?? null);
    expect(await seen(manager)).toBe(all);
    expect(await seen(await aPerson("lead"))).toBe(all);
    expect(await seen(await aPerson("head_teacher", { schoolId: (await aSchool()).id }))).toBe(0);
    expect(await seen(await aPerson("administrator"))).toBe(0);
    expect(await seen(await aPerson("vs_teacher"))).toBe(0);
    expect(await seen(null)).toBe(0);
    await expect(seenBy(database.workerUrl, null)).rejects.toThrow("permission denied");
  });

  it("keep what they say", async () => {
    const client = new pg.Client({ connectionString: database.webUrl });
    await client.connect();
    for (const sql of ["UPDATE exclusion_letter SET body = 'x'", "DELETE FROM exclusion_letter"])
      await expect(client.query(sql)).rejects.toThrow("permission denied");
    await client.end();
  });
});
