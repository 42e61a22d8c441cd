import { redirect } from "@remix-run/node";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";
import { learnersByIds } from "./learners.queries.server";

/**
 * The address of a record that was merged into another one leads to that, for whoever may see it.
 * @throws the redirect; else what was `missing`
 */
export async function followMerge(
  tx: Tx,
  id: string,
  { path, missing }: { path: (id: string) => string; missing: unknown },
): Promise<never> {
  if (!(missing instanceof NotFound && isUuid(id))) throw missing;
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`SELECT app.kept_learner(${id}::uuid) AS id`;
  const keptId = row?.id ?? null;
  if (!keptId || !(await learnersByIds(tx, [keptId])).has(keptId)) throw missing;
  throw redirect(path(keptId));
}
