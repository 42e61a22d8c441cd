import { isUuid } from "~/platform/uuid";
import { type Stage, stages } from "./learners.words";

/** In which order a list stands. */
export const sortings = { name: "Name", stage: "Stage", school: "School" } as const;
export type Sorting = keyof typeof sortings;

/** What a list shows, as reference values only: what is in the address never names or describes anybody. */
export type ListFilter = {
  stage: Stage | null;
  /** A school's id; "none": on no roll today. */
  school: string | null;
  areaId: string | null;
  /** A category of care experience or a scope, by code. */
  known: string | null;
  sort: Sorting;
};

const isStage = (value: string | null): value is Stage => stages.includes(value as Stage);
const isCode = (value: string | null): value is string => value !== null && /^[a-z0-9_]{1,40}$/.test(value);
const isSorting = (value: string | null): value is Sorting =>
  value !== null && Object.hasOwn(sortings, value);

/** The filter in a query string; what is no reference value is left out, and so is care where the reader may not know of it. */
export function filterIn(query: URLSearchParams, { maySeeCare }: { maySeeCare: boolean }): ListFilter {
  const [stage, school, area, known, sort] = ["stage", "school", "area", "known", "sort"].map((name) =>
    query.get(name),
  ) as [string | null, string | null, string | null, string | null, string | null];
  return {
    stage: isStage(stage) ? stage : null,
    school: school === "none" || isUuid(school) ? school : null,
    areaId: isUuid(area) ? area : null,
    known: maySeeCare && isCode(known) ? known : null,
    sort: isSorting(sort) ? sort : "name",
  };
}

/** The query string of a filter, the same for the same filter: "stage=S2&sort=school"; empty when nothing is chosen. */
export function queryOf({ stage, school, areaId, known, sort }: ListFilter): string {
  const chosen = Object.entries({ stage, school, area: areaId, known, sort: sort === "name" ? null : sort });
  return new URLSearchParams(chosen.filter((pair): pair is [string, string] => pair[1] !== null)).toString();
}

/** Where in the list a page starts: after a learner or before one; both by id only. */
export type Place = { after?: string; before?: string };

/** The place in a query string. */
export function placeIn(query: URLSearchParams): Place {
  const [after, before] = [query.get("after"), query.get("before")];
  if (isUuid(after)) return { after };
  return isUuid(before) ? { before } : {};
}
