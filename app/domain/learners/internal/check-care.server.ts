import { authorityExists } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { formatDay } from "~/platform/format";
import { careChoices, careLabels } from "../care.queries.server";
import { overlapsWith, type Period } from "./overlaps";

type Stated = { category: string; homeAuthorityId: string };

/**
 * Are category and home authority ones that there are? `kept`: the category on record, which may have gone from the list.
 * @throws Invalid beside the field
 */
export async function checkCare(tx: Tx, input: Stated, day: string, kept?: string): Promise<void> {
  const { category, homeAuthorityId } = input;
  if (category !== kept && !(await careChoices(tx, day)).some(({ value }) => value === category))
    throw new Invalid("Select the kind of care experience", "category");
  if (!(await authorityExists(tx, homeAuthorityId)))
    throw new Invalid("Select the home authority", "homeAuthorityId");
}

/**
 * Refuses a period that cannot be true together with another one, and says which, with its days.
 * @throws Invalid beside the first day
 */
export async function refuseOverlaps(
  tx: Tx,
  period: Period,
  others: readonly Period[],
  day: string,
): Promise<void> {
  const found = overlapsWith(period, others);
  if (found.length === 0) return;
  const labels = await careLabels(tx, day);
  const named = found.map(({ category, startedOn, endedOn }) => {
    const until = endedOn ? `to ${formatDay(endedOn)}` : "and still lasting";
    return `${labels.get(category) ?? category}, ${formatDay(startedOn)} ${until}`;
  });
  throw new Invalid(`The days overlap with: ${named.join("; ")}`, "startedOn");
}
