import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { caseLines, type StoredCase } from "~/domain/outcomes/internal/case-lines";
import { drawnFromWords, noWords } from "~/domain/outcomes/quality.words";
import { qualityDocument } from "~/domain/outcomes/quality-document.server";

type Entry = { async(kind: "string"): Promise<string> };
type Zip = { files: Record<string, Entry> };
// The reader of zip files that the writer of the document brings along.
const { loadAsync }: { loadAsync(file: Uint8Array): Promise<Zip> } = createRequire(
  createRequire(import.meta.url).resolve("docx"),
)("jszip");

const stored: StoredCase = {
  position: 1,
  sector: "primary",
  triggers: ["noise_or_crowd", "retired"],
  used: ["key_adult@2"],
  notUsed: [],
  outcome: "prevented_sustained",
  ledToIt: "It was too loud <b> & more.\nNobody listened.",
  cameOfIt: null,
  childWords: "Nobody was listening.",
};
const labels = {
  triggers: new Map([["noise_or_crowd", "Noise or crowd"]]),
  alternatives: new Map([["key_adult@2", "Time with a key adult"]]),
};
const aReleased = (...cases: StoredCase[]) => ({
  id: "5f0f3a52-0000-4000-8000-000000000000",
  title: "Alerts of the school year 2025–26: a sample",
  intro: ["Drawn by lot.", "Read by a second person."],
  cases: cases.map((one) => caseLines(one, labels)),
});

const paragraphsOf = (xml: string) =>
  xml
    .split("</w:p>")
    .map((paragraph) => paragraph.replaceAll("<w:br/>", "\n").replace(/<[^>]+>/g, ""))
    .filter((text) => text !== "");

it("holds what each case says, in order, and nothing that a case does not say", async () => {
  const { files } = await loadAsync(await qualityDocument(aReleased(stored)));
  expect(paragraphsOf((await files["word/document.xml"]?.async("string")) ?? "")).toEqual([
    "Alerts of the school year 2025–26: a sample",
    "Drawn by lot.",
    "Read by a second person.",
    "Example 1",
    "Kind of school",
    "Primary school",
    "What led to it",
    "Noise or crowd",
    "retired",
    "It was too loud &lt;b&gt; &amp; more.\nNobody listened.",
    "Alternatives that were used",
    "Time with a key adult",
    "In the young person’s words",
    "Nobody was listening.",
    "What came of it",
    "Still in school after 30 school days",
  ]);
});

it("says so where words of the young person may not be in it, and leaves the kind of school out where it is not said", () => {
  const { parts } = caseLines({ ...stored, sector: null, childWords: null }, labels);
  expect(parts.map((part) => part.label)).not.toContain("Kind of school");
  expect(parts.find((part) => part.label === "In the young person’s words")?.items).toEqual([noWords]);
});

it("names nobody in its properties: no person, no id, in no file of it", async () => {
  const { files } = await loadAsync(await qualityDocument(aReleased(stored)));
  const core = (await files["docProps/core.xml"]?.async("string")) ?? "";
  expect(core).toContain("<dc:creator>Virtual School</dc:creator>");
  expect(core).toContain("<cp:lastModifiedBy>Virtual School</cp:lastModifiedBy>");
  for (const file of Object.values(files)) expect(await file.async("string")).not.toContain("5f0f3a52");
});

it.each([
  [10, 40, "10 alerts, drawn by lot from 40 that"],
  [1, 5, "1 alert, drawn by lot from 5 that"],
  [2, 4, "2 alerts, drawn by lot from fewer than 5 that"],
])("%i of %i are said as “%s”", (cases, drawnFrom, words) => {
  expect(drawnFromWords(cases, drawnFrom)).toContain(words);
});
