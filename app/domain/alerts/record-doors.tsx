import { ButtonGroup, ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { alertsPaths } from "./alerts.paths";
import type { AlertVerb } from "./offered.server";

/** What can be done at any time. What belongs to a part of the plan is offered there. */
export function Doors({ id, verbs }: { id: string; verbs: readonly AlertVerb[] }) {
  return (
    <ButtonGroup>
      {verbs.includes("add_note") && (
        <ButtonLink href={alertsPaths.note(id)} kind="secondary">
          Add a note
        </ButtonLink>
      )}
      {verbs.includes("record_call") && (
        <ButtonLink href={alertsPaths.call(id)} kind="secondary">
          Record a phone call
        </ButtonLink>
      )}
      {verbs.includes("mark_duplicate") && (
        <ButtonLink href={alertsPaths.duplicate(id)} kind="secondary">
          It repeats another alert
        </ButtonLink>
      )}
    </ButtonGroup>
  );
}

/** The alert goes on under another reference. */
export function Repeats({ first }: { first: { id: string; reference: string } }) {
  return (
    <Notice title={`This alert repeats ${first.reference}`}>
      <p>
        <TextLink href={alertsPaths.record(first.id)}>Go on with {first.reference}</TextLink>
      </p>
    </Notice>
  );
}

/** After a second post of the same form: one alert was stored, the first. */
export function StoredBefore({ kind, id }: { kind: "changed" | "repeat"; id: string }) {
  return (
    <Notice title="This alert was stored already" isNews>
      {kind === "changed" ? (
        <p>
          What you changed since was not stored.{" "}
          <TextLink href={alertsPaths.note(id)}>Add the change as a note</TextLink>.
        </p>
      ) : (
        <p>You sent it twice, and there is one alert.</p>
      )}
    </Notice>
  );
}
