import type { Role } from "~/platform/actor";
import type { Learner, Person, Span, World } from "./access-world";

// The rules of who sees what (domain facts §3), said once more in plain TypeScript and apart from the SQL that enforces them.

type When = { today: string; now: Date };

/**
 * What is compared: rows of tables; and of those who see a part of a record, which learners each function gives them what of.
 */
const tables = [
  "learner",
  "learner_person",
  "care_period",
  "school_enrolment",
  "alert",
  "event",
  "time_out",
] as const;
const parts = {
  related_learners: "SELECT learner_id || ' ' || role AS id FROM app.related_learners()",
  related_schools: "SELECT DISTINCT learner_id || ' ' || role AS id FROM app.related_schools()",
  related_alerts: "SELECT DISTINCT learner_id AS id FROM app.related_alerts()",
  related_time_out: "SELECT DISTINCT learner_id AS id FROM app.related_time_out()",
} as const;
export const compared = [...tables, ...(Object.keys(parts) as (keyof typeof parts)[])];
export type Shown = Record<(typeof compared)[number], Set<string>>;

/** One statement for all that is compared: a row each, with its name and ids. */
export const everything = [
  ...tables.map((name) => [name, `SELECT id FROM ${name}`] as const),
  ...Object.entries(parts),
]
  .map(
    ([name, rows]) =>
      `SELECT '${name}' AS name, coalesce(array_agg(id::text), '{}') AS ids FROM (${rows}) AS found`,
  )
  .join(" UNION ALL ");

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
    roles: new Set(held.map(({ role }) => role)),
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

/** Roles in which they see a part of this learner's record: held today, and shared with them today. */
const relatedAs = (viewer: Viewer, learner: Learner, when: When) =>
  new Set(
    learner.relations
      .filter((one) => one.personId === viewer.id && viewer.roles.has(one.role) && isOn(one, when))
      .map(({ role }) => role),
  );

/** Does this person see this learner at all, the whole record or a part? */
export function seesLearner(world: World, person: Person, learner: Learner, when: When): boolean {
  const viewer = standing(world, person, when);
  return (
    viewer.seesAll ||
    isOnRoll(viewer, learner, when) ||
    isGuestOf(viewer, learner, when) ||
    worksWith(viewer, learner, when) ||
    relatedAs(viewer, learner, when).size > 0
  );
}

/** Everything that the database has to show this person, and it has to show nothing else. */
export function shownTo(world: World, person: Person, when: When): Shown {
  const viewer = standing(world, person, when);
  const shown = Object.fromEntries(compared.map((name) => [name, new Set()])) as Shown;
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
    const hasSchool = learner.enrolments.some(({ to }) => to === null || to >= when.today);
    for (const role of relatedAs(viewer, learner, when)) {
      shown.related_learners.add(`${learner.id} ${role}`);
      if (role !== "partner" && hasSchool) shown.related_schools.add(`${learner.id} ${role}`);
      if (role === "social_worker" && learner.alerts.length > 0) shown.related_alerts.add(learner.id);
      if (role === "social_worker" || role === "house_key_worker") shown.related_time_out.add(learner.id);
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
