import { randomUUID } from "node:crypto";
import { addLearner } from "~/domain/learners/add-learner.server";
import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { saveLearnerDetailsSchema } from "~/domain/learners/learner-details.schema";
import { addLearnerSchema } from "~/domain/learners/learners.schema";
import { addPersonAroundLearnerSchema } from "~/domain/learners/notify-list.schema";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { addVoiceSchema } from "~/domain/learners/voice.schema";
import { fixedClock } from "~/platform/clock";
import { scnOf } from "./learners";
import { the, type World } from "./world";

const added = fixedClock("2026-10-27T09:30:00Z");
const typed = fixedClock("2026-11-10T14:20:00Z");

/**
 * One of the learners a second time, as when somebody adds by hand whom a file had brought: without the accent, without an
 * SCN. The school then types the number, which is to be checked.
 */
export async function makeTwice(world: World): Promise<void> {
  const [lead, head, manager] = ["isla", "morag", "inverkeld.manager"].map((key) => the(world.people, key));
  if (!lead || !head || !manager) return;
  const learnerId = randomUUID();
  const named = { givenName: "Sorcha", familyName: "NicDhomhnaill", dateOfBirth: "2013-11-03", stage: "S2" };
  const care = { category: "kinship_looked_after", startedOn: "2020-02-24", source: "school" };
  const places = {
    schoolId: the(world.schools, "inverkeld"),
    enrolledOn: "2025-08-18",
    homeAuthorityId: the(world.authorities, "home"),
  };
  await addLearner(lead, addLearnerSchema.parse({ learnerId, ...named, ...care, ...places }), added);
  const aunt = {
    name: "Peigi NicDhomhnaill",
    relation: "carer",
    phone: "01632 960389",
    mayBeTold: ["school"],
  };
  await addPersonAroundLearner(lead, addPersonAroundLearnerSchema.parse({ learnerId, ...aunt }), added);
  await startCaseload(head, { learnerId, personId: the(world.people, "ewan").personId }, added);
  const said = { helps: "Knowing who I sit with.", saidOn: "2026-11-10", voiceId: randomUUID() };
  await addVoice(manager, addVoiceSchema.parse({ learnerId, ...said }), typed);
  const details = { ...named, learnerId, version: 1, dateOfBirthBasis: "stated", scn: scnOf("sorcha") };
  await saveLearnerDetails(manager, saveLearnerDetailsSchema.parse(details), typed);
}
