import { Document, HeadingLevel, Packer, Paragraph, TextRun } from "docx";

const linesOf = (text: string): TextRun[] =>
  text.split("\n").map((line, index) => new TextRun({ text: line, break: index === 0 ? 0 : 1 }));

const paragraphOf = (block: string): Paragraph =>
  block.startsWith("# ")
    ? new Paragraph({ heading: HeadingLevel.HEADING_2, text: block.slice(2), keepNext: true })
    : new Paragraph({ children: linesOf(block), spacing: { after: 160 } });

/** A letter as a .docx file. Its properties hold the reference and no name. */
export async function letterDocument(body: string, reference: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = new Document({
    creator: "Virtual School",
    lastModifiedBy: "Virtual School",
    title: reference,
    styles: { default: { document: { run: { font: "Arial", size: 24, language: { value: "en-GB" } } } } },
    sections: [{ children: body.split(/\n{2,}/).map(paragraphOf) }],
  });
  return new Uint8Array(await Packer.toArrayBuffer(file));
}
