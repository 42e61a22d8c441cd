import type { Database } from "./database";

/** A frozen step of an alert as it is stored. */
export type StoredStep = {
  position: number;
  who: string;
  reason: string;
  due_at: Date;
  state: string;
  done_at: Date | null;
  told: string[];
  note: string | null;
};

/** The steps of an alert in their order. */
export const stepsOf = (database: Database, alertId: string) =>
  database.superuserQuery<StoredStep>(
    "select position, who, reason, due_at, state, done_at, told, note from alert_step where alert_id = $1 order by position",
    [alertId],
  );

/** The clock of an alert. */
export async function clockOf(database: Database, alertId: string) {
  const [row] = await database.superuserQuery<Record<string, Date | string | boolean | null>>(
    "select * from alert_clock where alert_id = $1",
    [alertId],
  );
  if (!row) throw new Error("the alert has no clock");
  return row;
}
