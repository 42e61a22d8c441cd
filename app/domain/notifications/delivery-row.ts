import { formatDayTime } from "~/platform/format";
import { type ChannelKind, channelWords, mailKinds } from "./channels.words";
import type { Delivery } from "./notifications.queries.server";
import { isLost, retryInWords, templateInWords } from "./notifications.schema";

/** One message to one person by one channel, as a page shows it. */
export type DeliveryRow = {
  id: string;
  to: string;
  what: string;
  by: string;
  queuedAt: Date;
  /** A sentence or two: what became of it, when and why. */
  became: string;
  /** Words of the button that sends it again; null when there is nothing to press. */
  again: "Send again" | "Try now" | null;
};

const takers = {
  email: "the mail server",
  notify_email: "GOV.UK Notify",
  sms: "GOV.UK Notify",
  webhook: "the webhook",
} as const satisfies Record<ChannelKind, string>;

/** "Mail to Isla Grant accepted by the mail server": of a message that was. */
export const acceptedInWords = (channel: ChannelKind, to: string): string =>
  `${mailKinds.includes(channel) ? "Mail" : "Message"} to ${to} accepted by ${takers[channel]}`;

/** What became of a message, in a sentence or two; `now` is real time. */
function becameOf(delivery: Delivery, now: Date): string {
  const { state, channel, acceptedAt, deliveredAt, nextAttemptAt, lastProblem } = delivery;
  // What the other side said comes without a full stop as often as with one.
  const why = (lastProblem ?? "").replace(/[^.!?]$/, "$&.");
  if (state === "dropped") return "Not sent: the alert was answered first.";
  if (state === "undeliverable") return `Cannot be delivered. ${why}`;
  if (state === "failed") return `Could not be sent. ${why}`;
  if (state === "queued")
    return nextAttemptAt ? `Failed. ${why} ${retryInWords(nextAttemptAt, now)}` : "Waiting to be sent.";
  if (deliveredAt) return `Delivered ${formatDayTime(deliveredAt)}.`;
  return `Accepted by ${takers[channel]} ${acceptedAt ? formatDayTime(acceptedAt) : ""}.`;
}

function againOf({ state, template, nextAttemptAt }: Delivery): DeliveryRow["again"] {
  // A code is wiped when it fails: never again.
  if (template === "accounts/sign-in-code") return null;
  if (isLost(state)) return "Send again";
  return state === "queued" && nextAttemptAt !== null ? "Try now" : null;
}

/** A delivery as pages show it; `names` of people by id, `now` in real time like the retries. */
export function deliveryRow(delivery: Delivery, names: ReadonlyMap<string, string>, now: Date): DeliveryRow {
  return {
    id: delivery.id,
    to: names.get(delivery.toPersonId ?? "") ?? "Somebody who is not in the system",
    what: templateInWords(delivery.template),
    by: channelWords[delivery.channel],
    queuedAt: delivery.queuedAt,
    became: becameOf(delivery, now),
    again: againOf(delivery),
  };
}
