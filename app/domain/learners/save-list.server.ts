import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { learnersPolicy } from "./learners.policy";
import { filterIn, queryOf } from "./list-filter";
import type { SaveListInput } from "./saved-list.schema";

const mostLists = 20;

/**
 * Keeps a filter under a name of the actor's own. Gives the filter as it was kept.
 * @throws NotAllowed; Invalid for a name they have used, or with twenty lists
 */
export function saveList(actor: Actor, input: SaveListInput, clock: Clock): Promise<string> {
  if (!may(actor, learnersPolicy.see)) throw new NotAllowed("Your role does not include this.");
  const { personId } = actor;
  const maySeeCare = may(actor, learnersPolicy.seeCare);
  const query = queryOf(filterIn(new URLSearchParams(input.query), { maySeeCare }));
  return asActor(actor, async (tx) => {
    const lists = await tx.savedList.findMany({ select: { id: true, name: true } });
    if (lists.some(({ id }) => id === input.listId)) return query;
    if (lists.some(({ name }) => name === input.name))
      throw new Invalid("You have a list of this name. Enter another", "name");
    if (lists.length >= mostLists) throw new Invalid(`You have ${mostLists} lists. Remove one first`, "name");
    const at = clock.now();
    const list = { id: input.listId, personId, name: input.name, query, savedAt: at };
    await tx.savedList.createMany({ data: [list], skipDuplicates: true });
    const subject = { kind: "saved_list", id: input.listId };
    await writeAuditLine(tx, { at, personId, action: "list.saved", subject, detail: { query } });
    return query;
  });
}
