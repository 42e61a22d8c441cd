import type { Role } from "~/platform/actor";
import type { Learner, Person, Span, World } from "./access-world";

// The rules of who sees what (domain facts §3), said once more in plain TypeScript and apart from the SQL that enforces them.

type When = { today: string; now: Date };

/** What is compared, and the ids of it that somebody sees. */
export const compared = [
  "learner",
  "learner_person",
  "care_period",
  "school_enrolment",
  "alert",
  "event",
  "time_out",
] as const;
export type Shown = Record<(typeof compared)[number], Set<string>>;

const isOn = ({ from, to }: Span, { today }: When) => from <= today && (to === null || to >= today);

/** What somebody is today. */
function standing(world: World, person: Person, when: When) {
  const held = person.held.filter((one) => isOn(one, when));
  const has = (...roles: Role[]) => held.some(({ role }) => roles.includes(role));
  const homes = new Set(world.schools.filter(({ isHome }) => isHome).map(({ id }) => id));
  const schools = held.flatMap(({ role, schoolId }) =>
    schoolId !== null && (role === "designated_manager" || role === "head_teacher") ? [schoolId] : [],
  );
  return {
    id: person.id,
    seesAll: has("lead", "vs_head_teacher"),
    isTeacher: has("vs_teacher"),
    /** Schools of our own authority, whose roll is theirs; and schools elsewhere, where they need an invitation. */
    own: new Set(schools.filter((id) => homes.has(id))),
    guestAt: new Set(schools.filter((id) => !homes.has(id))),
  };
}

type Viewer = ReturnType<typeof standing>;

const isOnRoll = (viewer: Viewer, learner: Learner, when: When) =>
  learner.enrolments.some((enrolment) => viewer.own.has(enrolment.schoolId) && isOn(enrolment, when));

const invitedAt = (viewer: Viewer, learner: Learner) =>
  new Set(
    learner.invitations
      .filter(
        ({ personId, schoolId, isEnded }) =>
          personId === viewer.id && !isEnded && viewer.guestAt.has(schoolId),
      )
      .map(({ schoolId }) => schoolId),
  );

/** Invited for this learner, at a school whose roll the learner is on today. */
const isGuestOf = (viewer: Viewer, learner: Learner, when: When) =>
  learner.enrolments.some(
    (enrolment) => invitedAt(viewer, learner).has(enrolment.schoolId) && isOn(enrolment, when),
  );

/** On the caseload, or opened with a reason in these 24 hours. */
const worksWith = (viewer: Viewer, learner: Learner, when: When) =>
  viewer.isTeacher &&
  (learner.caseloads.some((entry) => entry.personId === viewer.id && isOn(entry, when)) ||
    learner.openings.some(
      ({ personId, untilAt, isEnded }) => personId === viewer.id && !isEnded && untilAt > when.now,
    ));

/** Does this person see this learner at all? */
export function seesLearner(world: World, person: Person, learner: Learner, when: When): boolean {
  const viewer = standing(world, person, when);
  return (
    viewer.seesAll ||
    isOnRoll(viewer, learner, when) ||
    isGuestOf(viewer, learner, when) ||
    worksWith(viewer, learner, when)
  );
}

/** Everything that the database has to show this person, and it has to show nothing else. */
export function shownTo(world: World, person: Person, when: When): Shown {
  const viewer = standing(world, person, when);
  const shown: Shown = {
    learner: new Set(),
    learner_person: new Set(),
    care_period: new Set(),
    school_enrolment: new Set(),
    alert: new Set(),
    event: new Set(),
    time_out: new Set(),
  };
  for (const learner of world.learners) {
    const isGuest = isGuestOf(viewer, learner, when);
    const works = worksWith(viewer, learner, when);
    if (viewer.seesAll || works || isGuest || isOnRoll(viewer, learner, when)) {
      shown.learner.add(learner.id);
      shown.learner_person.add(learner.notifyEntryId);
    }
    if (viewer.seesAll || (works && learner.adoption !== "flagged"))
      shown.care_period.add(learner.carePeriodId);
    for (const enrolment of learner.enrolments) {
      const { id, schoolId } = enrolment;
      const asGuest =
        viewer.guestAt.has(schoolId) && invitedAt(viewer, learner).size > 0 && isOn(enrolment, when);
      if (viewer.seesAll || viewer.own.has(schoolId) || works || asGuest) shown.school_enrolment.add(id);
    }
    const isAtMine = (schoolId: string) =>
      viewer.own.has(schoolId) || (isGuest && viewer.guestAt.has(schoolId));
    if (viewer.seesAll || works || isAtMine(learner.timeOut.schoolId)) shown.time_out.add(learner.timeOut.id);
    for (const { id, schoolId, ownerId, asked, eventId, innerEventId } of learner.alerts) {
      const isSchools = isAtMine(schoolId);
      const isAsked = asked !== null && asked.personId === viewer.id && !asked.isAnswered;
      const coordinates = viewer.isTeacher && (ownerId === viewer.id || isAsked);
      if (viewer.seesAll || isSchools || works || coordinates) {
        shown.alert.add(id);
        shown.event.add(eventId);
      }
      // What the Virtual School writes for itself is not for a school.
      if (viewer.seesAll || works || coordinates) shown.event.add(innerEventId);
    }
  }
  return shown;
}
