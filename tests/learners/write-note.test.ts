import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { chronologyOf } from "~/domain/chronology/chronology-view.server";
import { writeNoteSchema } from "~/domain/learners/note.schema";
import type { NoteReaders } from "~/domain/learners/note.words";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { writeNote } from "~/domain/learners/write-note.server";
import { type Actor, type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const school = await aSchool();
const elsewhere = await aPerson("head_teacher", { schoolId: (await aSchool()).id });
let learner: TestLearner;

beforeEach(async () => {
  learner = await aLearner({ school });
});

const aNote = (readers: NoteReaders, text = "Mum is in hospital") =>
  writeNoteSchema.parse({ learnerId: learner.id, noteId: randomUUID(), text, readers });
const reader = (actor: Actor) => ({ at: clock.now(), personId: actor.personId });
/** Notes as somebody reads them: what the line says, and its text. */
async function notesFor(actor: Actor) {
  const filter = { groups: ["notes" as const], from: null, to: null, before: null };
  const { events } = await asActor(actor, (tx) =>
    chronologyOf(tx, learner.id, { filter, limit: 10, reader: reader(actor) }),
  );
  return events.map(({ summary, text, by }) => ({ summary, text, by }));
}
async function actorOf(role: Role, works = true) {
  const actor = await aPerson(role, { schoolId: school.id });
  if (role === "vs_teacher" && works)
    await startCaseload(lead, { learnerId: learner.id, personId: actor.personId }, fixedClock("2020-08-18"));
  return actor;
}

const may: Role[] = ["designated_manager", "head_teacher", "lead", "vs_teacher", "vs_head_teacher"];

/** What each of them reads of a note that a lead wrote: its text, that there is one, nothing. */
const readings: [Role, NoteReaders, "text" | "line" | "nothing"][] = [
  ["lead", "restricted", "text"],
  ["vs_head_teacher", "restricted", "text"],
  ["vs_teacher", "restricted", "line"],
  ["designated_manager", "restricted", "nothing"],
  ["head_teacher", "restricted", "nothing"],
  ["lead", "virtual_school_only", "text"],
  ["vs_teacher", "virtual_school_only", "text"],
  ["designated_manager", "virtual_school_only", "nothing"],
  ["designated_manager", "school_and_virtual_school", "text"],
  ["head_teacher", "school_and_virtual_school", "text"],
];

describe("a note on a learner's record", () => {
  it.each(readings)("the %s reads of one that is %s: %s", async (role, readers, what) => {
    await writeNote(lead, aNote(readers), clock);
    const summary = readers === "restricted" ? "A restricted note was written" : "Note";
    const line = { summary, text: what === "text" ? "Mum is in hospital" : null, by: lead.name };
    expect(await notesFor(await actorOf(role))).toEqual(what === "nothing" ? [] : [line]);
  });

  it.each(roles.filter((role) => !may.includes(role)))(
    "is neither written nor read by the %s",
    async (role) => {
      await writeNote(lead, aNote("school_and_virtual_school"), clock);
      const actor = await actorOf(role);
      await expect(writeNote(actor, aNote("school_and_virtual_school"), clock)).rejects.toThrow(NotAllowed);
      expect(await notesFor(actor)).toEqual([]);
    },
  );

  it.each(may)("is written by the %s for the school and the Virtual School", async (role) => {
    const writer = await actorOf(role);
    await writeNote(writer, aNote("school_and_virtual_school"), clock);
    expect(await notesFor(lead)).toEqual([{ summary: "Note", text: "Mum is in hospital", by: writer.name }]);
  });

  it.each(["virtual_school_only", "restricted"] as const)(
    "%s is not written by a school",
    async (readers) => {
      const manager = await actorOf("designated_manager");
      await expect(writeNote(manager, aNote(readers), clock)).rejects.toThrow(NotAllowed);
      expect(await notesFor(lead)).toEqual([]);
    },
  );

  it("is not there for another school or a teacher who does not work with the learner", async () => {
    await writeNote(lead, aNote("school_and_virtual_school"), clock);
    for (const actor of [elsewhere, await actorOf("vs_teacher", false)]) {
      expect(await notesFor(actor)).toEqual([]);
      await expect(writeNote(actor, aNote("school_and_virtual_school"), clock)).rejects.toThrow(NotFound);
    }
  });

  it.each(["school_and_virtual_school", "restricted"] as const)("%s, sent twice, is one", async (readers) => {
    const note = aNote(readers);
    await writeNote(lead, note, clock);
    await writeNote(lead, note, clock);
    expect(await notesFor(lead)).toHaveLength(1);
    const lines = await database.superuserQuery(
      "select detail from audit_line where subject_id = $1 and action like '%note.added'",
      [learner.id],
    );
    expect(lines).toEqual([{ detail: { noteId: note.noteId, readers } }]);
  });

  it.each([
    ["nothing", " ", "Enter the note"],
    ["a text without an end", "x".repeat(4001), "4000 characters or fewer"],
  ])("is refused with %s", (_what, text, sentence) => {
    expect(() => aNote("restricted", text)).toThrow(sentence);
  });
});

describe("a restricted note", () => {
  it("has its text in no event and no audit line, and each reading of it is on record", async () => {
    const note = aNote("restricted");
    await writeNote(lead, note, clock);
    const written = await database.superuserQuery(
      "select to_jsonb(e)::text as row from event e where about_id = $1 union all select to_jsonb(a)::text from audit_line a where subject_id = $1",
      [learner.id],
    );
    expect(JSON.stringify(written)).not.toContain("hospital");
    const [head, teacher] = [await actorOf("vs_head_teacher"), await actorOf("vs_teacher")];
    await notesFor(head);
    await notesFor(teacher);
    const reads = await database.superuserQuery(
      "select person_id, ids from read_line where learner_id = $1 and section = 'restricted_note'",
      [learner.id],
    );
    expect(reads).toEqual([{ person_id: head.personId, ids: [note.noteId] }]);
  });

  it("is read by the teacher who wrote it while they work with the learner, and by no other teacher", async () => {
    const [writer, other] = [await actorOf("vs_teacher"), await actorOf("vs_teacher")];
    await writeNote(writer, aNote("restricted"), clock);
    expect(await notesFor(writer)).toMatchObject([{ text: "Mum is in hospital" }]);
    expect(await notesFor(other)).toMatchObject([{ text: null }]);
    await database.superuserQuery("update caseload set ended_on = '2020-09-01' where person_id = $1", [
      writer.personId,
    ]);
    const direct = asActor(writer, (tx) => tx.restrictedNote.count());
    expect([await notesFor(writer), await direct]).toEqual([[], 0]);
  });

  it("is not printed, not even for those who read it", async () => {
    await writeNote(lead, aNote("restricted"), clock);
    const { events } = await asActor(lead, (tx) => chronologyOf(tx, learner.id, { limit: 10, reader: null }));
    expect(events.find(({ isRestricted }) => isRestricted)).toMatchObject({ text: null });
  });

  it.each(["update restricted_note set text = 'x'", "delete from restricted_note"])(
    "stays: %s is refused",
    async (sql) => {
      await writeNote(lead, aNote("restricted"), clock);
      await expect(asActor(lead, (tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/permission denied/);
    },
  );

  it("is written in nobody else's name", async () => {
    const note = aNote("school_and_virtual_school");
    await writeNote(lead, note, clock);
    const data = { eventId: note.noteId, learnerId: learner.id, writtenById: elsewhere.personId, text: "x" };
    await expect(asActor(lead, (tx) => tx.restrictedNote.createMany({ data: [data] }))).rejects.toThrow(
      /row-level security/,
    );
  });
});
