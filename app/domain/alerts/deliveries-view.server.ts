import { type DeliveryRow, deliveryRow } from "~/domain/notifications/delivery-row";
import { notificationsPolicy } from "~/domain/notifications/notifications.policy";
import { type Actor, may } from "~/platform/actor";
import { systemClock } from "~/platform/clock";
import type { AlertRecord } from "./alert-record.queries.server";

/** Everybody who was written to about an alert, by which channel, and what became of it. */
export function deliveriesView({ deliveries, names }: AlertRecord, actor: Actor): DeliveriesView {
  // Real time: retries do not follow the demo's clock.
  const now = systemClock.now();
  return {
    rows: deliveries.map((delivery) => deliveryRow(delivery, names, now)),
    mayRetry: may(actor, notificationsPolicy.retry),
  };
}

export type DeliveriesView = { rows: DeliveryRow[]; mayRetry: boolean };
