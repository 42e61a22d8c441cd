import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import type { ExclusionView } from "./exclusion-view.server";
import { exclusionsPaths } from "./exclusions.paths";

/** The ways to end a record; what is rare is a quiet link of its own. */
export function EndsSection({ view }: { view: ExclusionView }) {
  const { close, annul, removeFromRegister } = view.offers;
  if (!close && !annul && !removeFromRegister) return null;
  return (
    <Section id="ends" title="End of the record">
      {close &&
        (view.notYet === null ? (
          <ButtonLink href={exclusionsPaths.close(view.id)} kind="secondary">
            Close the record
          </ButtonLink>
        ) : (
          <p>{view.notYet} Until then the record stays open.</p>
        ))}
      {annul && (
        <p>
          Annulled on appeal, or recorded by mistake?{" "}
          <TextLink href={exclusionsPaths.annul(view.id)}>Annul the exclusion</TextLink>
        </p>
      )}
      {removeFromRegister && (
        <p>
          The child does not come back to this school?{" "}
          <TextLink href={exclusionsPaths.remove(view.id)}>Removal from the register</TextLink>
        </p>
      )}
    </Section>
  );
}
