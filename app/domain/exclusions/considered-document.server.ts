import { Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";
import { checklistNotice, consideredTitle } from "./considered.words";
import type { ConsideredLines } from "./considered-lines";
import type { ConsideredView } from "./considered-view.server";

const words = (text: string) => new Paragraph({ spacing: { after: 120 }, children: lines(text) });

/** Text with its line breaks. */
const lines = (text: string) =>
  text.split(/\r?\n/).map((line, index) => new TextRun({ text: line, break: index === 0 ? 0 : 1 }));

const labelled = (label: string, text: string) =>
  new Paragraph({
    spacing: { after: 120 },
    children: [new TextRun({ text: `${label}: `, bold: true }), ...lines(text)],
  });

const pointOf = ({ heading, status, details, signed }: ConsideredLines) => [
  new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2, keepNext: true }),
  new Paragraph({
    spacing: { after: 120 },
    keepNext: details.length > 0,
    children: [new TextRun({ text: status, bold: true })],
  }),
  ...details.map(({ label, text }) => labelled(label, text)),
  ...(signed ? [labelled("Answered by", signed)] : []),
];

type Content = Pick<ConsideredView, "record" | "child" | "school" | "decision" | "count" | "today" | "lines">;

/** The checklist with its answers as a Word document. */
export function consideredDocument(view: Content): Promise<Buffer> {
  const children = [
    new Paragraph({ text: consideredTitle, heading: HeadingLevel.HEADING_1 }),
    ...[view.record, view.child, view.school, view.decision]
      .filter((line) => line !== null)
      .map((line) => words(line)),
    words(`${view.count} on ${view.today}. ${checklistNotice}`),
    ...view.lines.flatMap(pointOf),
    words(""),
    words("Head teacher: ______________________    Date: ______________"),
  ];
  return Packer.toBuffer(
    new Document({
      title: `${consideredTitle}, ${view.record}`,
      creator: "Virtual School",
      styles: { default: { document: { run: { font: "Arial", size: 24 } } } },
      sections: [{ children }],
    }),
  );
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The document as a download; its name holds the reference alone. */
export async function consideredDownload(view: Content & { reference: string }): Promise<Response> {
  return new Response(new Uint8Array(await consideredDocument(view)), {
    headers: {
      "Content-Type": wordType,
      "Content-Disposition": `attachment; filename="${view.reference}-considered.docx"`,
    },
  });
}
