import { familyNames, givenNames } from "./names";
import type { MadeSchool, MadeWorld } from "./organisations";
import type { Chance } from "./random";
import { dayAfter, eventRow, instantOn, type Placed } from "./rows";
import { firstYear, lastYear, type Size } from "./sizes";

/** A learner as far as alerts have to know: where they were from which day to which. */
export type MadeLearner = {
  id: string;
  enrolments: { school: MadeSchool; from: string; to: string | null }[];
};

const categories = [
  ...Array(20).fill("at_home"),
  ...Array(30).fill("kinship_looked_after"),
  ...Array(8).fill("kinship_informal"),
  ...Array(22).fill("foster"),
  ...Array(8).fill("foster_agency"),
  ...Array(7).fill("house"),
  "house_other",
  "residential_school",
  "prospective_adopters",
  "previously",
] as const;
const bases = ["supervision_order", "section_25", "permanence_order", "kinship_order", "agreement"] as const;
const sources = ["social_work", "school", "family"] as const;
const relations = ["carer", "social_worker", "parent"] as const;

/** In August of a year; a child of five begins primary 1. */
const stageOf = (born: number, year: number): string => {
  const index = year - born - 5;
  return index < 7 ? `P${Math.max(1, index + 1)}` : `S${Math.min(6, index - 6)}`;
};

const augustOf = (year: number) => `${year}-08-16`;
const juneOf = (year: number) => `${year}-06-27`;

type Schools = Record<MadeSchool["sector"], MadeSchool[]>;

/** From the first school year of the history in which they were at school, to the last: 3 in 10 move once between. */
function enrolmentsOf(chance: Chance, born: number, schools: Schools): MadeLearner["enrolments"] {
  const starts = Math.max(firstYear, born + 5);
  const leaves = Math.min(born + 5 + chance.between(11, 13), lastYear + 1);
  const isSpecial = chance.happens(0.06);
  const found: MadeLearner["enrolments"] = [];
  const add = (school: MadeSchool, from: number, to: number) => {
    if (to > from) found.push({ school, from: augustOf(from), to: to > lastYear ? null : juneOf(to) });
  };
  if (isSpecial) add(chance.pick(schools.special), starts, leaves);
  else {
    const secondary = Math.max(starts, born + 12);
    const moves = chance.happens(0.3) ? chance.between(starts, leaves) : leaves;
    const primary = chance.pick(schools.primary);
    add(primary, starts, Math.min(secondary, moves, leaves));
    add(chance.pick(schools.primary), Math.max(starts, moves), Math.min(secondary, leaves));
    add(chance.pick(schools.secondary), secondary, Math.max(secondary, Math.min(moves, leaves)));
    add(chance.pick(schools.secondary), Math.max(secondary, moves), leaves);
  }
  return found.length > 0
    ? found
    : [{ school: chance.pick(schools.secondary), from: augustOf(leaves - 1), to: juneOf(leaves) }];
}

function* carePeriods(
  chance: Chance,
  learner: MadeLearner,
  born: number,
  authorityId: string,
): Generator<Placed> {
  let from = `${born + chance.between(0, 10)}-${String(chance.between(1, 12)).padStart(2, "0")}-03`;
  const count = chance.pick([1, 1, 1, 2, 2, 3]);
  for (let index = 0; index < count; index += 1) {
    const isLast = index === count - 1;
    const until = dayAfter(from, chance.between(120, 1_500));
    const ends = !isLast || chance.happens(0.2);
    const isOver = ends && until < `${lastYear}-11-01`;
    yield [
      "care_period",
      {
        id: chance.uuid(),
        learner_id: learner.id,
        category: chance.pick(categories),
        started_on: from,
        ended_on: isOver ? until : null,
        legal_basis: chance.pick(bases),
        home_authority_id: authorityId,
        source: chance.pick(sources),
        version: 1,
      },
    ];
    if (!isOver) return;
    from = dayAfter(until, 1);
  }
}

function* around(chance: Chance, learner: MadeLearner): Generator<Placed> {
  for (const relation of relations.slice(0, chance.between(1, 3))) {
    yield [
      "learner_person",
      {
        id: chance.uuid(),
        learner_id: learner.id,
        name: `${chance.pick(givenNames)} ${chance.pick(familyNames)}`,
        relation,
        phone: "0141 496 0000",
        may_be_told: chance.happens(0.8) ? ["decision", "school"] : [],
        may_not_be_told: [],
      },
    ];
  }
}

function* oneLearner(chance: Chance, number: number, world: MadeWorld, schools: Schools, size: Size) {
  // A third of those whom a Virtual School ever knew are at school now.
  const born = chance.happens(0.34) ? chance.between(2009, 2021) : chance.between(1999, 2008);
  const learner: MadeLearner = { id: chance.uuid(), enrolments: enrolmentsOf(chance, born, schools) };
  const last = learner.enrolments.at(-1);
  if (!last) throw new Error("a learner without a school");
  const leftIn = last.to === null ? lastYear : Number(last.to.slice(0, 4)) - 1;
  const [first] = learner.enrolments;
  const addedAt = instantOn(first?.from ?? last.from, 600);
  const given = chance.pick(givenNames);
  yield [
    "learner",
    {
      id: learner.id,
      given_name: given,
      family_name: chance.happens(0.06)
        ? `${chance.pick(familyNames)}-${chance.pick(familyNames)}`
        : chance.pick(familyNames),
      known_as: chance.happens(0.08) ? given.slice(0, 3) : null,
      date_of_birth: `${born}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`,
      date_of_birth_basis: "documented",
      stage: last.school.sector === "special" ? "SP" : stageOf(born, leftIn),
      scn: chance.happens(0.97) ? String(500_000_000 + number * 7) : null,
      version: 1,
      created_at: addedAt,
    },
  ] satisfies Placed;
  for (const { school, from, to } of learner.enrolments) {
    yield [
      "school_enrolment",
      {
        id: chance.uuid(),
        learner_id: learner.id,
        school_id: school.id,
        kind: "main",
        started_on: from,
        ended_on: to,
      },
    ] satisfies Placed;
  }
  if (chance.happens(0.94)) yield* carePeriods(chance, learner, born, world.authorityId);
  else {
    yield [
      "learner_scope",
      {
        id: chance.uuid(),
        learner_id: learner.id,
        scope: chance.pick(["unaccompanied", "interrupted", "edge_of_care"]),
        started_on: last.from,
        ended_on: null,
        home_authority_id: world.authorityId,
        source: "school",
      },
    ] satisfies Placed;
  }
  yield* around(chance, learner);
  if (last.to === null && chance.happens(0.25)) {
    yield [
      "caseload",
      {
        id: chance.uuid(),
        learner_id: learner.id,
        person_id: chance.pick(world.teacherIds),
        started_on: `${lastYear}-08-24`,
        ended_on: null,
      },
    ] satisfies Placed;
  }
  const line = {
    learner_id: learner.id,
    about_kind: "learner",
    about_id: learner.id,
    school_id: last.school.id,
  };
  yield eventRow(chance, {
    ...line,
    kind: "learner.added",
    at: addedAt,
    person_id: world.leadIds[0],
    summary: "Known to the Virtual School from now on",
  });
  const isLongStory = number <= size.longStories.learners;
  const notes = isLongStory ? size.longStories.events : chance.between(2, 12);
  for (let index = 0; index < notes; index += 1) {
    const at = instantOn(dayAfter(last.from, Math.floor((index * 90) / notes)), 540 + (index % 400));
    yield eventRow(chance, {
      ...line,
      kind: "note.added",
      at,
      person_id: chance.pick(world.leadIds),
      audience: chance.happens(0.3) ? "virtual_school_only" : "school_and_virtual_school",
      summary: "Note",
      detail: "Invented: talked about what helps in the mornings, and who to go to when it gets loud.",
    });
  }
  return learner;
}

/** Learners with their schools, care, people and notes. */
export function* learners(
  chance: Chance,
  world: MadeWorld,
  size: Size,
  made: MadeLearner[],
): Generator<Placed, void> {
  const of = (sector: MadeSchool["sector"]) => world.schools.filter((school) => school.sector === sector);
  const schools: Schools = { primary: of("primary"), secondary: of("secondary"), special: of("special") };
  for (let number = 1; number <= size.learners; number += 1) {
    made.push(yield* oneLearner(chance, number, world, schools, size));
  }
}
