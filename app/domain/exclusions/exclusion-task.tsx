import type { ReactNode } from "react";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { exclusionsPaths } from "./exclusions.paths";

type Props = {
  exclusion: { id: string; reference: string };
  title: string;
  lead?: ReactNode;
  /** Why nothing is accepted now: shown in place of the form. Null once something was typed and sent. */
  refused?: string | null;
  children: ReactNode;
};

/** The frame of a page on which one thing is done with one exclusion. */
export function ExclusionTask({ exclusion, title, lead, refused = null, children }: Props) {
  return (
    <Page
      title={title}
      label={`Exclusion ${exclusion.reference}`}
      lead={lead}
      back={<BackLink href={exclusionsPaths.exclusion(exclusion.id)}>Back to the exclusion</BackLink>}
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
