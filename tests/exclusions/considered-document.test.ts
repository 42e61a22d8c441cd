import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { consideredDocument, consideredDownload } from "~/domain/exclusions/considered-document.server";

type Zip = { file(name: string): { async(kind: "string"): Promise<string> } | null };
// The reader of zip files that the writer of the document brings along.
const { loadAsync }: { loadAsync(file: Buffer): Promise<Zip> } = createRequire(
  createRequire(import.meta.url).resolve("docx"),
)("jszip");

const view = {
  reference: "E-2026-0001",
  record: "Exclusion E-2026-0001",
  child: "Kirsty Madeup, S2",
  school: "Invented Academy",
  decision: "Decided on 23 November 2026, by Iain Ross",
  today: "24 November 2026",
  count: "1 of 3 considered, 1 answered with no",
  lines: [
    {
      heading: "1. Needs",
      answer: "yes" as const,
      status: "Considered",
      details: [{ label: "Comment", text: "First line.\nSecond line <b> & more." }],
      signed: "Morag Baird, 23 November 2026",
    },
    {
      heading: "2. Views",
      answer: "no" as const,
      status: "Not considered",
      details: [],
      signed: "Morag Baird",
    },
    { heading: "3. Supports", answer: null, status: "Not answered", details: [], signed: null },
  ],
};

/** The text of each paragraph of a document; a line break is a line break. */
async function paragraphsOf(file: Buffer): Promise<string[]> {
  const xml = (await (await loadAsync(file)).file("word/document.xml")?.async("string")) ?? "";
  return xml
    .split("</w:p>")
    .map((paragraph) => paragraph.replaceAll("<w:br/>", "\n").replace(/<[^>]+>/g, ""))
    .filter((text) => text !== "");
}

it("holds the record, who it is about, and every point with its answer, in order", async () => {
  expect(await paragraphsOf(await consideredDocument(view))).toEqual([
    "Considered before excluding",
    "Exclusion E-2026-0001",
    "Kirsty Madeup, S2",
    "Invented Academy",
    "Decided on 23 November 2026, by Iain Ross",
    expect.stringMatching(/^1 of 3 considered, 1 answered with no on 24 November 2026\. The points follow/),
    "1. Needs",
    "Considered",
    "Comment: First line.\nSecond line &lt;b&gt; &amp; more.",
    "Answered by: Morag Baird, 23 November 2026",
    "2. Views",
    "Not considered",
    "Answered by: Morag Baird",
    "3. Supports",
    "Not answered",
    expect.stringMatching(/^Head teacher: _+ +Date: _+$/),
  ]);
});

it("leaves out what is not known", async () => {
  const paragraphs = await paragraphsOf(await consideredDocument({ ...view, child: null, decision: null }));
  expect(paragraphs.slice(0, 3)).toEqual([
    "Considered before excluding",
    "Exclusion E-2026-0001",
    "Invented Academy",
  ]);
});

it("is downloaded under its reference, without a name, and says nothing of the child in its properties", async () => {
  const response = await consideredDownload(view);
  expect(response.headers.get("Content-Disposition")).toBe(
    'attachment; filename="E-2026-0001-considered.docx"',
  );
  const zip = await loadAsync(Buffer.from(await response.arrayBuffer()));
  const properties = (await zip.file("docProps/core.xml")?.async("string")) ?? "";
  expect(properties).toContain("Exclusion E-2026-0001");
  expect(properties).not.toContain("Madeup");
});
