import { codesOf, versionKey } from "~/domain/reference/reference.queries.server";
import type { RefList } from "~/domain/reference/reference.schema";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";

const noLongerOffered = "An entry that you selected is not offered any more. Select again";

/**
 * Versions of codes, "fighting@1", that a form sent for a list.
 * @throws Invalid when one was retired or worded anew since the form was opened
 */
export async function checkVersions(
  tx: Tx,
  sent: { list: RefList; versions: readonly string[]; field: string },
  today: string,
): Promise<void> {
  if (sent.versions.length === 0) return;
  const offered = (await codesOf(tx, sent.list, today)).map(versionKey);
  if (sent.versions.some((version) => !offered.includes(version)))
    throw new Invalid(noLongerOffered, sent.field);
}

/**
 * An answer on education meanwhile that a form sent.
 * @throws Invalid when it is not offered any more
 */
export async function checkProvision(tx: Tx, provision: string, today: string): Promise<void> {
  const offered = await codesOf(tx, "education_meanwhile", today);
  if (!offered.some((entry) => entry.code === provision)) throw new Invalid(noLongerOffered, "provision");
}
