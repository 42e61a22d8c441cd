import { codesOf } from "~/domain/reference/reference.queries.server";
import type { RefList } from "~/domain/reference/reference.schema";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";

type Chosen = {
  list: RefList;
  field: string;
  chosen: readonly (string | undefined)[];
  /** On record already: these may have gone from the list since. */
  kept?: readonly (string | null)[];
  day: string;
};

/**
 * Are these entries of a list that is offered on a day?
 * @throws Invalid beside the field
 */
export async function checkCodes(tx: Tx, { list, field, chosen, kept = [], day }: Chosen): Promise<void> {
  const news = chosen.filter((code) => code !== undefined && !kept.includes(code));
  if (news.length === 0) return;
  const offered = await codesOf(tx, list, day);
  if (news.some((code) => !offered.some((entry) => entry.code === code)))
    throw new Invalid("Select from the list", field);
}
