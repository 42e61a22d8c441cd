/**
 * A stay away while the home is kept open: a residential school in term, secure care for a time. It may run beside a
 * category that says where home is; two homes, or two stays, at once may not.
 */
const stays = ["residential_school", "secure"];

/** May two categories of care be true on one day? */
export const mayRunBeside = (one: string, other: string): boolean =>
  stays.includes(one) !== stays.includes(other);
