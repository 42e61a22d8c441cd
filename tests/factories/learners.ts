import { randomUUID } from "node:crypto";
import { addLearner } from "~/domain/learners/add-learner.server";
import type { AddLearnerInput } from "~/domain/learners/learners.schema";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { aPerson, type TestPerson } from "./accounts";
import { theHomeAuthority } from "./organisations";

/** Before every test's own clock and before today: what is made then counts in every test. */
const longAgo = fixedClock("2020-08-17T08:00:00Z");

const makers = new Map<string, Promise<TestPerson>>();

/** The Virtual School head teacher who adds the learners of a test file; row-level security asks for a real one. */
export function theLearnersMaker(): Promise<TestPerson> {
  const database = env().DATABASE_URL;
  const maker = makers.get(database) ?? aPerson("vs_head_teacher", { name: "Maker of Learners" });
  makers.set(database, maker);
  return maker;
}

export type TestLearner = { id: string; name: string; schoolId: string };

let count = 0;

/** A learner on a school's roll since 2020, in kinship care. */
export async function aLearner(
  given: { school: { id: string } } & Partial<AddLearnerInput>,
): Promise<TestLearner> {
  count += 1;
  const { school, ...changes } = given;
  const input: AddLearnerInput = {
    learnerId: randomUUID(),
    givenName: "Rowan",
    familyName: `Invented${count}`,
    stage: "S2",
    schoolId: school.id,
    enrolledOn: "2020-08-17",
    category: "kinship_looked_after",
    startedOn: "2019-03-01",
    homeAuthorityId: (await theHomeAuthority()).id,
    source: "social_work",
    ...changes,
  };
  const id = await addLearner(await theLearnersMaker(), input, longAgo);
  return { id, name: `${input.givenName} ${input.familyName}`, schoolId: school.id };
}

/** Lets somebody of a school in another authority see a learner on its roll. */
export async function shareWith(
  person: { personId: string },
  { learner, school }: { learner: { id: string }; school: { id: string } },
): Promise<void> {
  const { personId: invitedById } = await theLearnersMaker();
  const invitation = {
    id: randomUUID(),
    learnerId: learner.id,
    schoolId: school.id,
    personId: person.personId,
  };
  await asActor({ personId: invitedById }, (tx) =>
    tx.hostInvitation.createMany({ data: [{ ...invitation, invitedById, invitedAt: longAgo.now() }] }),
  );
}
