import { randomUUID } from "node:crypto";
import { anAuthority, aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { type RelatedRole, relatedRoles } from "~/domain/learners/learner-relation.words";
import type { Role } from "~/platform/actor";

// Rows as the database stores them, made at random from a seed: who sees what of them is worked out in access-oracle.ts.

/** From a day to a day, both included; null: open. Days as "2026-11-22". */
export type Span = { from: string; to: string | null };
export type School = { id: string; isHome: boolean };
export type Held = Span & { role: Role; schoolId: string | null };
export type Person = { id: string; kind: Kind; held: Held[] };
export type Learner = {
  id: string;
  enrolments: (Span & { id: string; schoolId: string; kind: "main" | "shared" })[];
  caseloads: (Span & { id: string; personId: string })[];
  openings: { id: string; personId: string; untilAt: Date; isEnded: boolean }[];
  invitations: { id: string; personId: string; schoolId: string; isEnded: boolean }[];
  relations: (Span & { id: string; personId: string; role: RelatedRole })[];
  adoption: "flagged" | "lifted" | "none";
  carePeriodId: string;
  notifyEntryId: string;
  timeOut: { id: string; schoolId: string };
  alerts: Alert[];
};
export type Alert = {
  id: string;
  schoolId: string;
  ownerId: string | null;
  asked: { personId: string; isAnswered: boolean } | null;
  /** The line that the school reads too, and the one for the Virtual School. */
  eventId: string;
  innerEventId: string;
};

/** One of 1,000: somebody, a learner, and what there is between them. */
export type Triple = { person: Person; learner: Learner };
export type World = { schools: School[]; people: Person[]; learners: Learner[]; triples: Triple[] };

/** What somebody is in this world; a guest is of a school in another authority. */
export const kinds = [
  "designated_manager",
  "head_teacher",
  "guest designated_manager",
  "guest head_teacher",
  "lead",
  "vs_head_teacher",
  "vs_teacher",
  ...relatedRoles,
] as const;
/** Roles that see no learner, whatever there is between them. */
export const blindKinds = [
  "administrator",
  "head_of_inclusion",
  "area_lead_officer",
  "report_reader",
] as const;
export type Kind = (typeof kinds)[number] | (typeof blindKinds)[number];

const peopleOfKind: Record<Kind, number> = {
  designated_manager: 24,
  head_teacher: 18,
  "guest designated_manager": 24,
  "guest head_teacher": 20,
  lead: 14,
  vs_head_teacher: 12,
  vs_teacher: 36,
  social_worker: 9,
  house_key_worker: 9,
  guardian: 9,
  partner: 9,
  administrator: 4,
  head_of_inclusion: 4,
  area_lead_officer: 4,
  report_reader: 4,
};
const learnersEach = 5;

/** Mulberry32: the same seed, the same numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Dice = {
  next: () => number;
  among: <T>(choices: readonly [T, ...T[]]) => T;
  is: (share: number) => boolean;
};

const diceFrom = (next: () => number): Dice => ({
  next,
  among: (choices) => choices[Math.floor(next() * choices.length)] ?? choices[0],
  is: (share) => next() < share,
});

/** Spans around today: long over, over since yesterday, ending today, running, beginning today, beginning tomorrow. */
function spansAround(today: string) {
  const day = (offset: number) => addCalendarDays(today, offset);
  return {
    over: [
      { from: day(-700), to: day(-301) },
      { from: day(-300), to: day(-1) },
    ],
    running: [
      { from: day(-300), to: day(0) },
      { from: day(-300), to: null },
      { from: day(-300), to: day(200) },
      { from: day(0), to: null },
    ],
    ahead: [
      { from: day(1), to: null },
      { from: day(1), to: day(90) },
    ],
  } as const satisfies Record<string, readonly Span[]>;
}

type Place = { dice: Dice; spans: ReturnType<typeof spansAround>; schools: School[]; people: Person[] };

const anySpan = ({ dice, spans }: Place, running: number): Span =>
  dice.is(running) ? dice.among(spans.running) : dice.among([...spans.over, ...spans.ahead]);

const someSchool = ({ dice, schools }: Place, isHome: boolean): School => {
  const [first, ...others] = schools.filter((school) => school.isHome === isHome);
  if (!first) throw new Error("a world without schools");
  return dice.among([first, ...others]);
};

function aPerson(place: Place, kind: Kind): Person {
  const { dice } = place;
  const role = kind.replace("guest ", "") as Role;
  const isOfSchool = role === "designated_manager" || role === "head_teacher";
  const schoolId = isOfSchool ? someSchool(place, !kind.startsWith("guest")).id : null;
  const held: Held[] = [{ ...anySpan(place, isOfSchool ? 0.85 : 0.65), role, schoolId }];
  // Somebody who did something else before, or will: only what they hold today counts.
  if (dice.is(0.15))
    held.push({ ...dice.among([...place.spans.over, ...place.spans.ahead]), role: "lead", schoolId: null });
  if (dice.is(0.1))
    held.push({
      ...anySpan(place, 0.5),
      role: "designated_manager",
      schoolId: someSchool(place, dice.is(0.5)).id,
    });
  return { id: randomUUID(), kind, held };
}

/** Main schools one after the other, never two on a day; a shared one beside them now and then. */
function enrolmentsOf(place: Place, wanted: string): Learner["enrolments"] {
  const { dice, spans } = place;
  const elsewhere = someSchool(place, dice.is(0.7)).id;
  const [first, second] = dice.is(0.65) ? [wanted, elsewhere] : [elsewhere, wanted];
  const main = (schoolId: string, span: Span) => ({
    ...span,
    id: randomUUID(),
    schoolId,
    kind: "main" as const,
  });
  const [longOver, overYesterday] = spans.over;
  const [untilToday, open, , fromToday] = spans.running;
  const mains = dice.among([
    [main(first, open)],
    [main(first, open)],
    [main(second, longOver), main(first, open)],
    [main(second, overYesterday), main(first, fromToday)],
    [main(first, untilToday), main(second, spans.ahead[0])],
    [main(first, overYesterday)],
    [main(first, spans.ahead[0])],
  ]);
  if (!dice.is(0.3)) return mains;
  return [
    ...mains,
    { ...anySpan(place, 0.6), id: randomUUID(), schoolId: dice.among([wanted, elsewhere]), kind: "shared" },
  ];
}

const someTeacher = (place: Place): string => {
  const [first, ...others] = place.people.filter(({ kind }) => kind === "vs_teacher");
  if (!first) throw new Error("a world without teachers");
  return place.dice.among([first, ...others]).id;
};

function openingsOf(place: Place, personId: string, now: Date): Learner["openings"] {
  const { dice } = place;
  if (!dice.is(0.45)) return [];
  const hours = dice.among([-30, -0.1, 0.5, 6, 12, 23]);
  const untilAt = new Date(now.getTime() + hours * 60 * 60 * 1000);
  return [{ id: randomUUID(), personId, untilAt, isEnded: dice.is(0.25) }];
}

function invitationsOf(
  place: Place,
  person: Person,
  enrolments: Learner["enrolments"],
): Learner["invitations"] {
  const { dice, schools, people } = place;
  const away = new Set(schools.filter(({ isHome }) => !isHome).map(({ id }) => id));
  const [first, ...others] = [
    ...enrolments.map(({ schoolId }) => schoolId),
    ...person.held.map((held) => held.schoolId),
  ].filter((id): id is string => id !== null && away.has(id));
  if (!first || !dice.is(0.95)) return [];
  const guests = people.filter(({ kind }) => kind.startsWith("guest"));
  const other = guests[Math.floor(dice.next() * guests.length)] ?? person;
  const personId = dice.is(0.9) ? person.id : other.id;
  return [
    { id: randomUUID(), personId, schoolId: dice.among([first, first, ...others]), isEnded: dice.is(0.2) },
  ];
}

/** To the person themselves in their own role mostly; now and then to somebody else of those around learners, or in another role. */
function relationsOf(place: Place, person: Person): Learner["relations"] {
  const { dice, people } = place;
  const around = people.filter(({ kind }) => relatedRoles.some((role) => role === kind));
  const own = relatedRoles.find((role) => role === person.kind);
  if (!own && dice.is(0.85)) return [];
  const other = around[Math.floor(dice.next() * around.length)];
  if (!other) return [];
  const { id: personId, kind } = own && dice.is(0.85) ? person : other;
  const role = dice.is(0.9) ? (kind as RelatedRole) : dice.among(relatedRoles);
  const span = anySpan(place, 0.8);
  return [{ ...span, to: span.to ?? addCalendarDays(span.from, 900), id: randomUUID(), personId, role }];
}

function alertsOf(place: Place, person: Person, enrolments: Learner["enrolments"]): Alert[] {
  const { dice } = place;
  const [first, ...others] = enrolments;
  if (!first || dice.is(0.3)) return [];
  const schoolId = dice.is(0.8)
    ? dice.among([first, ...others]).schoolId
    : someSchool(place, dice.is(0.7)).id;
  const teacherId = dice.is(0.5) ? person.id : someTeacher(place);
  return [
    {
      id: randomUUID(),
      schoolId,
      ownerId: dice.is(0.3) ? teacherId : null,
      asked: dice.is(0.25) ? { personId: teacherId, isAnswered: dice.is(0.5) } : null,
      eventId: randomUUID(),
      innerEventId: randomUUID(),
    },
  ];
}

function aLearner(place: Place, person: Person, now: Date): Learner {
  const { dice } = place;
  const wanted =
    person.held.find(({ schoolId }) => schoolId !== null)?.schoolId ?? someSchool(place, true).id;
  const enrolments = enrolmentsOf(place, wanted);
  const teacherId = dice.is(0.7) ? person.id : someTeacher(place);
  return {
    id: randomUUID(),
    enrolments,
    caseloads: dice.is(0.6) ? [{ ...anySpan(place, 0.6), id: randomUUID(), personId: teacherId }] : [],
    openings: openingsOf(
      place,
      person.kind === "vs_teacher" && dice.is(0.8) ? person.id : someTeacher(place),
      now,
    ),
    invitations: invitationsOf(place, person, enrolments),
    relations: relationsOf(place, person),
    adoption: dice.among(["none", "none", "none", "flagged", "lifted"]),
    carePeriodId: randomUUID(),
    notifyEntryId: randomUUID(),
    timeOut: { id: randomUUID(), schoolId: enrolments[0]?.schoolId ?? wanted },
    alerts: alertsOf(place, person, enrolments),
  };
}

/** 1,000 triples from a seed: 200 people with five learners each, whom others of them may see too. */
export async function aWorld(seed: number, { today, now }: { today: string; now: Date }): Promise<World> {
  const home = await theHomeAuthority();
  const elsewhere = await anAuthority({ isHome: false });
  const schools: School[] = [];
  for (let count = 0; count < 16; count += 1) {
    const isHome = count < 10;
    schools.push({ id: (await aSchool({ authority: isHome ? home : elsewhere })).id, isHome });
  }
  const place: Place = { dice: diceFrom(randomFrom(seed)), spans: spansAround(today), schools, people: [] };
  for (const kind of [...kinds, ...blindKinds])
    for (let count = 0; count < peopleOfKind[kind]; count += 1) place.people.push(aPerson(place, kind));
  const triples = place.people.flatMap((person) =>
    Array.from({ length: learnersEach }, () => ({ person, learner: aLearner(place, person, now) })),
  );
  return { schools, people: place.people, learners: triples.map(({ learner }) => learner), triples };
}
