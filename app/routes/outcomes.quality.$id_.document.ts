import { guarded } from "~/domain/accounts/guarded.server";
import { exportSample } from "~/domain/outcomes/export-sample.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { qualityDocument } from "~/domain/outcomes/quality-document.server";

/** A released sample as a file for Word; its name says nothing of what is in it. */
export const loader = guarded(outcomesPolicy.readQuality, async ({ actor, clock, params }) => {
  const sample = await exportSample(actor, { sampleId: params.id, as: "document" }, clock);
  return new Response(await qualityDocument(sample), {
    headers: {
      "Content-Type": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "Content-Disposition": 'attachment; filename="quality-sample.docx"',
    },
  });
});
