/** How much is made. Domain facts §8: one big authority, and Scotland, ten times that. */
export type Size = {
  schools: { primary: number; secondary: number; special: number };
  areas: number;
  teachers: number;
  learners: number;
  alerts: number;
  /** Learners with a long story, and the lines on the record of each. */
  longStories: { learners: number; events: number };
  /** Lines of the log of reads. */
  reads: number;
};

export const sizes = {
  /** For tests of the maker itself. */
  small: {
    schools: { primary: 12, secondary: 5, special: 3 },
    areas: 3,
    teachers: 4,
    learners: 300,
    alerts: 200,
    longStories: { learners: 1, events: 60 },
    reads: 1_000,
  },
  authority: {
    schools: { primary: 140, secondary: 30, special: 20 },
    areas: 3,
    teachers: 20,
    learners: 10_000,
    alerts: 8_000,
    longStories: { learners: 20, events: 500 },
    reads: 1_000_000,
  },
  scotland: {
    schools: { primary: 1_960, secondary: 350, special: 140 },
    areas: 32,
    teachers: 200,
    learners: 100_000,
    alerts: 80_000,
    longStories: { learners: 200, events: 500 },
    reads: 10_000_000,
  },
} as const satisfies Record<string, Size>;

export type SizeName = keyof typeof sizes;

/** The school years of the history: the first began in August 2016, the last is the demo's present. */
export const firstYear = 2016;
export const lastYear = 2026;
