import { DeliveryTable } from "~/domain/notifications/delivery-table";
import { Section } from "~/ui/page";
import { alertsPaths } from "./alerts.paths";
import type { DeliveriesView } from "./deliveries-view.server";

/** Who was written to about an alert, and what became of each message. */
export function AlertDeliveries({ id, view }: { id: string; view: DeliveriesView }) {
  return (
    <Section id="deliveries" title="Who was told, and how">
      <DeliveryTable
        caption="Messages about this alert"
        rows={view.rows}
        mayRetry={view.mayRetry}
        back={alertsPaths.record(id)}
      />
    </Section>
  );
}
