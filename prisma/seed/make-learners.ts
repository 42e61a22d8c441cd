import { randomUUID } from "node:crypto";
import { addCarePeriod } from "~/domain/learners/add-care-period.server";
import { addLearner } from "~/domain/learners/add-learner.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { addCarePeriodSchema, startScopeSchema } from "~/domain/learners/care.schema";
import { startRelationSchema } from "~/domain/learners/learner-relation.schema";
import { saveLearnerSupportSchema } from "~/domain/learners/learner-support.schema";
import { addLearnerSchema } from "~/domain/learners/learners.schema";
import { writeNoteSchema } from "~/domain/learners/note.schema";
import { addPersonAroundLearnerSchema } from "~/domain/learners/notify-list.schema";
import { saveLearnerSupport } from "~/domain/learners/save-learner-support.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { startRelation } from "~/domain/learners/start-relation.server";
import { startScope } from "~/domain/learners/start-scope.server";
import { addVoiceSchema } from "~/domain/learners/voice.schema";
import { writeNote } from "~/domain/learners/write-note.server";
import { fixedClock } from "~/platform/clock";
import { inLanes } from "./lanes";
import { caseloads, learners, relations, scnOf } from "./learners";
import { aroundLearners } from "./learners-around";
import { learnerNotes, learnersSay } from "./learners-say";
import { makeTwice } from "./twice";
import { the, type World } from "./world";

/** Added at the start of the school year, by the lead of no matter which area. */
const added = fixedClock("2026-08-19T09:00:00Z");
const handedOut = fixedClock("2026-08-24T13:00:00Z");
const saidEvery = 20;
const usualFrom = "2025-08-18";

/** "foster 2019-06-10 supervision_order; house 2024-02-12": kinds of care experience, oldest first. */
function carePeriods(text: string) {
  return text.split(";").map((period) => {
    const [category = "", startedOn = "", legalBasis] = period.trim().split(" ");
    return { category, startedOn, ...(legalBasis ? { legalBasis } : {}) };
  });
}

async function makeLearner(world: World, row: (typeof learners)[number]): Promise<void> {
  const lead = the(world.people, "isla");
  const learnerId = randomUUID();
  const homeAuthorityId = the(world.authorities, "home");
  const [first, ...later] = carePeriods(row.care).map((period) => ({
    ...period,
    learnerId,
    homeAuthorityId,
    source: "social_work",
  }));
  const named = {
    givenName: row.given,
    familyName: row.family,
    stage: row.stage,
    dateOfBirth: row.born,
    scn: scnOf(row.key),
    schoolId: the(world.schools, row.school),
    enrolledOn: row.from || usualFrom,
    ...(row.knownAs ? { knownAs: row.knownAs } : {}),
    ...(row.pronouns ? { pronouns: row.pronouns } : {}),
  };
  await addLearner(lead, addLearnerSchema.parse({ ...named, ...first }), added);
  for (const period of later) await addCarePeriod(lead, addCarePeriodSchema.parse(period), added);
  // All of the invented learners who are accommodated under section 25 came to Scotland alone.
  if (first?.legalBasis === "section_25")
    await startScope(lead, startScopeSchema.parse({ ...first, scope: "unaccompanied" }), added);
  for (const { learner, told, phone, ...person } of aroundLearners) {
    if (learner !== row.key) continue;
    const mayBeTold = told.split(" ").filter((word) => word !== "");
    const input = addPersonAroundLearnerSchema.parse({
      ...person,
      learnerId,
      mayBeTold,
      ...(phone ? { phone } : {}),
    });
    await addPersonAroundLearner(lead, input, added);
  }
  world.learners.set(row.key, learnerId);
}

/** All learners with their care periods and notify lists, and who of the Virtual School works with whom. */
export async function makeLearners(world: World, say: (line: string) => void): Promise<void> {
  await inLanes(learners, async (row) => {
    await makeLearner(world, row);
    if (world.learners.size % saidEvery === 0) say(`  ${world.learners.size} of ${learners.length}`);
  });
  const entries = caseloads.flatMap(({ teacher, learners: keys }) =>
    keys.split(" ").map((key) => ({ teacher, key })),
  );
  await inLanes(entries, ({ teacher, key }) => {
    const entry = { learnerId: the(world.learners, key), personId: the(world.people, teacher).personId };
    return startCaseload(the(world.people, "morag"), entry, handedOut);
  });
  await makeRelations(world);
  await makeSaid(world);
  await makeTwice(world);
}

/** A social worker, a house key worker, a guardian and a partner see a part of some records. */
async function makeRelations(world: World): Promise<void> {
  const lead = the(world.people, "isla");
  for (const { person, role, until, learners: keys } of relations)
    for (const key of keys.split(" ")) {
      const who = `${role} ${the(world.people, person).personId}`;
      const relation = { learnerId: the(world.learners, key), who, ...(until ? { untilOn: until } : {}) };
      await startRelation(lead, startRelationSchema.parse(relation), handedOut);
    }
}

/** What learners say, notes, and one who needs an interpreter. */
async function makeSaid(world: World): Promise<void> {
  for (const { learner, on, by, called, helps, helpsNot } of learnersSay) {
    const said = {
      called: called || undefined,
      helps,
      helpsNot: helpsNot || undefined,
      saidOn: on,
      voiceId: randomUUID(),
    };
    const input = addVoiceSchema.parse({ ...said, learnerId: the(world.learners, learner) });
    await addVoice(the(world.people, by), input, fixedClock(`${on}T13:00:00Z`));
  }
  for (const { learner, at, by, ...note } of learnerNotes) {
    const input = { ...note, noteId: randomUUID(), learnerId: the(world.learners, learner) };
    await writeNote(the(world.people, by), writeNoteSchema.parse(input), fixedClock(at));
  }
  const yusuf = { learnerId: the(world.learners, "yusuf"), version: 0 };
  const support = { languages: ["arabic", "english"], interpreter: "at_meetings", asn: "assessed_with" };
  await saveLearnerSupport(
    the(world.people, "isla"),
    saveLearnerSupportSchema.parse({ ...yusuf, ...support, stagedIntervention: "level_4" }),
    handedOut,
  );
}
