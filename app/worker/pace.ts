/** How fast a worker works; the defaults are for real use, tests are faster. */
export type Pace = {
  pollMs: number;
  /** Longer than an attempt and the hold before it, so that a mail is never sent by two. */
  leaseSeconds: number;
  /** Sends of one channel at the same time that are not yet slow. */
  lanes: number;
  /** Mails of one channel taken while the lanes are busy, so that no lane waits for the database. */
  ahead: number;
  /** Longest that a mail taken ahead waits for a lane; then it is given back, for it may not be needed any more. */
  holdMs: number;
  /** After this a send is slow and its lane is free for the next mail. */
  slowAfterMs: number;
  /** Sends of one channel at the same time, slow ones included. */
  mostInFlight: number;
  /** Between two looks at which messages GOV.UK Notify is to be asked about. */
  askAfterMs: number;
  /** How late the next person of an unanswered alert may be told. */
  stepMs: number;
  /** Between two questions whether it is time for the auditor to look. */
  auditMs: number;
  /** How long a file waits at most until saving its rows begins. */
  importMs: number;
  /** Before the auditor looks at a new finding again. */
  confirmMs: number;
  beatMs: number;
  sweepMs: number;
  /** For sends in flight, when stopping. */
  stopMs: number;
};

export const usualPace: Pace = {
  pollMs: 1_000,
  leaseSeconds: 15,
  lanes: 8,
  ahead: 32,
  holdMs: 1_000,
  slowAfterMs: 1_000,
  mostInFlight: 64,
  askAfterMs: 2_500,
  stepMs: 1_000,
  auditMs: 10_000,
  importMs: 1_000,
  confirmMs: 5_000,
  beatMs: 5_000,
  sweepMs: 60_000,
  stopMs: 10_000,
};
