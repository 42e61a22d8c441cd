import type { Stage } from "~/domain/learners/learners.words";
import type { Step } from "./steps";

/** What the school sent when it raised the alert. */
export type Report = {
  /** "decided", "not_known", "today", "today 14:30", "another_day 11-23" or "another_day 11-23 09:30". */
  expects: string;
  openings?: number;
  where: "in_class" | "with_adult" | "sent_out" | "not_safe";
  with: string;
  happened: string;
  /** Codes of the list trigger. */
  triggers: string[];
  /** Their words; null: did not want to say; left out: not asked yet. */
  says?: string | null;
  /** Codes of the list who_knows. */
  knows: string[];
  support?: string;
  tried?: string;
};

/**
 * One alert from raising to its end, or to where it stands in the demo's present. Everything is invented. It is written
 * as a record should be: short, factual and kind, for the reader who was that child.
 */
export type Story = {
  /** "11-19 10:12", in 2026. */
  at: string;
  school: string;
  /** Who raised it; the designated manager unless said otherwise. */
  by?: "manager" | "depute" | "head";
  learner?: string;
  /** A child who is not in the system. */
  child?: { name: string; stage: Stage };
  report: Report;
  steps: Step[];
};
