import { lateOctober } from "./alerts-late-october";
import { november } from "./alerts-november";
import { now } from "./alerts-now";
import { october } from "./alerts-october";
import { september } from "./alerts-september";
import type { Story } from "./alerts-story";

/** Every alert of the eight weeks. */
export const stories: Story[] = [...september, ...october, ...lateOctober, ...november, ...now];
