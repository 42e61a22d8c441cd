import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addVoice } from "~/domain/learners/add-voice.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { voiceRead } from "~/domain/learners/voice.queries.server";
import { addVoiceSchema } from "~/domain/learners/voice.schema";
import { type Actor, type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether } from "~/platform/database.server";
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

const saying = (changes: Record<string, unknown> = {}) =>
  addVoiceSchema.parse({
    learnerId: learner.id,
    voiceId: randomUUID(),
    called: "Shona",
    helps: "A walk\nwith Mr Ross",
    helpsNot: "Being asked in front of others",
    saidOn: "2026-11-20",
    ...changes,
  });
const voice = (actor: Actor = lead) =>
  asActor(actor, async (tx) => (await readTogether(tx, { voice: voiceRead(learner.id) })).voice);

const may: Role[] = ["designated_manager", "head_teacher", "lead", "vs_teacher", "vs_head_teacher"];

async function actorOf(role: Role) {
  const actor = await aPerson(role, { schoolId: school.id });
  if (role === "vs_teacher")
    await startCaseload(lead, { learnerId: learner.id, personId: actor.personId }, fixedClock("2020-08-18"));
  return actor;
}

describe("what a learner says", () => {
  it.each(may)(
    "is written down and read by the %s, with their name, and is in no event and no audit line",
    async (role) => {
      const actor = await actorOf(role);
      await addVoice(actor, saying(), clock);
      expect(await voice(actor)).toMatchObject([
        { called: "Shona", helps: "A walk\nwith Mr Ross", saidOn: "2026-11-20", writtenBy: actor.name },
      ]);
      const written = await database.superuserQuery(
        "select summary || coalesce(detail, '') as text from event where about_id = $1 and kind = 'voice.added' union all select detail::text from audit_line where subject_id = $1 and action = 'voice.added'",
        [learner.id],
      );
      expect(written).toHaveLength(2);
      expect(JSON.stringify(written)).not.toMatch(/Shona|walk|asked in front/);
    },
  );

  it.each(roles.filter((role) => !may.includes(role)))("is not for the %s", async (role) => {
    await expect(addVoice(await actorOf(role), saying(), clock)).rejects.toThrow(NotAllowed);
    expect(await voice()).toEqual([]);
  });

  it("is not there for another school", async () => {
    await addVoice(lead, saying(), clock);
    expect(await voice(elsewhere)).toEqual([]);
    await expect(addVoice(elsewhere, saying(), clock)).rejects.toThrow(NotFound);
  });

  it("is a new entry each time, newest first, also when it was said before", async () => {
    const first = saying();
    await addVoice(lead, first, clock);
    await addVoice(lead, first, clock);
    await addVoice(lead, saying({ called: "Maria" }), fixedClock("2026-11-23T10:05:00Z"));
    await addVoice(lead, saying({ called: "Mo", saidOn: "2026-10-01" }), clock);
    expect((await voice()).map(({ called }) => called)).toEqual(["Maria", "Shona", "Mo"]);
  });

  it.each(["update learner_voice set helps = 'x'", "delete from learner_voice"])(
    "stays: %s is refused",
    async (sql) => {
      await addVoice(lead, saying(), clock);
      await expect(asActor(lead, (tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(/permission denied/);
    },
  );

  it.each([
    ["nothing", { called: undefined, helps: undefined, helpsNot: " " }, "Enter at least one answer"],
    ["a day to come", { saidOn: "2026-11-24" }, "must not be in the future"],
    ["a text without an end", { helps: "x".repeat(1001) }, "1000 characters or fewer"],
  ])("is refused with %s", async (_what, changes, sentence) => {
    await expect(async () => addVoice(lead, saying(changes), clock)).rejects.toThrow(sentence);
  });
});
