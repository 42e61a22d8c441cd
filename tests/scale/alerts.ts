import { starterCodes } from "#prisma/seed/reference";
import type { MadeLearner } from "./learners";
import type { MadeSchool, MadeWorld } from "./organisations";
import type { Chance } from "./random";
import { dayAfter, eventRow, instantOn, type Placed, type Row } from "./rows";
import { firstYear, lastYear, type Size } from "./sizes";

const codesOf = (list: keyof typeof starterCodes) => starterCodes[list].map(({ code }) => code);
const alternatives = codesOf("alternative");
const triggers = codesOf("trigger");
const incidents = codesOf("incident_type").map((code) => `${code}@1`);
const provisions = codesOf("education_meanwhile").filter((code) => code !== "none_so_far");

/** The demo's present is 19 November 2026; what was raised after this day is still in hand. */
const stillOpenFrom = `${lastYear}-10-05`;
const lastDay = `${lastYear}-11-18`;

const isWeekday = (day: string) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** A weekday in a term, on which the learner was at that school. */
function whenAndWhere(chance: Chance, { enrolments }: MadeLearner): { day: string; school: MadeSchool } {
  const { school, from, to } = chance.pick(enrolments);
  const end = to ?? lastDay;
  const span = Math.max(1, (Date.parse(end) - Date.parse(from)) / 86_400_000);
  for (let tries = 0; tries < 40; tries += 1) {
    const day = dayAfter(from, chance.between(5, Math.floor(span)));
    const isHoliday = ["07", "08"].includes(day.slice(5, 7));
    if (isWeekday(day) && !isHoliday && day <= lastDay && day >= `${firstYear}-08-22`) return { day, school };
  }
  return { day: end <= lastDay ? dayAfter(end, -5) : lastDay, school };
}

type Story = {
  chance: Chance;
  world: MadeWorld;
  alert: { id: string; reference: string };
  learner: MadeLearner;
  school: MadeSchool;
  day: string;
  leadId: string;
  line: Row;
};

type Ended = "closed" | "withdrawn" | "duplicate" | null;

function endOf(chance: Chance, day: string): { ended: Ended; state: string } {
  if (day >= stillOpenFrom) return { ended: null, state: chance.happens(0.7) ? "follow_up" : "decided" };
  const ended = chance.happens(0.9) ? "closed" : chance.pick(["withdrawn", "duplicate"] as const);
  return { ended, state: ended };
}

const endReasons = { closed: "followed_up", withdrawn: "withdrawn_by_school", duplicate: "duplicate" };

function* alertItself(story: Story, { ended, state }: { ended: Ended; state: string }): Generator<Placed> {
  const { chance, alert, learner, school, day, leadId } = story;
  const minute = chance.between(540, 880);
  const [raisedAt, dueAt, answeredAt] = [0, 30, chance.between(2, 28)].map((more) =>
    instantOn(day, minute + more),
  );
  const endedAt = ended ? instantOn(dayAfter(day, ended === "closed" ? 50 : 1), 700) : null;
  yield [
    "alert",
    {
      id: alert.id,
      reference: alert.reference,
      form_key: chance.uuid(),
      form_digest: "invented",
      learner_id: learner.id,
      school_id: school.id,
      state,
      urgency: "today",
      decision_already_made: false,
      openings_considered: chance.between(1, 10),
      is_child_safe: true,
      was_sent_out: false,
      where_now: "with_adult",
      with_whom: "Pastoral care (invented)",
      what_happened: "Invented: left the class after a loud morning and did not want to come back in.",
      triggers: [chance.pick(triggers)],
      child_view: "in_their_words",
      child_words: "It was too loud. I wanted out.",
      who_knows: ["home", "head_teacher"],
      raised_by_id: school.managerId,
      raised_at: raisedAt,
      answer_due_at: dueAt,
      duty_person_id: leadId,
      acknowledged_at: answeredAt,
      acknowledged_by_id: leadId,
      owner_id: leadId,
      decided_at: ended === "withdrawn" || ended === "duplicate" ? null : instantOn(day, minute + 240),
      ended_at: endedAt,
      end_reason: ended && endReasons[ended],
      learning_note:
        ended === "closed" ? "Invented: a quiet way in and one adult made the difference." : null,
      is_drill: false,
      version: 6,
    },
  ];
  yield [
    "alert_clock",
    {
      alert_id: alert.id,
      reference: alert.reference,
      urgency: "today",
      area_id: school.areaId,
      school_id: school.id,
      learner_id: learner.id,
      raised_at: raisedAt,
      answer_due_at: dueAt,
      policy_version: 0,
      acknowledged_at: answeredAt,
      acknowledged_by_id: leadId,
      heard_at: answeredAt,
      ended_at: instantOn(day, minute + 240),
      is_drill: false,
    },
  ];
  yield [
    "alert_step",
    {
      alert_id: alert.id,
      position: 1,
      who: "depute",
      reason: "not_answered",
      due_at: dueAt,
      promised_at: dueAt,
      state: "cancelled",
      done_at: answeredAt,
      told: [],
    },
  ];
  yield* mails(story, raisedAt ?? "", dueAt ?? "");
}

function* mails({ chance, alert, leadId, school }: Story, raisedAt: string, dueAt: string) {
  const link = `/alerts/${alert.id}`;
  const common = {
    channel: "email",
    input: { reference: alert.reference, urgency: "today", answerDueAt: dueAt, link },
    about_kind: "alert",
    about_id: alert.id,
    state: "accepted",
    attempts: 1,
    created_at: raisedAt,
    next_attempt_at: raisedAt,
    accepted_at: raisedAt,
  };
  const to = [
    ["alerts/alert-raised", leadId, true],
    ["alerts/alert-raised-copy", school.headTeacherId, false],
  ] as const;
  for (const [template, personId, asks] of to) {
    const mail = {
      ...common,
      id: chance.uuid(),
      template,
      asks,
      to_person_id: personId,
      to_address: `${personId}@strathlennox.example`,
    };
    yield ["outbox_mail", mail] satisfies Placed;
  }
}

/** What was tried, who was there, what was decided; and what follows from it. */
function* plan(story: Story): Generator<Placed> {
  const { chance, alert, day, leadId, school } = story;
  const at = instantOn(day, 900);
  const start = chance.between(0, alternatives.length - 4);
  for (const alternative of alternatives.slice(start, start + chance.between(2, 4))) {
    yield [
      "alert_option",
      {
        id: chance.uuid(),
        alert_id: alert.id,
        alternative,
        alternative_version: 1,
        answer: chance.happens(0.6) ? "will_use" : "not_now",
        why: "Invented: talked through with the school.",
        person_id: leadId,
        at,
      },
    ];
  }
  yield [
    "alert_meeting",
    { id: chance.uuid(), alert_id: alert.id, kind: "call", held_at: at, attendees: [], person_id: leadId },
  ];
  const isExcluded = chance.happens(0.25);
  const decision = isExcluded ? "excluded_temporary" : "not_excluded";
  const openings = isExcluded ? chance.between(1, 8) : null;
  yield [
    "alert_decision",
    {
      alert_id: alert.id,
      decision,
      decided_on: day,
      decided_by: "Mx Invented, head teacher",
      recorded_by_id: school.managerId,
      recorded_at: at,
      openings,
      reason: "Invented: a plan was found that all could live with.",
      child_view: "not_asked_yet",
    },
  ];
  yield factRow(story, isExcluded ? "excluded" : "decision_not_excluded", day, openings);
  if (isExcluded) yield* exclusion(story, openings ?? 1);
  else if (chance.happens(0.08)) yield factRow(story, "sent_home", dayAfter(day, 3), 1);
  for (const days of [10, 30] as const) yield* followUp(story, days, !isExcluded && chance.happens(0.85));
}

const factRow = (
  { chance, alert, leadId }: Story,
  kind: string,
  happenedOn: string,
  openings: number | null = null,
): Placed => [
  "alert_fact",
  {
    id: chance.uuid(),
    alert_id: alert.id,
    kind,
    happened_on: happenedOn,
    source: "decision",
    openings,
    recorded_at: instantOn(happenedOn, 960),
    person_id: leadId,
  },
];

function* followUp(story: Story, days: 10 | 30, isInSchool: boolean): Generator<Placed> {
  const { chance, alert, learner, school, day, leadId } = story;
  const dueOn = dayAfter(day, Math.round(days * 1.5));
  const isDone = dueOn <= lastDay;
  if (isDone && isInSchool) yield factRow(story, `still_in_school_${days}`, dueOn);
  yield [
    "action",
    {
      id: chance.uuid(),
      learner_id: learner.id,
      school_id: school.id,
      about_kind: "alert",
      about_id: alert.id,
      kind: `follow_up_${days}`,
      what: `Check after ${days} school days: still in school, with a full timetable?`,
      person_id: leadId,
      due_on: dueOn,
      audience: "school_and_virtual_school",
      created_at: instantOn(day, 960),
      done_at: isDone ? instantOn(dueOn, 640) : null,
      done_by: isDone ? leadId : null,
    },
  ];
}

/** Above those of the demo's own stories. */
const firstNumber = 10_000;
let exclusionNumber = firstNumber;

function* exclusion(story: Story, openings: number): Generator<Placed> {
  const { chance, alert, learner, school, day, leadId } = story;
  exclusionNumber += 1;
  const id = chance.uuid();
  const back = dayAfter(day, Math.ceil(openings / 2) + 1);
  const isOver = day < stillOpenFrom;
  const common = { learner_id: learner.id, school_id: school.id, alert_id: alert.id };
  yield [
    "exclusion",
    {
      ...common,
      id,
      reference: `E-${day.slice(0, 4)}-${exclusionNumber}`,
      kind: "temporary",
      ground: "seriously_detrimental",
      decided_on: day,
      decided_by: "Mx Invented, head teacher",
      starts_on: dayAfter(day, 1),
      starts_at: "morning",
      openings,
      return_due_on: back,
      reason: "Invented: what had been tried did not hold that day.",
      incident_types: [chance.pick(incidents)],
      motivations: [],
      recorded_by_id: school.headTeacherId,
      recorded_at: instantOn(day, 970),
      closed_at: isOver ? instantOn(dayAfter(back, 8), 700) : null,
    },
  ];
  yield [
    "exclusion_education",
    {
      id: chance.uuid(),
      exclusion_id: id,
      provision: chance.pick(provisions),
      from: dayAfter(day, 1),
      decided_by: "Mx Invented, head teacher",
      recorded_by_id: school.headTeacherId,
      recorded_at: instantOn(day, 971),
    },
  ];
  const steps = isOver
    ? ([
        "told",
        "written_notice",
        "meeting_held",
        "returned",
        "first_day_checked",
        "return_reviewed",
      ] as const)
    : (["told"] as const);
  for (const [index, kind] of steps.entries()) {
    yield [
      "exclusion_step",
      {
        id: chance.uuid(),
        exclusion_id: id,
        kind,
        happened_on: index < 2 ? day : dayAfter(back, index - 2),
        by_name: "Mx Invented",
        to_person_ids: [],
        to_learner: true,
        recorded_by_id: school.headTeacherId,
        recorded_at: instantOn(dayAfter(day, index), 980),
      },
    ];
  }
  yield [
    "time_out",
    {
      ...common,
      id: chance.uuid(),
      exclusion_id: id,
      kind: "temporary_exclusion",
      starts_on: dayAfter(day, 1),
      starts_at: "morning",
      ends_on: dayAfter(back, -1),
      ends_at: "afternoon",
      why: "Invented.",
      source: "school",
      recorded_by_id: leadId,
      recorded_at: instantOn(day, 970),
    },
  ];
}

const summaries = {
  "alert.raised": "Alert raised",
  "alert.acknowledged": "Answered",
  "call.recorded": "Call with the school",
  "options.considered": "Alternatives considered",
  "decision.recorded": "Decision",
  "note.added": "Note",
  "follow_up.recorded": "Follow-up check",
  "alert.closed": "Alert closed",
} as const;

/** What people read on the record, and the audit beside it. */
function* lines(story: Story, ended: Ended): Generator<Placed> {
  const { chance, alert, day, leadId, school } = story;
  for (const [index, [kind, summary]] of Object.entries(summaries).entries()) {
    if (kind === "alert.closed" && ended !== "closed") continue;
    const at = instantOn(dayAfter(day, index > 5 ? index * 4 : 0), 600 + index * 30);
    const personId = index === 0 ? school.managerId : leadId;
    yield eventRow(chance, { ...story.line, kind, at, person_id: personId, summary });
    yield [
      "audit_line",
      {
        id: chance.uuid(),
        at,
        person_id: personId,
        action: kind,
        subject_kind: "alert",
        subject_id: alert.id,
        detail: {},
      },
    ];
  }
}

/** Alerts of ten years with all that hangs on them; some learners have many, most have none. */
export function* alerts(
  chance: Chance,
  world: MadeWorld,
  size: Size,
  learners: MadeLearner[],
): Generator<Placed> {
  exclusionNumber = firstNumber;
  for (let number = firstNumber + 1; number <= firstNumber + size.alerts; number += 1) {
    // The square makes a few learners turn up often.
    const learner = learners[Math.floor(chance.next() ** 2 * learners.length)];
    if (!learner) throw new Error("an alert without a learner");
    const { day, school } = whenAndWhere(chance, learner);
    const id = chance.uuid();
    const alert = { id, reference: `A-${day.slice(0, 4)}-${number}` };
    const line = { learner_id: learner.id, about_kind: "alert", about_id: id, school_id: school.id };
    const story = { chance, world, alert, learner, school, day, leadId: chance.pick(world.leadIds), line };
    const end = endOf(chance, day);
    yield* alertItself(story, end);
    if (end.ended === null || end.ended === "closed") yield* plan(story);
    yield* lines(story, end.ended);
  }
}
