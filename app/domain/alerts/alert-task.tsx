import type { ReactNode } from "react";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { alertsPaths } from "./alerts.paths";

/** The frame of a page on which one thing is done with one alert. */
export function AlertTask({ alert, title, lead, children }: { alert: { id: string; reference: string }; title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <Page title={title} label={`Alert ${alert.reference}`} lead={lead} back={<BackLink href={alertsPaths.record(alert.id)}>Back to the alert</BackLink>}>
      {children}
    </Page>
  );
}
