import { Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";
import type { LeavingSample } from "./export-sample.server";
import type { CaseLines, CasePart } from "./internal/case-lines";

const textOf = (text: string): TextRun[] =>
  text.split(/\r?\n/).map((line, index) => new TextRun({ text: line, break: index === 0 ? 0 : 1 }));

const spaced = { spacing: { after: 120 } };

const partOf = ({ label, items, text }: CasePart): Paragraph[] => [
  new Paragraph({ text: label, heading: HeadingLevel.HEADING_3, keepNext: true }),
  ...items.map((item) => new Paragraph({ ...spaced, text: item })),
  ...(text === null ? [] : [new Paragraph({ ...spaced, children: textOf(text) })]),
];

const caseOf = ({ heading, parts }: CaseLines): Paragraph[] => [
  new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2, keepNext: true }),
  ...parts.flatMap(partOf),
];

/** A released sample as a .docx file. Its properties name nobody. */
export async function qualityDocument(sample: LeavingSample): Promise<Uint8Array<ArrayBuffer>> {
  const { title, intro, cases } = sample;
  const children = [
    new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 }),
    ...intro.map((text) => new Paragraph({ ...spaced, text })),
    ...cases.flatMap(caseOf),
  ];
  const file = new Document({
    creator: "Virtual School",
    lastModifiedBy: "Virtual School",
    title,
    styles: { default: { document: { run: { font: "Arial", size: 24, language: { value: "en-GB" } } } } },
    sections: [{ children }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
