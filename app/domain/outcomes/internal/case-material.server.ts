import { versionKey } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";

/** Codes of an alert, out of which a case is made. No free text of an alert is ever copied. */
export type CaseMaterial = { triggers: string[]; used: string[]; notUsed: string[] };

/** The codes of these alerts, by id of the alert. */
export async function materialOf(tx: Tx, alertIds: string[]): Promise<Map<string, CaseMaterial>> {
  const alerts = await tx.alert.findMany({
    where: { id: { in: alertIds } },
    select: {
      id: true,
      triggers: true,
      options: {
        orderBy: { alternative: "asc" },
        select: { alternative: true, alternativeVersion: true, answer: true },
      },
    },
  });
  return new Map(
    alerts.map(({ id, triggers, options }) => {
      const answered = (wanted: string) =>
        options
          .filter(({ answer }) => answer === wanted)
          .map(({ alternative: code, alternativeVersion: version }) => versionKey({ code, version }));
      return [id, { triggers, used: answered("will_use"), notUsed: answered("not_now") }];
    }),
  );
}
