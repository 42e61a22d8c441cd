import type { ReactNode } from "react";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { alertsPaths } from "./alerts.paths";

type AlertTaskProps = {
  alert: { id: string; reference: string };
  title: string;
  lead?: ReactNode;
  /** Why the alert does not accept this now: shown in place of the form. Null once something was typed and sent. */
  refused?: string | null;
  children: ReactNode;
};

/** The frame of a page on which one thing is done with one alert. */
export function AlertTask({ alert, title, lead, refused = null, children }: AlertTaskProps) {
  return (
    <Page
      title={title}
      label={`Alert ${alert.reference}`}
      lead={lead}
      back={<BackLink href={alertsPaths.record(alert.id)}>Back to the alert</BackLink>}
    >
      {refused === null ? (
        children
      ) : (
        <Notice title="Not now">
          <p>{refused}</p>
        </Notice>
      )}
    </Page>
  );
}
