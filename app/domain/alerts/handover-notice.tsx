import { ButtonLink } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { alertsPaths } from "./alerts.paths";
import type { HandoverView } from "./handover-view.server";

/** Somebody is asked to take the alert over and has not answered yet. */
export function HandoverNotice({
  handover,
  id,
  mayAnswer,
}: {
  handover: HandoverView;
  id: string;
  mayAnswer: boolean;
}) {
  const title = handover.isForMe
    ? `${handover.from} asks you to take over`
    : `${handover.from} has asked ${handover.to} to take over`;
  return (
    <Notice title={title}>
      <p>It stays with {handover.isMine ? "you" : handover.from} until then.</p>
      {mayAnswer && (
        <ButtonLink href={alertsPaths.handOver(id)} kind="secondary" isSmall>
          Answer
        </ButtonLink>
      )}
    </Notice>
  );
}
