import { deflateRawSync } from "node:zlib";
import { strFromU8, strToU8, zipSync } from "fflate";
import { aWorkbook, csvOf, office, type SheetCell, sheetXml, workbookParts } from "#tests/factories/imports";

/** Columns of a file of learners in this order, by the heading of each. */
export const columns = {
  scn: "SCN",
  givenName: "Forename",
  familyName: "Surname",
  dateOfBirth: "DOB",
  stage: "Stage",
  seedCode: "SEED",
  enrolledOn: "From",
  category: "Care",
  careSince: "Since",
};
type Cell = keyof typeof columns;
const heading = Object.values(columns);
const good: Record<Cell, string> = {
  scn: "012345678",
  givenName: "Rowan",
  familyName: "Invented",
  dateOfBirth: "03/11/2013",
  stage: "S2",
  seedCode: "8400001",
  enrolledOn: "18/08/2025",
  category: "kinship_looked_after",
  careSince: "02/06/2024",
};
const row = (changes: Partial<Record<Cell, string>> = {}): string[] => Object.values({ ...good, ...changes });
const csv = (...rows: string[][]): string => csvOf(heading, ...rows);
const goodCsv = csv(row());
const goodSheet: SheetCell[][] = [heading, row()];

export type HostileFile = [what: string, content: () => string | Uint8Array];
const each = <T>(what: string, all: readonly T[], content: (one: T) => string | Uint8Array): HostileFile[] =>
  all.map((one, index) => [`${what} ${index + 1}: ${JSON.stringify(one)?.slice(0, 60)}`, () => content(one)]);

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf16 = (text: string, isBig: boolean, mark: boolean): Uint8Array => {
  const units = Buffer.from((mark ? "\uFEFF" : "") + text, "utf16le");
  return new Uint8Array(isBig ? units.swap16() : units);
};
const share = (whole: Uint8Array, part: number): Uint8Array =>
  whole.slice(0, Math.floor(whole.length * part));
const shares = (count: number): number[] => Array.from({ length: count }, (_, index) => index / count);

const workbook = (): Uint8Array => aWorkbook(goodSheet);
/** A workbook none of whose rows can be used, with some of its bytes overwritten. */
function damaged(at: number): Uint8Array {
  const whole = aWorkbook([heading, row({ stage: "Year 8" })]);
  return whole.fill(0xa5, Math.floor(whole.length * at), Math.floor(whole.length * at) + 24);
}
const withSheet = (sheet: string): Uint8Array => zipSync(workbookParts(sheet));
const withCell = (cell: Cell, xml: string): Uint8Array =>
  aWorkbook([heading, Object.entries(good).map(([name, text]) => (name === cell ? { xml } : text))]);
const withParts = (changes: Record<string, Uint8Array | null>): Uint8Array => {
  const parts = Object.entries({ ...workbookParts(sheetXml(goodSheet)), ...changes });
  return zipSync(Object.fromEntries(parts.flatMap(([name, part]) => (part ? [[name, part]] : []))));
};
const sheetPart = "xl/worksheets/sheet1.xml";
const blanks = (megabytes: number): Uint8Array => new Uint8Array(megabytes * 1_000_000).fill(32);

/** A zip with one file whose headers say that it is `said` bytes long, whatever it is. */
function lyingZip(name: string, content: Uint8Array, said: number): Uint8Array {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(said, 22);
  local.writeUInt16LE(name.length, 26);
  const end = Buffer.from([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]);
  return new Uint8Array(Buffer.concat([local, Buffer.from(name), packed, end]));
}

const truncated: HostileFile[] = [
  ...each("a workbook cut off at", shares(12).slice(1), (part) => share(workbook(), part)),
  ...each("a workbook with bytes overwritten at", shares(8), damaged),
  ...each("a CSV file cut off inside quotation marks", ["SCN", "Forename", "DOB", "From", "Care"], (name) =>
    goodCsv.replace(/\n.*/, "\n").replace(name, `"${name}`),
  ),
  ...each("a CSV row cut off after cell", [1, 2, 3, 4, 5, 6, 7, 8], (count) => csv(row().slice(0, count))),
];

const encodings: HostileFile[] = [
  ["UTF-16, little-endian", () => utf16(goodCsv, false, true)],
  ["UTF-16, big-endian", () => utf16(goodCsv, true, true)],
  ["UTF-16 without a mark", () => utf16(goodCsv, false, false)],
  ["UTF-16 big-endian without a mark", () => utf16(goodCsv, true, false)],
  [
    "UTF-32",
    () => new Uint8Array(new Uint32Array([...goodCsv].map((one) => one.codePointAt(0) ?? 0)).buffer),
  ],
  ["UTF-8 in a workbook's clothes", () => new Uint8Array([0x50, 0x4b, 3, 4, ...strToU8(goodCsv)])],
  ["NUL in the middle", () => goodCsv.replace("Rowan", "Ro\0wan")],
  ...each("letters lost in saving", ["ZoÃ«", "SeÃ¡n", "Zo\uFFFD", "Oâ€™Neil", "NÃ³ra", "FÃ¨is"], (name) =>
    csv(row({ givenName: name })),
  ),
];

const tiny = each(
  "one byte",
  [0, 9, 10, 13, 26, 32, 34, 44, 59, 61, 65, 80, 127, 128, 208, 239, 254, 255],
  (byte) => bytes(byte),
);

const formulas: HostileFile[] = [
  ...each(
    "a formula in a CSV cell",
    ["=1+1", "=HYPERLINK(A1)", "=cmd|' /C calc'!A0", "=IMPORTXML(A1)", "=WEBSERVICE(A1)"],
    (cell) => csv(row({ givenName: cell })),
  ),
  ...each(
    "a formula where a number or a day should be",
    ["=A1", "+1", "-1", "@SUM(A1)", "=TODAY()"],
    (cell) => csv(row({ scn: cell, dateOfBirth: cell })),
  ),
  ["a formula without a result", () => withCell("seedCode", `<c r="@"><f>A1+1</f></c>`)],
  ["a text formula without a result", () => withCell("familyName", `<c r="@" t="str"><f>A1&amp;B1</f></c>`)],
  ["a formula that failed", () => withCell("stage", `<c r="@" t="e"><f>1/0</f><v>#DIV/0!</v></c>`)],
  ["the words of an error", () => csv(row({ givenName: "#N/A" }))],
  ["the words of another error", () => csv(row({ familyName: "#REF!" }))],
];

const quotes = each(
  "quotation marks",
  [
    '"0"1"2"',
    '""012345678""',
    '"""012345678',
    "'012345678'",
    '"012\n34567"',
    '=""012345678""',
    '"""""""',
    "“012345678”",
  ],
  (cell) => csv(row({ scn: cell })),
);

const relations = strFromU8(workbookParts("")["xl/_rels/workbook.xml.rels"] ?? new Uint8Array());
/** One text that many cells have: it stands in the file once. */
const sharedText = (letters: number, rows: number): Uint8Array =>
  withParts({
    "xl/sharedStrings.xml": strToU8(`<sst><si><t>${"x".repeat(letters)}</t></si></sst>`),
    "xl/_rels/workbook.xml.rels": strToU8(
      relations.replace(
        "</Relationships>",
        `<Relationship Id="rId9" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
      ),
    ),
    [sheetPart]: strToU8(sheetXml(Array(rows).fill(Array(5).fill({ xml: '<c r="@" t="s"><v>0</v></c>' })))),
  });
/** More text than any file may hold, in a zip of less than a megabyte. */
export const sharedTextBomb = (): Uint8Array => sharedText(3_000, 19_000);

const bombs: HostileFile[] = [
  ["one text in 95,000 cells", sharedTextBomb],
  ["a zip bomb of blanks", () => withParts({ [sheetPart]: blanks(45) })],
  ["a zip bomb in the shared texts", () => withParts({ "xl/sharedStrings.xml": blanks(45) })],
  ["a zip bomb beside the sheet", () => withParts({ "xl/other.xml": blanks(45) })],
  [
    "a zip bomb in eight parts",
    () => withParts(Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`xl/part${n}.xml`, blanks(6)]))),
  ],
  ["a zip that says it is small", () => lyingZip(sheetPart, blanks(45), 100)],
  ["a zip that says it is huge", () => lyingZip(sheetPart, blanks(1), 4_000_000_000)],
  ["a zip in a zip", () => zipSync({ "inner.zip": zipSync({ "inner.zip": workbook() }) })],
  [
    "thousands of parts",
    () => zipSync(Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`a/${n}.xml`, bytes(60)]))),
  ],
  [
    "entities that multiply",
    () =>
      withSheet(
        `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;&b;</t></is></c></row></sheetData></worksheet>`,
      ),
  ],
  [
    "an entity of another file",
    () =>
      withSheet(
        `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>`,
      ),
  ],
];

const farCell = (at: string, rowNumber = 1) =>
  withSheet(
    `<worksheet><sheetData><row r="${rowNumber}"><c r="${at}"><v>1</v></c></row></sheetData></worksheet>`,
  );
const outsize: HostileFile[] = [
  ...each("a cell far out", ["ZZZZZZ1", "A999999999", "XFD1", "ZZZ1", "AAAAAAAAAAAA1"], (at) => farCell(at)),
  ...each("a row far down", [1_048_576, 9_999_999, 99_999_999_999], (number) =>
    farCell(`A${number}`, number),
  ),
  ["a row written twice", () => withSheet(sheetXml(goodSheet).replace('<row r="2">', '<row r="1">'))],
  ["cells in no order", () => withSheet(sheetXml(goodSheet).replace('r="B2"', 'r="A1"'))],
  ["a cell without a place", () => withSheet(sheetXml(goodSheet).replace('r="B2"', 'r=""'))],
  ["a style that is not there", () => withCell("dateOfBirth", `<c r="@" s="99"><v>41581</v></c>`)],
  ["a shared text that is not there", () => withCell("givenName", `<c r="@" t="s"><v>7</v></c>`)],
  ["a kind of cell that there is not", () => withCell("givenName", `<c r="@" t="zz"><v>7</v></c>`)],
  ["a day that is none", () => withCell("dateOfBirth", `<c r="@" s="1"><v>1e300</v></c>`)],
  [
    "61 columns",
    () =>
      csvOf(
        Array.from({ length: 61 }, (_, n) => `C${n}`),
        Array(61).fill("x"),
      ),
  ],
  ["20,001 rows", () => `A,B\n${"1,2\n".repeat(20_001)}`],
  ["a line of 100,000 letters", () => `A,B\n1,${"x".repeat(100_000)}`],
  ["50 MB", () => new Uint8Array(50_000_000).fill(65)],
  ["9 MB of zip", () => new Uint8Array([0x50, 0x4b, 3, 4, ...new Uint8Array(9_000_000)])],
];

const notTables: HostileFile[] = [
  ...each(
    "the first bytes of a",
    [
      ["PDF", "%PDF-1.7\n%\u00e2\u00e3\n1 0 obj"],
      ["web page", "<html><body><table><tr><td>SCN</td></tr></table></body></html>"],
      ["JSON file", '{"scn":"012345678"}'],
      ["XML file", "<?xml version='1.0'?><pupils/>"],
      ["script", "#!/bin/sh\nrm -rf /\n"],
      ["mail", "From: x\nTo: y\n\nSCN"],
    ] as const,
    ([, text]) => text,
  ),
  ...each(
    "the signature of",
    [
      [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0],
      [0xff, 0xd8, 0xff, 0xe0, 0],
      [0x1f, 0x8b, 8, 0, 0, 0],
      [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0],
      [0x52, 0x61, 0x72, 0x21, 0x1a, 7, 0],
      [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
      [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0],
    ],
    (signature) => bytes(...signature),
  ),
  ["an empty zip", () => bytes(0x50, 0x4b, 5, 6, ...new Array(18).fill(0))],
  ["a document for Word", () => zipSync({ "word/document.xml": strToU8("<w:document/>") })],
  [
    "a sheet of another office",
    () => zipSync({ "content.xml": strToU8("<office/>"), mimetype: strToU8("ods") }),
  ],
  ["a workbook without its sheet", () => withParts({ [sheetPart]: null })],
  ["a workbook without relations", () => withParts({ "xl/_rels/workbook.xml.rels": null })],
  ["a workbook that names no sheet", () => withParts({ "xl/workbook.xml": strToU8("<workbook/>") })],
  ["a sheet that is no XML", () => withSheet("SCN,Forename")],
  ["a sheet that ends early", () => withSheet(sheetXml(goodSheet).slice(0, 400))],
  ["a sheet with nothing in it", () => withSheet("<worksheet><sheetData/></worksheet>")],
  [
    "a name that climbs out of its folder",
    () => zipSync({ "../../xl/workbook.xml": strToU8("<workbook/>") }),
  ],
];

const headings: HostileFile[] = [
  ...each("a heading twice", heading.slice(0, 6), (name) =>
    csvOf(
      heading.map((one) => (one === "Since" ? name : one)),
      row(),
    ),
  ),
  ["headings alike but for their case", () => goodCsv.replace("Since", "scn")],
  ["headings alike but for blanks", () => goodCsv.replace("Since", "  SCN  ")],
  [
    "a heading twice in a workbook",
    () => aWorkbook([heading.map((one) => (one === "Since" ? "SCN" : one)), row()]),
  ],
  ["other headings", () => goodCsv.replace("SCN,Forename,Surname", "A,B,C")],
  ["no headings", () => csvOf(row(), row())],
  ["headings alone", () => csv()],
  ["headings and empty rows", () => csv([""], ["", "", ""])],
  ["one column", () => "SCN\n012345678"],
  ["strokes for separators", () => goodCsv.replaceAll(",", "|")],
  ["nothing at all", () => ""],
  ["blanks alone", () => " \n \n\t"],
  ["a mark and nothing else", () => bytes(0xef, 0xbb, 0xbf)],
];

const dates = [
  ...each(
    "a day that there is not",
    [
      "31/02/2013",
      "00/00/0000",
      "29/02/2023",
      "30/02/2024",
      "32/01/2013",
      "2013-13-01",
      "2013-02-30",
      "2013-00-10",
    ],
    (day) => csv(row({ dateOfBirth: day })),
  ),
  ...each(
    "words for a day",
    [
      "yesterday",
      "03/11/13",
      "2013-11",
      "11-2013",
      "1e5",
      "99999999",
      "0",
      "-1",
      "3rd November 2013",
      "Nov 2013",
    ],
    (day) => csv(row({ dateOfBirth: day })),
  ),
  ...each("a month before its day", ["11/23/2013", "1/31/2013", "12/13/2012"], (day) =>
    csv(row({ dateOfBirth: day }), row({ scn: "012345679", dateOfBirth: "03/04/2013" })),
  ),
  ...each("a day out of reach", ["03/11/2099", "03/11/1066", "03/11/9999"], (day) =>
    csv(row({ dateOfBirth: day })),
  ),
  ...each("no first day at school", ["31/04/2025", "soon", "2025"], (day) => csv(row({ enrolledOn: day }))),
];

const numbers = each(
  "no SCN",
  [
    "12345678",
    "1234567",
    "0101131234",
    "AB123456C",
    "1.23457E+08",
    "１２３４５６７８９",
    "٠١٢٣٤٥٦٧٨",
    "-12345678",
    "0x1234567",
    "12345678O",
    "1234567890123",
    "A1234567",
  ],
  (scn) => csv(row({ scn })),
);

const texts: HostileFile[] = [
  ...each("no name", ["\u202e\u202d", "\u200b\u200b", "123", "…", "🙂🙂", "x".repeat(81), "\u0007"], (name) =>
    csv(row({ givenName: name })),
  ),
  ...each("no stage", ["Year 8", "S7", "P0", "8", "<script>"], (stage) => csv(row({ stage }))),
  ...each("no school", ["840000", "84000010", "ABCDEFG", "0000000", "Academy"], (seedCode) =>
    csv(row({ seedCode })),
  ),
  ...each(
    "no care experience",
    ["hotel", "'; drop table learner; --", "__proto__", "constructor"],
    (category) => csv(row({ category })),
  ),
];

/** Files that are broken or mean harm. Of none of them is a row to be saved. */
export const hostileFiles: HostileFile[] = [
  ...truncated,
  ...encodings,
  ...tiny,
  ...formulas,
  ...quotes,
  ...bombs,
  ...outsize,
  ...notTables,
  ...headings,
  ...dates,
  ...numbers,
  ...texts,
];
