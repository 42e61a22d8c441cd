import { randomUUID } from "node:crypto";
import { recordTimeOut } from "~/domain/exclusions/record-time-out.server";
import type { RecordTimeOutInput } from "~/domain/exclusions/time-out.schema";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { aPerson } from "./accounts";
import { aLearner, type TestLearner } from "./learners";
import { aSchool, type TestSchool } from "./organisations";

/** What somebody sends who records that a learner was sent home on Tuesday 24 November 2026, for that day. */
export function timeOutInput(
  learner: { id: string; schoolId: string },
  changes: Partial<RecordTimeOutInput> = {},
): RecordTimeOutInput {
  return {
    formKey: randomUUID(),
    learnerId: learner.id,
    schoolId: learner.schoolId,
    alertId: "none",
    kind: "sent_home",
    startsOn: "2026-11-24",
    startsAt: "morning",
    endsOn: "2026-11-24",
    endsAt: "afternoon",
    why: "Was too upset to stay.",
    source: "school",
    ...changes,
  };
}

/** A part-time timetable, six of ten half days, from 24 November to 18 December 2026, reviewed on 4 December. */
export const partTime = {
  kind: "part_time",
  agreedOpenings: 6,
  entitledOpenings: 10,
  agreedBy: "Mx Invented, carer",
  reviewOn: "2026-12-04",
  endsOn: "2026-12-18",
} as const satisfies Partial<RecordTimeOutInput>;

/** Time out recorded on 25 November 2026 at 10:00 by the school's designated manager. What is not given is made. */
export async function aTimeOut(
  given: {
    school?: TestSchool;
    learner?: TestLearner;
    by?: Actor;
    at?: string;
  } & Partial<RecordTimeOutInput> = {},
) {
  const { school: givenSchool, learner: givenLearner, by, at = "2026-11-25T10:00:00Z", ...changes } = given;
  const school = givenSchool ?? (await aSchool());
  const learner = givenLearner ?? (await aLearner({ school }));
  const recorder = by ?? (await aPerson("designated_manager", { schoolId: school.id }));
  const input = timeOutInput({ ...learner, schoolId: school.id }, changes);
  const { id } = await recordTimeOut(recorder, input, fixedClock(at));
  return { id, input, school, learner, recorder };
}
