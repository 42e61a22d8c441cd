import { Prisma } from "~/platform/generated/prisma/client";
import { type FlagKind, isScope } from "../learners.words";
import type { ListFilter, Place } from "../list-filter";

/** What a list is made of beside its filter. */
export type ListGround = {
  /** "2026-11-22": rolls, care and scopes are those of this day. */
  day: string;
  /** Every school, by name. */
  schools: readonly { id: string; areaId: string }[];
  /** The viewer sees every learner; for anybody else the database starts from the few they see. Policies decide all the same. */
  seesAll: boolean;
  /** Goes further than the page, to readers nobody knows: what a flag hides is not told by who is in it or in which place either. */
  isForFile?: boolean;
};

const lastsOn = (row: Prisma.Sql, day: string) =>
  Prisma.sql`${row}.started_on <= ${day}::date AND (${row}.ended_on IS NULL OR ${row}.ended_on >= ${day}::date)`;

/** Whom a flag of this kind covers now. */
const flagged = (kind: FlagKind) =>
  Prisma.sql`(SELECT f.learner_id FROM learner_flag f WHERE f.kind = ${kind} AND f.lifted_at IS NULL)`;

const enrolled = Prisma.sql`SELECT e.learner_id FROM school_enrolment e WHERE`;

function atSchool({ school, areaId }: ListFilter, { day, schools }: ListGround): Prisma.Sql[] {
  const today = lastsOn(Prisma.sql`e`, day);
  const inArea = schools.filter((each) => each.areaId === areaId).map(({ id }) => id);
  return [
    ...(school === "none"
      ? [Prisma.sql`NOT EXISTS (${enrolled} e.learner_id = l.id AND ${today})`]
      : school
        ? [Prisma.sql`l.id IN (${enrolled} e.school_id = ${school}::uuid AND ${today})`]
        : []),
    ...(areaId ? [Prisma.sql`l.id IN (${enrolled} e.school_id = ANY (${inArea}::uuid[]) AND ${today})`] : []),
  ];
}

function knownFor(known: string, day: string): Prisma.Sql {
  const today = lastsOn(Prisma.sql`c`, day);
  return isScope(known)
    ? Prisma.sql`l.id IN (SELECT c.learner_id FROM learner_scope c WHERE c.scope = ${known} AND ${today})`
    : Prisma.sql`l.id IN (SELECT c.learner_id FROM care_period c WHERE c.category = ${known} AND ${today})`;
}

/** From a file filtered by what a flag hides, whom it covers is left out. */
function untold({ school, areaId, known }: ListFilter): Prisma.Sql[] {
  return [
    ...(school || areaId ? [Prisma.sql`l.id NOT IN ${flagged("non_disclosure")}`] : []),
    ...(known ? [Prisma.sql`l.id NOT IN ${flagged("adoption")}`] : []),
  ];
}

function conditions(filter: ListFilter, ground: ListGround): Prisma.Sql[] {
  return [
    ...(ground.seesAll ? [] : [Prisma.sql`l.id = ANY ((SELECT app.my_learner_ids())::uuid[])`]),
    ...(filter.stage ? [Prisma.sql`l.stage = ${filter.stage}`] : []),
    ...atSchool(filter, ground),
    ...(filter.known ? [knownFor(filter.known, ground.day)] : []),
    ...(ground.isForFile ? untold(filter) : []),
  ];
}

const where = (all: Prisma.Sql[]) =>
  all.length === 0 ? Prisma.empty : Prisma.sql`WHERE ${Prisma.join(all, " AND ")}`;

const names = [Prisma.sql`l.family_name`, Prisma.sql`l.given_name`, Prisma.sql`l.id`];
// Nobody has so many schools: those without one come last.
const noSchool = 1_000_000;

function order(
  { sort }: ListFilter,
  { day, schools, isForFile }: ListGround,
): { columns: Prisma.Sql[]; from: Prisma.Sql } {
  const learners = Prisma.sql`FROM learner l`;
  if (sort === "stage") return { columns: [Prisma.sql`l.stage`, ...names], from: learners };
  if (sort === "name") return { columns: names, from: learners };
  const ids = schools.map(({ id }) => id);
  const shown = isForFile ? Prisma.sql`AND m.learner_id NOT IN ${flagged("non_disclosure")}` : Prisma.empty;
  return {
    columns: [Prisma.sql`coalesce(s.place, ${noSchool}::int)`, ...names],
    from: Prisma.sql`${learners}
      LEFT JOIN school_enrolment m ON m.learner_id = l.id AND m.kind = 'main' AND ${lastsOn(Prisma.sql`m`, day)} ${shown}
      LEFT JOIN unnest(${ids}::uuid[]) WITH ORDINALITY AS s (id, place) ON s.id = m.school_id`,
  };
}

/** The schools at which somebody is on the roll, by name, the main one first; as far as the viewer may see enrolments. */
export const schoolNames = (day: string) =>
  Prisma.sql`(SELECT coalesce(string_agg(at.name, ', ' ORDER BY e.kind, e.started_on), '') FROM school_enrolment e
      JOIN school at ON at.id = e.school_id WHERE e.learner_id = l.id AND ${lastsOn(Prisma.sql`e`, day)})`;

/** The rows of a page, backwards before a learner, each with how many the filter leaves. Names stay here: the learner at whom it starts is looked up by id. */
export function pageSql(
  filter: ListFilter,
  ground: ListGround,
  { place, limit }: { place: Place; limit: number },
) {
  const { columns, from } = order(filter, ground);
  const all = conditions(filter, ground);
  const row = Prisma.sql`(${Prisma.join(columns)})`;
  const start = place.after ?? place.before;
  const beyond = start
    ? [
        Prisma.sql`${row} ${place.after ? Prisma.sql`>` : Prisma.sql`<`}
          (SELECT ${Prisma.join(columns)} ${from} WHERE l.id = ${start}::uuid)`,
      ]
    : [];
  const sorted = place.before ? columns.map((column) => Prisma.sql`${column} DESC`) : columns;
  return Prisma.sql`SELECT l.id, l.given_name AS "givenName", l.family_name AS "familyName", l.known_as AS "knownAs", l.stage,
      ${schoolNames(ground.day)} AS school, (SELECT count(*)::int FROM learner l ${where(all)}) AS total
    ${from} ${where([...all, ...beyond])} ORDER BY ${Prisma.join(sorted)} LIMIT ${limit}`;
}
