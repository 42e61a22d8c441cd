import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { exclusionsPaths } from "./exclusions.paths";

type Props = {
  alertId: string;
  exclusion: { id: string; reference: string } | null;
  /** The alert says that the learner was excluded, and the viewer may put that on record. */
  mayRecord: boolean;
};

/** On the page of an alert: its exclusion, or the way to record it. */
export function ExclusionOfAlert({ alertId, exclusion, mayRecord }: Props) {
  if (exclusion) {
    return (
      <Notice title="The exclusion is on record">
        <p>
          <TextLink href={exclusionsPaths.exclusion(exclusion.id)}>Exclusion {exclusion.reference}</TextLink>
        </p>
      </Notice>
    );
  }
  if (!mayRecord) return null;
  return (
    <Notice kind="warning" title="The exclusion is not on record yet">
      <p>What is due next, and by which day, is counted once it is.</p>
      <ButtonLink href={exclusionsPaths.add({ alert: alertId })}>Record the exclusion</ButtonLink>
    </Notice>
  );
}
