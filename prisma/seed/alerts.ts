import { november3 } from "./alerts/november-3";
import { november11 } from "./alerts/november-11";
import { november17 } from "./alerts/november-17";
import { october1 } from "./alerts/october-1";
import { october7 } from "./alerts/october-7";
import { october20 } from "./alerts/october-20";
import { october27 } from "./alerts/october-27";
import { september24 } from "./alerts/september-24";
import { september29 } from "./alerts/september-29";
import type { Story } from "./alerts-story";
import { excludedNow } from "./exclusions";

/** Every alert of the eight weeks, in the order in which they were raised. */
export const stories: Story[] = [
  ...september24,
  ...september29,
  ...october1,
  ...october7,
  ...october20,
  ...october27,
  ...november3,
  ...november11,
  excludedNow,
  ...november17,
];
