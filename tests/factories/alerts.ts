import { randomUUID } from "node:crypto";
import type { RaiseAlertInput } from "~/domain/alerts/alerts.schema";
import { type Raised, raiseAlert } from "~/domain/alerts/raise-alert.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { aPerson } from "./accounts";
import { aLearner, shareWith, type TestLearner } from "./learners";
import { aSchool, type TestSchool, theHomeAuthority } from "./organisations";

/** What a designated manager sends, complete; pass the school and what the test is about. */
export function alertInput(schoolId: string, changes: Partial<RaiseAlertInput> = {}): RaiseAlertInput {
  return {
    formKey: randomUUID(),
    schoolId,
    decisionMade: "no",
    decisionExpected: "today",
    whereNow: "with_adult",
    withWhom: "Mx Invented, pastoral care",
    whatHappened: "Left the class and would not come back in.",
    triggers: [],
    childView: "not_asked_yet",
    whoKnows: [],
    ...changes,
  };
}

export type TestAlert = Raised & { school: TestSchool; learner: TestLearner | null; raisedBy: Actor };

/**
 * An alert that waits for an answer, raised on 23 November 2026 at 10:02 by the school's designated manager. What is
 * not given is made. `childName` (with `childStage`) makes it about an unverified child.
 */
export async function anAlert(
  given: {
    school?: TestSchool;
    learner?: TestLearner;
    raisedBy?: Actor;
    at?: Date | string;
  } & Partial<RaiseAlertInput> = {},
): Promise<TestAlert> {
  const {
    school: givenSchool,
    learner: givenLearner,
    raisedBy: givenRaiser,
    at = "2026-11-23T10:02:00Z",
    ...changes
  } = given;
  const school = givenSchool ?? (await aSchool());
  const learner = changes.childName ? null : (givenLearner ?? (await aLearner({ school })));
  const raisedBy = givenRaiser ?? (await aPerson("designated_manager", { schoolId: school.id }));
  if (learner && !givenRaiser && school.authorityId !== (await theHomeAuthority()).id)
    await shareWith(raisedBy, { learner, school });
  const input = alertInput(school.id, { learnerId: learner?.id, ...changes });
  return { ...(await raiseAlert(raisedBy, input, fixedClock(at))), school, learner, raisedBy };
}
