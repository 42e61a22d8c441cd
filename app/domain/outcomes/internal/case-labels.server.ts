import { codeLabels, versionLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import type { CaseLabels } from "./case-lines";

/** The words for the codes of a sample, as they were when it was drawn. */
export const caseLabels = async (tx: Tx, { madeAt }: { madeAt: Date }): Promise<CaseLabels> => ({
  triggers: await codeLabels(tx, "trigger", dayOf(madeAt)),
  alternatives: await versionLabels(tx, "alternative"),
});
