import { codesOf, versionKey } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";

const hintOf = ({ hint }: { hint: string | null }) => (hint ? { hint } : {});

/** What the list "education meanwhile" offers today. */
export async function provisionChoices(tx: Tx, today: string) {
  return (await codesOf(tx, "education_meanwhile", today)).map((entry) => ({
    value: entry.code,
    label: entry.label,
    ...hintOf(entry),
  }));
}

/** What the lists of an exclusion offer today; incident types and motivations by version, "fighting@1". */
export async function exclusionChoices(tx: Tx, today: string) {
  const versions = async (list: "incident_type" | "motivation") =>
    (await codesOf(tx, list, today)).map((entry) => ({
      value: versionKey(entry),
      label: entry.label,
      ...hintOf(entry),
    }));
  return {
    incidentTypes: await versions("incident_type"),
    motivations: await versions("motivation"),
    provisions: await provisionChoices(tx, today),
  };
}

export type ExclusionChoices = Awaited<ReturnType<typeof exclusionChoices>>;
