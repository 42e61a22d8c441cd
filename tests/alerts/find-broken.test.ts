import { describe, expect, it } from "vitest";
import {
  findBroken,
  type Ledger,
  type LedgerClock,
  type LedgerMail,
  type LedgerStep,
} from "~/domain/alerts/internal/promises";

const at = (time: string) => new Date(`2026-11-23T${time}Z`);
const raised: LedgerClock = {
  alertId: "a",
  reference: "A-2026-0412",
  raisedAt: at("10:00:00"),
  acknowledgedAt: null,
  willRingBy: null,
  heardAt: null,
  reopenedAt: null,
};
const answered: LedgerClock = { ...raised, acknowledgedAt: at("10:05:00"), willRingBy: at("10:20:00") };
const step = (changes: Partial<LedgerStep> = {}): LedgerStep => {
  const dueAt = changes.dueAt ?? at("10:15:00");
  return {
    alertId: "a",
    position: 1,
    dueAt,
    promisedAt: dueAt,
    state: "pending",
    doneAt: null,
    told: [],
    ...changes,
  };
};
const done = (position: number, time: string): LedgerStep =>
  step({ position, state: "done", dueAt: at(time), doneAt: at(time), told: ["p"] });
const mail = (changes: Partial<LedgerMail> = {}): LedgerMail => ({
  alertId: "a",
  toPersonId: "p",
  state: "accepted",
  queuedAt: at("10:00:00"),
  ...changes,
});
const told = (time: string) => mail({ queuedAt: at(time) });
const nothing: Ledger = {
  clocks: [],
  steps: [],
  mails: [],
  counts: { raised: 4, open: 1, closed: 1, withdrawn: 1, duplicate: 1 },
  withoutClock: [],
  lost: [],
  stuck: [],
};

type Case = [name: string, now: string, ledger: Partial<Ledger>, codes: string[]];

const cases: Case[] = [
  [
    "an alert with an accepted message and a step to come",
    "10:15:59",
    { clocks: [raised], steps: [step()], mails: [mail()] },
    [],
  ],
  [
    "a message that is still queued after 5 minutes",
    "10:05:01",
    { clocks: [raised], steps: [step()], mails: [mail({ state: "queued" })] },
    ["no_accepted_delivery"],
  ],
  [
    "the same message before that",
    "10:05:00",
    { clocks: [raised], steps: [step()], mails: [mail({ state: "queued" })] },
    [],
  ],
  ["no message at all", "10:06:00", { clocks: [raised], steps: [step()] }, ["no_accepted_delivery"]],
  [
    "a message that was refused later",
    "10:06:00",
    { clocks: [raised], steps: [step()], mails: [mail({ state: "undeliverable" })] },
    ["no_accepted_delivery"],
  ],
  [
    "one refused and one accepted message",
    "10:06:00",
    { clocks: [raised], steps: [step()], mails: [mail({ state: "undeliverable" }), mail()] },
    [],
  ],
  [
    "an answer before any message was accepted",
    "10:10:00",
    { clocks: [answered], steps: [step({ dueAt: at("10:20:00") })], mails: [mail({ state: "dropped" })] },
    [],
  ],
  ["a step a minute late", "10:16:00", { clocks: [raised], steps: [step()], mails: [mail()] }, []],
  [
    "a step later than that",
    "10:16:01",
    { clocks: [raised], steps: [step()], mails: [mail()] },
    ["step_overdue"],
  ],
  [
    "a step that was put off",
    "10:20:00",
    {
      clocks: [raised],
      steps: [step({ dueAt: at("12:00:00"), promisedAt: at("10:15:00") })],
      mails: [mail()],
    },
    ["step_overdue"],
  ],
  [
    "a step that was brought forward",
    "10:10:00",
    {
      clocks: [raised],
      steps: [step({ dueAt: at("10:05:00"), promisedAt: at("10:15:00") })],
      mails: [mail()],
    },
    ["step_overdue"],
  ],
  [
    "a step that was done and mailed",
    "10:20:00",
    {
      clocks: [raised],
      steps: [done(1, "10:15:00"), step({ position: 2, dueAt: at("10:30:00") })],
      mails: [mail(), told("10:15:00")],
    },
    [],
  ],
  [
    "a step that was done and not mailed",
    "10:20:00",
    {
      clocks: [raised],
      steps: [done(1, "10:15:00"), step({ position: 2, dueAt: at("10:30:00") })],
      mails: [mail()],
    },
    ["step_without_mail"],
  ],
  [
    "a step that told nobody and says it is done",
    "10:20:00",
    {
      clocks: [raised],
      steps: [{ ...done(1, "10:15:00"), told: [] }, step({ position: 2, dueAt: at("10:30:00") })],
      mails: [mail(), told("10:15:00")],
    },
    ["step_without_mail"],
  ],
  [
    "the last person was told 30 minutes ago",
    "11:30:00",
    { clocks: [raised], steps: [done(1, "11:00:00")], mails: [mail(), told("11:00:00")] },
    [],
  ],
  [
    "the last person has had more than 30 minutes",
    "11:30:01",
    { clocks: [raised], steps: [done(1, "11:00:00")], mails: [mail(), told("11:00:00")] },
    ["no_next_step"],
  ],
  [
    "the last step found nobody",
    "11:01:00",
    {
      clocks: [raised],
      steps: [done(1, "10:45:00"), step({ position: 2, state: "skipped", doneAt: at("11:00:00") })],
      mails: [mail(), told("10:45:00")],
    },
    ["no_next_step"],
  ],
  [
    "an earlier step found nobody, the last one somebody",
    "11:01:00",
    {
      clocks: [raised],
      steps: [step({ state: "skipped", doneAt: at("10:59:00") }), done(2, "11:00:00")],
      mails: [mail(), told("11:00:00")],
    },
    [],
  ],
  ["no step was ever written", "10:02:00", { clocks: [raised], mails: [mail()] }, ["no_next_step"]],
  [
    "every step was cancelled without an answer",
    "10:02:00",
    { clocks: [raised], steps: [step({ state: "cancelled", doneAt: at("10:01:00") })], mails: [mail()] },
    ["no_next_step"],
  ],
  [
    "a promise whose time is to come",
    "10:20:00",
    { clocks: [answered], steps: [step({ dueAt: at("10:20:00") })], mails: [mail()] },
    [],
  ],
  [
    "a promise whose reminder was not sent",
    "10:21:01",
    { clocks: [answered], steps: [step({ dueAt: at("10:20:00") })], mails: [mail()] },
    ["step_overdue"],
  ],
  [
    "a promise out of hours, looked after next morning",
    "18:00:00",
    { clocks: [answered], steps: [step({ dueAt: new Date("2026-11-24T08:30:00Z") })], mails: [mail()] },
    [],
  ],
  [
    "a promise that nothing looks after",
    "10:21:01",
    { clocks: [answered], mails: [mail()] },
    ["silent_after_answer"],
  ],
  [
    "a promise that was kept",
    "15:00:00",
    { clocks: [{ ...answered, heardAt: at("10:12:00") }], mails: [mail()] },
    [],
  ],
  [
    "an alert that is open again, with a step to come",
    "10:40:00",
    {
      clocks: [{ ...answered, reopenedAt: at("10:20:00") }],
      steps: [done(1, "10:20:00"), step({ position: 2, dueAt: at("10:45:00") })],
      mails: [told("10:20:00")],
    },
    [],
  ],
  [
    "an alert that is open again and at its end",
    "11:00:00",
    {
      clocks: [{ ...answered, reopenedAt: at("10:20:00") }],
      steps: [done(1, "10:20:00")],
      mails: [told("10:20:00")],
    },
    ["no_next_step"],
  ],
  [
    "numbers that do not add up",
    "10:00:00",
    { counts: { ...nothing.counts, raised: 5 } },
    ["counts_do_not_add_up"],
  ],
  [
    "an alert whose clock has stopped",
    "10:00:00",
    { withoutClock: [{ alertId: "a", reference: null }] },
    ["clock_disagrees"],
  ],
  [
    "a message that no worker takes",
    "10:00:00",
    { stuck: [{ alertId: null, reference: null }] },
    ["delivery_stuck"],
  ],
  [
    "an alert that is not there any more",
    "10:00:00",
    { lost: [{ alertId: "a", reference: null }] },
    ["alert_lost"],
  ],
];

describe("a broken promise", () => {
  it.each(cases)("%s", (_name, now, ledger, codes) => {
    expect(findBroken({ ...nothing, ...ledger }, at(now)).map((finding) => finding.code)).toEqual(codes);
  });

  it("is told with the alert it is about", () => {
    const [finding] = findBroken({ ...nothing, clocks: [raised], steps: [step()] }, at("10:10:00"));
    expect(finding).toEqual({ code: "no_accepted_delivery", alertId: "a", reference: "A-2026-0412" });
  });

  it("is told of one alert and not of its neighbour", () => {
    const other = { ...raised, alertId: "b", reference: "A-2026-0413" };
    const ledger = {
      ...nothing,
      clocks: [raised, other],
      steps: [step(), step({ alertId: "b" })],
      mails: [mail(), mail({ alertId: "b", state: "queued" })],
    };
    expect(findBroken(ledger, at("10:10:00")).map((finding) => finding.alertId)).toEqual(["b"]);
  });
});
