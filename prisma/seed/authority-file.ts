import { randomUUID } from "node:crypto";
import { applyReconciliation } from "~/domain/exclusions/apply-reconciliation.server";
import { mapReconciliation } from "~/domain/exclusions/map-reconciliation.server";
import { mapReconciliationSchema } from "~/domain/exclusions/reconcile.schema";
import { startReconciliation } from "~/domain/exclusions/start-reconciliation.server";
import type { Clock } from "~/platform/clock";
import { scnOf } from "./learners";
import { schools } from "./organisations";
import { rowsOf } from "./table";
import { the, type World } from "./world";

/** When a lead of the Virtual School compared the autumn with the authority's own file. */
export const comparedAt = "11-17 08:45";

/**
 * What the authority's system holds of the autumn. Most of it is known here; one exclusion had no alert, one is longer there
 * than here, an absence is a sending home; and some rows cannot be used, as in real files.
 */
const recorded = rowsOf(
  ["learner", "school", "from", "to", "halfDays", "code"],
  `
  hannah | carnfarrow  | 30/09/2026 | 30/09/2026 | 2  | EXC
  tyler  | dunmarrow   | 30/09/2026 | 01/10/2026 | 4  | EXC
  max    | millburnie  | 06/10/2026 | 07/10/2026 | 4  | EXC
  kayla  | carnfarrow  | 07/10/2026 | 07/10/2026 | 2  | AUT
  brodie | carnfarrow  | 08/10/2026 | 09/10/2026 | 4  | EXC
  theo   | pierheid    | 21/10/2026 | 21/10/2026 | 1  | AUT
  struan | carnfarrow  | 21/10/2026 | 23/10/2026 | 6  | EXC
  struan | carnfarrow  | 21/10/2026 | 23/10/2026 | 6  | EXC
  jamie  | ardlennox   | 30/10/2026 | 03/11/2026 | 5  | EXC
  chloe  | dunmarrow   | 02/11/2026 | 02/11/2026 | 2  | EXC
  dylan  | inverkeld   | 06/11/2026 | 06/11/2026 | 2  | EXC
  oscar  | lochfarrow  | 09/11/2026 | 13/11/2026 | 10 | MED
  charlie| tullymarrow | 11/11/2026 | 11/11/2026 | 1  | AUT
  alfie  | birkenlea   | 12/11/2026 | 12/11/2026 | 2  | EXC
  aria   | ardlennox   | 13/11/2026 | 20/11/2026 | 12 | EXC
  ailsa  | ardlennox   | 31/11/2026 | 31/11/2026 | 2  | EXC
  nobody | ardlennox   | 04/11/2026 | 04/11/2026 | 2  | EXC
  `,
);

const columns = {
  scn: "Candidate number",
  seedCode: "School",
  startsOn: "From",
  endsOn: "To",
  openings: "Half days",
  code: "Code",
};

function authorityFile(): File {
  const seedCodes = new Map(schools.map(({ key, seedCode }) => [key, seedCode]));
  const lines = recorded.map(({ learner, school, from, to, halfDays, code }) =>
    [scnOf(learner) ?? "999999999", the(seedCodes, school), from, to, halfDays, code].join(","),
  );
  return new File([[Object.values(columns).join(","), ...lines].join("\n")], "autumn.csv");
}

/** Takes the file in, says which column is which, and saves its rows. */
export async function compareWithAuthority(world: World, clock: Clock): Promise<void> {
  const lead = the(world.people, "isla");
  const authorityId = the(world.authorities, "home");
  const file = { importId: randomUUID(), authorityId, file: authorityFile() };
  const importId = await startReconciliation(lead, file, clock);
  const meanings = { exclusionCodes: "EXC", absenceCodes: "AUT" };
  await mapReconciliation(lead, mapReconciliationSchema.parse({ importId, ...columns, ...meanings }), clock);
  await applyReconciliation(lead, { importId }, clock);
}
