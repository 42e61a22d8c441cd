import { type DeliveryRow, deliveryRow } from "~/domain/notifications/delivery-row";
import { notificationsPolicy } from "~/domain/notifications/notifications.policy";
import { type Actor, may } from "~/platform/actor";
import type { AlertRecord } from "./alert-record.queries.server";

/** Everybody who was written to about an alert, by which channel, and what became of it; `now` is real time, as retries are. */
export function deliveriesView({ deliveries, names }: AlertRecord, actor: Actor, now: Date): DeliveriesView {
  return {
    rows: deliveries.map((delivery) => deliveryRow(delivery, names, now)),
    mayRetry: may(actor, notificationsPolicy.retry),
  };
}

export type DeliveriesView = { rows: DeliveryRow[]; mayRetry: boolean };
