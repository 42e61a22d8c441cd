import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { Counted } from "./merge-follows";
import { mergesPaths } from "./merges.paths";
import type { MergeDetails } from "./merges.queries.server";

type Undoing = NonNullable<MergeDetails["undoing"]>;

const isAny = (counts: readonly string[]) => counts.length > 0;

function UndoFollows({ undoing }: { undoing: Undoing }) {
  const { back, inTheWay, gone, added, restored, changedSince } = undoing;
  return (
    <>
      {isAny([...inTheWay, ...gone]) ? (
        <>
          <p>These go back to the record that was set aside:</p>
          <Counted counts={back} none="Nothing." />
        </>
      ) : (
        <p>Everything that moved goes back to the record that was set aside.</p>
      )}
      {isAny(restored) && <p>As they were before are: {restored.join(", ")}.</p>}
      {isAny(changedSince) && (
        <p>These were changed since, and stay as they are now: {changedSince.join(", ")}.</p>
      )}
      {isAny(added) && (
        <>
          <p>These came to the kept record since, and stay with it:</p>
          <Counted counts={added} none="" />
        </>
      )}
      {isAny([...inTheWay, ...gone]) && (
        <Notice kind="warning" title="Not everything can go back">
          {isAny(inTheWay) && (
            <p>
              Changed since, so that their place is taken; they stay with the kept record:{" "}
              {inTheWay.join(", ")}.
            </p>
          )}
          {isAny(gone) && <p>Taken away since: {gone.join(", ")}.</p>}
        </Notice>
      )}
    </>
  );
}

/** What undoing a merge does, and the press; or what waits for it. */
export function MergeUndoing({ mergeId, undoing }: { mergeId: string; undoing: Undoing }) {
  if (undoing.laterId)
    return (
      <Section id="undo" title="Undo it">
        <p>
          The kept record was merged again since.{" "}
          <TextLink href={mergesPaths.merge(undoing.laterId)}>Undo the later merge first</TextLink>
        </p>
      </Section>
    );
  return (
    <Section id="undo" title="Undo it">
      <UndoFollows undoing={undoing} />
      <ActionForm hidden={{ mergeId, seen: undoing.seen }}>
        <SubmitButton kind="secondary">Undo the merge</SubmitButton>
      </ActionForm>
    </Section>
  );
}
