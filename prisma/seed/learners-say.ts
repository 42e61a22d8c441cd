import { rowsOf } from "./table";

/** What some of the invented learners say of themselves, and who wrote it down. */
export const learnersSay = rowsOf(
  ["learner", "on", "by", "called", "helps", "helpsNot"],
  `
  rowan  | 2026-09-02 | marta |       | Knowing in the morning who teaches today.                       | When plans change and nobody says.
  rowan  | 2026-11-05 | marta | Rowan | Five minutes in the base before maths. Ms Weir asking me first. | Being asked about home in front of others.
  jamie  | 2026-10-12 | ewan  |       | Football at lunch, and sitting near the door.                    | Shouting.
  zofia  | 2026-09-21 | marta | Zosia | Somebody who tells me what a word means.                         | People who say my name wrong and laugh.
  yusuf  | 2026-09-28 | isla  |       | Writing it down. Then I can read it again in the evening.        | Talking fast.
  megan  | 2026-10-29 | marta | Max   | Using my name. Drawing while I listen.                           |
  `,
);

/** Notes on their records, and who reads them. */
export const learnerNotes = rowsOf(
  ["learner", "at", "by", "readers", "text"],
  `
  rowan | 2026-09-15T14:10:00Z | ardlennox.manager | school_and_virtual_school | Met Rowan. We agreed on a card to leave the room for five minutes; all teachers of S2 know.
  rowan | 2026-10-06T10:40:00Z | marta             | virtual_school_only       | Rang the carer: mornings are easier since the bus changed.
  rowan | 2026-11-03T09:20:00Z | marta             | restricted                | A family matter that the social worker told us in confidence. Ring Isla before any meeting about home.
  `,
);
