import { rowsOf } from "./table";

/** Who is told first in each area, Monday to Friday: "person / depute". */
export const dutyTurns = rowsOf(
  ["area", "1", "2", "3", "4", "5"],
  `
  north | isla / callum  | isla / priya   | isla / callum  | isla / priya   | callum / isla
  loch  | callum / priya | callum / isla  | priya / callum | callum / isla  | callum / morag
  south | priya / isla   | priya / callum | priya / isla   | priya / callum | isla / priya
  `,
);
