/** Whom a step tells. */
export const stepWhos = ["duty_person", "depute", "vs_head_teacher", "head_of_inclusion"] as const;
export type StepWho = (typeof stepWhos)[number];

/** Whom a step tells, in words that follow "tell". */
export const stepWhoWords = {
  duty_person: "the person on duty",
  depute: "the depute",
  vs_head_teacher: "the Virtual School Head Teacher",
  head_of_inclusion: "the Head of Inclusion",
} as const satisfies Record<StepWho, string>;

/** One step of a policy. */
export type PolicyStep = {
  who: StepWho;
  /** Of the time that an answer may take: 100 is when it is due. */
  percent: number;
  /** Staffed minutes, at least, after the step before it or after raising. */
  floorMinutes: number;
};

/** The steps the product ships with (working assumption, domain facts §4a). */
export const usualSteps: readonly PolicyStep[] = [
  { who: "duty_person", percent: 50, floorMinutes: 5 },
  { who: "depute", percent: 100, floorMinutes: 5 },
  { who: "vs_head_teacher", percent: 150, floorMinutes: 5 },
  { who: "head_of_inclusion", percent: 200, floorMinutes: 5 },
];

/** What holds for new alerts; version 0 is what the product ships with. */
export type EscalationPolicy = {
  version: number;
  steps: readonly PolicyStep[];
  hasRandomDrills: boolean;
  savedById: string | null;
};
