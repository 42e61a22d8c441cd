/** One row by its columns in the database. */
export type Row = Record<string, unknown>;
/** A row and the table it goes to. */
export type Placed = [table: string, row: Row];

/** "2024-11-22", so many days after another day. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** An instant on a day, "2024-11-22T10:02:00.000Z". */
export const instantOn = (day: string, minutes: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000).toISOString();

/** A line that people read on a record. */
export const eventRow = (chance: { uuid(): string }, row: Row): Placed => [
  "event",
  { id: chance.uuid(), person_id: null, detail: null, audience: "school_and_virtual_school", ...row },
];
