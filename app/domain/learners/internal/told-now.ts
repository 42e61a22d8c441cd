import type { Relation, Telling } from "../learners.words";

type Entry = {
  relation: string;
  mayBeTold: readonly string[];
  mayNotBeTold: readonly string[];
  /** Days "2026-11-22", the last one included; null: always. */
  fromOn: string | null;
  untilOn: string | null;
};

/** Who knows where the learner lives anyway, because they live or work there. */
const ofTheHome: readonly string[] = ["carer", "social_worker", "house_key_worker"] satisfies Relation[];
const whereabouts: readonly string[] = ["address", "school"] satisfies Telling[];

/** Are they around the learner on this day? */
export const isAround = ({ fromOn, untilOn }: Entry, day: string): boolean =>
  (!fromOn || fromOn <= day) && (!untilOn || untilOn >= day);

/**
 * What somebody may be told on a day. What is forbidden is strongest; who is not around, not any more or not yet, is told
 * nothing; under non-disclosure nobody but the home hears where the learner lives or goes to school.
 */
export function toldNow(entry: Entry, on: { day: string; isNonDisclosure: boolean }): string[] {
  if (!isAround(entry, on.day)) return [];
  const isHidden = (telling: string) =>
    on.isNonDisclosure && whereabouts.includes(telling) && !ofTheHome.includes(entry.relation);
  return entry.mayBeTold.filter((telling) => !entry.mayNotBeTold.includes(telling) && !isHidden(telling));
}
