import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { homeAreas, schoolsByName } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { careChoices } from "./care.queries.server";
import { learnerList } from "./learner-list.queries.server";
import { learnersPolicy } from "./learners.policy";
import { learnerScopes } from "./learners.words";
import { filterWords } from "./list.words";
import { type ListFilter, type Place, queryOf } from "./list-filter";

/** On a phone, where each is a small card, a page of these is long enough. */
const limit = 25;

type NamedSchool = { id: string; name: string };

const choicesOf = (rows: readonly NamedSchool[]) => rows.map(({ id, name }) => ({ value: id, label: name }));

/** What the Virtual School may filter by beside the stage. */
async function virtualSchoolChoices(tx: Tx, day: string) {
  const schools = await schoolsByName(tx);
  const scopes = Object.entries(learnerScopes).map(([value, label]) => ({ value, label }));
  return {
    schools: [{ value: "none", label: filterWords.noSchool }, ...choicesOf(schools)],
    areas: choicesOf(await homeAreas(tx)),
    known: [...(await careChoices(tx, day)), ...scopes],
  };
}

/** The choices of the filter that open to an actor; null for a school, which has its own learners and their stages. */
export type FilterChoices = Awaited<ReturnType<typeof virtualSchoolChoices>> | null;

/** What an actor may filter by beside the stage. */
export const filterChoices = async (tx: Tx, actor: Actor, day: string): Promise<FilterChoices> =>
  may(actor, learnersPolicy.seeCare) ? virtualSchoolChoices(tx, day) : null;

/** A page of the list with its filter, the actor's own lists and what they may do. */
export function learnerListView(actor: Actor, request: { filter: ListFilter; place: Place }, clock: Clock) {
  const at = clock.now();
  const day = dayOf(at);
  const { filter, place } = request;
  return asActor(actor, async (tx) => {
    const seesAll = may(actor, learnersPolicy.seeAll);
    const list = await learnerList(tx, { day, limit, filter, place, seesAll });
    const ids = list.learners.map(({ id }) => id);
    await writeReadLine(tx, { at, personId: actor.personId, section: "learners", ids });
    const query = queryOf(filter);
    return {
      ...list,
      filter,
      query,
      // For the words of what is chosen; most look at the list as it is.
      choices: query === "" ? null : await filterChoices(tx, actor, day),
      mayAdd: may(actor, learnersPolicy.add),
      mayExport: may(actor, learnersPolicy.exportList),
    };
  });
}
