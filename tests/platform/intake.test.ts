import { describe, expect, it } from "vitest";
import { inBatches } from "~/platform/intake/batches";
import { dayIn, numberIn, textIn } from "~/platform/intake/cells";
import { countFates } from "~/platform/intake/fates";
import { cellReader, suggestMapping } from "~/platform/intake/mapping";
import { readTable } from "~/platform/intake/read-table";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const read = (content: string | Uint8Array, mostRows = 100) =>
  readTable(typeof content === "string" ? utf8(content) : content, { mostRows });
const cellsOf = (content: string | Uint8Array) => read(content).rows.map(({ cells }) => cells);

const plain = "SCN,Start\n012345678,03/11/2026\n";
const expected = [["012345678", "03/11/2026"]];

describe("a good file", () => {
  it.each<[string, string | Uint8Array]>([
    ["with commas", plain],
    ["with semicolons", plain.replaceAll(",", ";")],
    ["with tabs", plain.replaceAll(",", "\t")],
    ["with Windows line ends", plain.replaceAll("\n", "\r\n")],
    ["with the line ends of an old Mac", plain.replaceAll("\n", "\r")],
    ["with a byte order mark", new Uint8Array([0xef, 0xbb, 0xbf, ...utf8(plain)])],
    ["without a last line end", plain.trimEnd()],
    ["with every cell quoted", plain.replace(/[^,\n]+/g, '"$&"')],
    ["with blanks around cells", plain.replaceAll(",", "  ,  ")],
    ["with empty lines and a line of separators", `${plain}\n,\n\n`],
    ["with a no-break space and a sign that turns text round", plain.replace("012", "\u202e\u00a0012")],
  ])("%s is read, leading zeros kept", (_what, content) => {
    expect(cellsOf(content)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ["a comma in quotation marks", 'SCN,Why\n1,"sent home, then back"', ["1", "sent home, then back"]],
    ["a line break in quotation marks", 'SCN,Why\n1,"sent\nhome"', ["1", "sent home"]],
    ["a doubled quotation mark", 'SCN,Why\n1,"the ""base"""', ["1", 'the "base"']],
    ["a comma among semicolons", "SCN;Days\n1;2,5", ["1", "2,5"]],
    ["a comma in a heading among semicolons", 'SCN;"Days, half, any, all"\n1;2', ["1", "2"]],
    ["a formula", "SCN,Why\n1,=HYPERLINK(A1)", ["1", "=HYPERLINK(A1)"]],
    ["a formula that begins with a minus", "SCN,Why\n1,-2+3", ["1", "-2+3"]],
    ["a leading zero kept by a formula", 'SCN,Why\n="012345678",x', ['="012345678"', "x"]],
    ["a quotation mark in the middle", 'SCN,Why\n1,5" cut', ["1", '5" cut']],
    ["fewer cells than headings", "SCN,Why,When\n1,x", ["1", "x"]],
    ["more cells than headings", "SCN,Why\n1,x,y", ["1", "x", "y"]],
    ["markup", "SCN,Why\n1,<script>alert(1)</script>", ["1", "<script>alert(1)</script>"]],
  ])("with %s", (_what, content, cells) => {
    expect(cellsOf(content)).toEqual([cells]);
  });

  it.each([
    ["UTF-8", utf8("Sgoil,Name\nx,Fèis")],
    ["windows-1252", latin("Sgoil,Name\nx,Fèis")],
  ])("keeps its accents in %s", (_what, content) => {
    expect(cellsOf(content)).toEqual([["x", "Fèis"]]);
  });

  it("names columns without a heading, and those with the same one, by where they stand", () => {
    expect(read("Date,,Date,  \n1,2,3,4").headings).toEqual([
      "Date",
      "Column 2",
      "Date (column 3)",
      "Column 4",
    ]);
  });

  it("refuses two columns with one heading where each must have its own, and says which", () => {
    const read = () => readTable(utf8("Date,SCN, DATE \n1,2,3"), { mostRows: 100, hasOwnHeadings: true });
    expect(read).toThrow("Two columns have the heading “Date”. Give each column a heading of its own");
  });

  it("says in which line of the file a row ends", () => {
    expect(read('A,B\n1,2\n\n"3\n",4').rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it("cuts a cell that is longer than any that is used", () => {
    expect(read(`A,B\n1,${"x".repeat(2_000)}`).rows[0]?.cells[1]).toHaveLength(500);
  });
});

describe("a file that cannot be used", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["an Excel workbook", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]), "a zip file or an Excel workbook"],
    ["UTF-16", new Uint8Array([0xff, 0xfe, 0x53, 0, 0x43, 0]), "This is not a text file. Choose a CSV file"],
    ["NUL", "SCN,Start\n1,\0", "This is not a text file"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), "This is not a text file"],
    ["nothing", "", "The file is empty"],
    ["blanks", " \n \n", "The file is empty"],
    ["headings alone", "SCN,Start\n", "The file has no rows below its headings"],
    ["headings and empty rows", "SCN,Start\n,\n , \n", "The file has no rows below its headings"],
    ["one column", "SCN\n012345678", "at least two columns"],
    ["too many columns", `${"A,".repeat(61)}\n1,2`, "60 columns or fewer"],
    ["too many rows", `SCN,Start\n${"1,2\n".repeat(101)}`, "100 rows or fewer"],
    ["too many rows, one of them empty", `SCN,Start\n,\n${"1,2\n".repeat(150)}`, "100 rows or fewer"],
    ["a quotation mark never closed", 'SCN,Start\n"1,2\n3,4\n', "a quotation mark that is never closed"],
    ["a line without an end", `SCN,Start\n1,${"x".repeat(6_000)}`, "cannot be read as CSV"],
  ])("%s", (_what, content, sentence) => {
    expect(() => read(content)).toThrow(sentence);
  });
});

it.each<[string, string | null]>([
  ["2026-11-03", "2026-11-03"],
  ["03/11/2026", "2026-11-03"],
  ["3/11/2026", "2026-11-03"],
  ["03.11.2026", "2026-11-03"],
  ["03/11/2026 00:00", "2026-11-03"],
  ["2026-11-03T09:30:00", "2026-11-03"],
  ["03-Nov-26", "2026-11-03"],
  ["3-nov-2026", "2026-11-03"],
  ["3 November 2026", "2026-11-03"],
  ["46329", "2026-11-03"],
  ["46329.0", "2026-11-03"],
  ['="03/11/2026"', "2026-11-03"],
  ["29/02/2024", "2024-02-29"],
  ["29/02/2026", null],
  ["31/04/2026", null],
  ["11/23/2026", null],
  ["03/11/26", null],
  ["2026-02-30", null],
  ["03-Foo-26", null],
  ["1", null],
  ["012345678", null],
  ["99999", null],
  ["=TODAY()", null],
  ["next Friday", null],
  ["", null],
])("the day in %j is %s", (cell, day) => {
  expect(dayIn(cell)).toBe(day);
});

it.each<[string, number | null]>([
  ["4", 4],
  ["0", 0],
  ["2.5", 2.5],
  ["2,5", 2.5],
  ["-1", null],
  ["1e3", null],
  ["four", null],
  ["", null],
])("the number in %j is %s", (cell, number) => {
  expect(numberIn(cell)).toBe(number);
});

it("takes a leading zero out of its formula, and leaves other formulas as they are", () => {
  expect([textIn('="012345678"'), textIn(" =A1 ")]).toEqual(["012345678", "=A1"]);
});

describe("the mapping", () => {
  const fields = [
    { name: "who", words: ["scn", "candidate number"] },
    { name: "from", words: ["start date", "start", "from"] },
    { name: "until", words: ["end date", "end", "to"] },
  ] as const;

  it.each<[string, string[], Record<string, string | null>]>([
    ["the same words", ["SCN", "Start", "End"], { who: "SCN", from: "Start", until: "End" }],
    [
      "words among others, in any case",
      ["END_DATE of absence", "pupil scn", "Start-Date"],
      { who: "pupil scn", from: "Start-Date", until: "END_DATE of absence" },
    ],
    [
      "no part of a longer word",
      ["Description", "Vendor", "Restart"],
      { who: null, from: null, until: null },
    ],
    ["the surest word first", ["From", "Start date", "SCN"], { who: "SCN", from: "Start date", until: null }],
  ])("is suggested by %s", (_what, headings, mapping) => {
    expect(suggestMapping(headings, fields)).toEqual(mapping);
  });

  it("is what was chosen last time, where the file has that column", () => {
    const remembered = { who: "Ref", from: "Gone", until: "Start" };
    expect(suggestMapping(["Ref", "SCN", "Start", "From"], fields, remembered)).toEqual({
      who: "Ref",
      from: "From",
      until: "Start",
    });
  });

  it("reads cells by it, and nothing for a field the file does not hold", () => {
    const cell = cellReader(["A", "B", "C"], { who: "C", from: "A", until: null });
    expect([cell(["1", "2", "3"], "who"), cell(["1"], "who"), cell(["1"], "until")]).toEqual(["3", "", ""]);
  });
});

describe("batches", () => {
  it("run until none is left", async () => {
    const left = [2, 1, 0];
    const progress = await inBatches(() => Promise.resolve({ left: left.shift() ?? -1 }));
    expect([progress, left]).toEqual([{ left: 0 }, []]);
  });

  it("end when one of them does not get on", async () => {
    await expect(inBatches(() => Promise.resolve({ left: 3 }))).rejects.toThrow("did not get on");
  });
});

it("counts fates", () => {
  expect(countFates([{ fate: "new" }, { fate: "refused" }, { fate: "new" }])).toEqual({
    new: 2,
    changed: 0,
    unchanged: 0,
    refused: 1,
  });
});
