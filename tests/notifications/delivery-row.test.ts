import { describe, expect, it } from "vitest";
import { type ChannelKind, channelKinds } from "~/domain/notifications/channels.words";
import { deliveryRow } from "~/domain/notifications/delivery-row";
import type { Delivery } from "~/domain/notifications/notifications.queries.server";

const now = new Date("2026-11-23T10:05:00Z");
const names = new Map([["ailsa", "Ailsa Mackenzie"]]);
const problem = "The mail server said: 451 try later";

const aDelivery = (changes: Partial<Delivery> = {}): Delivery => ({
  id: "1",
  toPersonId: "ailsa",
  template: "alerts/alert-raised",
  channel: "email",
  about: null,
  state: "queued",
  queuedAt: new Date("2026-11-23T10:02:00Z"),
  acceptedAt: null,
  deliveredAt: null,
  failedAt: null,
  nextAttemptAt: null,
  attempts: 0,
  lastProblem: null,
  ...changes,
});
const rowOf = (changes: Partial<Delivery>) => deliveryRow(aDelivery(changes), names, now);
const acceptedAt = new Date("2026-11-23T10:02:04Z");

describe("what people read of a message", () => {
  it("is what it says, to whom and by which channel", () => {
    expect(rowOf({ channel: "sms" })).toMatchObject({
      what: "Alert raised, to the person on duty",
      to: "Ailsa Mackenzie",
      by: "Text message",
    });
    expect(rowOf({ toPersonId: null }).to).toBe("Somebody who is not in the system");
  });

  it.each<[Partial<Delivery>, string, string | null]>([
    [{}, "Waiting to be sent.", null],
    [{ state: "accepted", acceptedAt }, "Accepted by the mail server 23 November 2026, 10:02.", null],
    [
      { lastProblem: problem, nextAttemptAt: new Date("2026-11-23T10:08:30Z") },
      "Failed. The mail server said: 451 try later. Tried again within 4 minutes.",
      "Try now",
    ],
    [
      { lastProblem: problem, nextAttemptAt: new Date("2026-11-23T10:05:20Z") },
      "Failed. The mail server said: 451 try later. Tried again within a minute.",
      "Try now",
    ],
    [
      { state: "undeliverable", lastProblem: "The mail server said: 550 no such mailbox" },
      "Cannot be delivered. The mail server said: 550 no such mailbox.",
      "Send again",
    ],
    [
      { state: "failed", lastProblem: "The webhook answered 500. Given up after 48 hours." },
      "Could not be sent. The webhook answered 500. Given up after 48 hours.",
      "Send again",
    ],
    [{ state: "dropped" }, "Not sent: the alert was answered first.", null],
    [
      { state: "accepted", channel: "sms", acceptedAt, deliveredAt: new Date("2026-11-23T10:03:00Z") },
      "Delivered 23 November 2026, 10:03.",
      null,
    ],
  ])("%j: %s", (changes, became, again) => {
    expect(rowOf(changes)).toMatchObject({ became, again });
  });

  it("never offers to send a sign-in code again", () => {
    expect(rowOf({ template: "accounts/sign-in-code", state: "failed", lastProblem: "x" }).again).toBeNull();
  });

  const takers: Record<ChannelKind, string> = {
    email: "the mail server",
    notify_email: "GOV.UK Notify",
    sms: "GOV.UK Notify",
    webhook: "the webhook",
  };
  it.each(channelKinds)("says who accepted it, and never that it was read: %s", (channel) => {
    const { became } = rowOf({ channel, state: "accepted", acceptedAt });
    expect(became).toContain(`Accepted by ${takers[channel]} `);
    expect(became).not.toMatch(/delivered|read/i);
  });
});
