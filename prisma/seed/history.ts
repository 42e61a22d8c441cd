import { randomUUID } from "node:crypto";
import { raiseAlertSchema } from "~/domain/alerts/alerts.schema";
import { fireDueSteps, nextStepDueAt } from "~/domain/alerts/fire-due-steps.server";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { addCarePeriod } from "~/domain/learners/add-care-period.server";
import { addCarePeriodSchema } from "~/domain/learners/care.schema";
import { inviteHostSchema } from "~/domain/learners/host-invitation.schema";
import { inviteHost } from "~/domain/learners/invite-host.server";
import { startEnrolmentSchema } from "~/domain/learners/learners.schema";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { type Clock, fixedClock } from "~/platform/clock";
import { env } from "~/platform/env.server";
import { formatDay } from "~/platform/format";
import { sendDue } from "~/worker/send-due.server";
import { mailboxTransport } from "~/worker/transport.server";
import { stories } from "./alerts";
import type { Story } from "./alerts-story";
import { comparedAt, compareWithAuthority } from "./authority-file";
import { withoutAlert } from "./exclusions";
import { hostInvitations, movesHome, movesSchool } from "./learners";
import { dayIn2026, type Played, personOf, type Step } from "./steps";
import { addressOf, the, type World } from "./world";

/** Something that happens at an instant. */
type Happening = { at: Date; happen: (clock: Clock) => Promise<unknown> };

const instantOf = (at: string): Date => londonInstant(dayIn2026(at.slice(0, 5)), at.slice(6));

function inputOf(world: World, { school, learner, child, report }: Story) {
  const {
    expects,
    says,
    where,
    with: withWhom,
    happened,
    triggers,
    knows,
    openings,
    support,
    tried,
  } = report;
  const [decisionExpected, ...when] = expects.split(" ");
  const isAnotherDay = decisionExpected === "another_day";
  const decisionTime = when[isAnotherDay ? 1 : 0];
  return raiseAlertSchema.parse({
    formKey: randomUUID(),
    schoolId: the(world.schools, school),
    ...(learner ? { learnerId: the(world.learners, learner) } : {}),
    ...(child ? { childName: child.name, childStage: child.stage } : {}),
    decisionMade: expects === "decided" ? "yes" : "no",
    ...(expects === "decided" ? {} : { decisionExpected }),
    ...(isAnotherDay && when[0] ? { decisionDay: dayIn2026(when[0]) } : {}),
    ...(decisionTime ? { decisionTime } : {}),
    openingsConsidered: openings,
    whereNow: where,
    withWhom,
    whatHappened: happened,
    triggers,
    childView:
      says === undefined ? "not_asked_yet" : says === null ? "did_not_want_to_say" : "in_their_words",
    ...(says ? { childWords: says } : {}),
    whoKnows: knows,
    supportInPlace: support,
    triedSoFar: tried,
  });
}

function happeningsOf(world: World, story: Story): Happening[] {
  const alert: Played = {
    alertId: "",
    school: story.school,
    learner: story.learner ?? null,
    actions: new Map(),
  };
  const raising: Happening = {
    at: instantOf(story.at),
    happen: async (clock) => {
      const raised = await raiseAlert(
        personOf(world, story.school, story.by ?? "manager"),
        inputOf(world, story),
        clock,
      );
      alert.alertId = raised.id;
    },
  };
  return [raising, ...stepsOf(world, alert, story.steps)];
}

const stepsOf = (world: World, alert: Played, steps: readonly Step[]): Happening[] =>
  steps.map(({ at, by, act }) => ({
    at: instantOf(at),
    happen: (clock) => act({ world, alert, actor: personOf(world, alert.school, by), clock }),
  }));

/** What happened without an alert: steps about a learner alone. */
const unraised = (world: World): Happening[] =>
  withoutAlert.flatMap(({ steps, ...about }) =>
    stepsOf(world, { ...about, alertId: "", actions: new Map() }, steps),
  );

function moves(world: World): Happening[] {
  const lead = the(world.people, "priya");
  const homes = movesHome.map(({ learner, on, category, basis }) => {
    const homeAuthorityId = the(world.authorities, "home");
    const period = {
      learnerId: the(world.learners, learner),
      category,
      startedOn: on,
      legalBasis: basis,
      homeAuthorityId,
    };
    const input = addCarePeriodSchema.parse({ ...period, source: "social_work" });
    return { at: londonInstant(on, "14:00"), happen: (clock: Clock) => addCarePeriod(lead, input, clock) };
  });
  const schools = movesSchool.map(({ learner, on, school, kind }) => {
    const place = { learnerId: the(world.learners, learner), schoolId: the(world.schools, school) };
    const input = startEnrolmentSchema.parse({ ...place, startedOn: on, kind });
    return { at: londonInstant(on, "08:40"), happen: (clock: Clock) => startEnrolment(lead, input, clock) };
  });
  return [...homes, ...schools];
}

/** The host school in the neighbouring authority is let in. */
function invitations(world: World): Happening[] {
  return hostInvitations.map(({ learner, school, person, role, on }) => {
    const { name } = the(world.people, `${school}.${person}`);
    const input = inviteHostSchema.parse({
      learnerId: the(world.learners, learner),
      schoolId: the(world.schools, school),
      name,
      email: addressOf(name, `${school}.strathlennox`),
      role,
    });
    const lead = the(world.people, "priya");
    return { at: londonInstant(on, "11:10"), happen: (clock: Clock) => inviteHost(lead, input, clock) };
  });
}

/** Sends what a happening left in the outbox, some seconds later, as the worker does: into the demo's mailbox. */
async function sendAfter(at: Date, secondsLater: number): Promise<void> {
  const clock = fixedClock(new Date(at.getTime() + secondsLater * 1000));
  await sendDue({
    owner: "demo-history",
    transport: mailboxTransport(),
    clock: async () => clock,
    appUrl: env().APP_URL,
  });
}

/** What the worker does by itself until an instant: tells the next person where nobody has answered in time. */
async function escalateUntil(at: Date): Promise<void> {
  for (;;) {
    const due = await nextStepDueAt();
    if (!due || due >= at) return;
    await fireDueSteps({ clock: fixedClock(due) });
    await sendAfter(due, 3);
  }
}

/** "21 September 2026", the Monday of the week. */
function weekOf(at: Date): string {
  const monday = new Date(at);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  return formatDay(monday);
}

/** Everything that happened from September to the demo's present, in the order in which it did. */
export async function playHistory(world: World, say: (line: string) => void): Promise<void> {
  const happenings = [
    ...moves(world),
    ...invitations(world),
    ...unraised(world),
    { at: instantOf(comparedAt), happen: (clock: Clock) => compareWithAuthority(world, clock) },
    ...stories.flatMap((story) => happeningsOf(world, story)),
  ];
  happenings.sort((one, other) => one.at.getTime() - other.at.getTime());
  let week = "";
  for (const [index, { at, happen }] of happenings.entries()) {
    if (weekOf(at) !== week) say(`  the week of ${weekOf(at)}`);
    week = weekOf(at);
    await escalateUntil(at);
    await happen(fixedClock(at));
    await sendAfter(at, 2 + (index % 5));
  }
}
