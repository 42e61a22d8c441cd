/** What the auditor finds, by code, as people read it. */
export const promiseWords = {
  no_accepted_delivery: "No message that asks for an answer has been accepted",
  step_overdue: "The next person was not told in time",
  step_without_mail: "Somebody is said to have been told, and there is no message to them",
  no_next_step: "Nobody has answered, and nobody is left to be told",
  silent_after_answer: "A promised call is not on record, and nobody was reminded",
  clock_disagrees: "It waits for an answer, and its clock has stopped",
  delivery_stuck: "A message waits to be sent, and no worker takes it",
  counts_do_not_add_up: "Alerts raised are not the sum of those open, closed, withdrawn and duplicate",
  alert_lost: "An alert that was raised is not on record any more",
  audit_failed: "The check of what is owed could not finish",
} as const;

/** A kind of broken promise. */
export type PromiseCode = keyof typeof promiseWords;
export const promiseCodes = Object.keys(promiseWords) as PromiseCode[];

/** What only a full run looks for: it stays found until the next full run. */
export const fullRunCodes: readonly PromiseCode[] = ["alert_lost"];

/** A promise that is broken now. */
export type Finding = { code: PromiseCode; alertId: string | null; reference: string | null };
