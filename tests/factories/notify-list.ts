import { addPersonAroundLearner } from "~/domain/learners/add-person-around-learner.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { AddPersonAroundLearnerInput } from "~/domain/learners/notify-list.schema";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { theLearnersMaker } from "./learners";

/** Puts somebody on a learner's notify list, a carer unless said otherwise; gives the id of the entry. */
export async function onNotifyList(
  given: Partial<AddPersonAroundLearnerInput> & Pick<AddPersonAroundLearnerInput, "learnerId" | "name">,
): Promise<string> {
  const maker = await theLearnersMaker();
  const input: AddPersonAroundLearnerInput = { relation: "carer", mayBeTold: [], ...given };
  await addPersonAroundLearner(maker, input, fixedClock("2020-08-17T08:00:00Z"));
  const entries = await asActor(maker, (tx) => notifyListOf(tx, input.learnerId));
  return entries.find((entry) => entry.name === input.name)?.id ?? "";
}
