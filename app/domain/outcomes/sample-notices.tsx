import { Notice } from "~/ui/notice";
import { fewestCases } from "./quality.words";
import type { OpenSample } from "./sample-view.server";

/** What a sample's page says before its cases. */
export function SampleNotices({ sample }: { sample: OpenSample }) {
  if (sample.state === "withdrawn") {
    return (
      <Notice title="Withdrawn">
        <p>{sample.withdrawnWhy}</p>
      </Notice>
    );
  }
  return (
    <>
      {sample.releasedOn && (
        <Notice kind="success" title={`Released on ${sample.releasedOn}`}>
          <p>It can be printed and downloaded; each time is on record. The app sends it to nobody.</p>
        </Notice>
      )}
      {sample.isSmall && (
        <Notice kind="warning" title="Small numbers">
          <p>
            Fewer than {fewestCases} examples: whoever knows one of the children can recognise them more
            easily.
          </p>
        </Notice>
      )}
      {sample.state === "open" && (
        <p>
          {sample.isMaker
            ? "You drew it, so you write its examples. Somebody else reviews them."
            : "Whoever drew it writes its examples. You can review what is written."}
        </p>
      )}
    </>
  );
}
