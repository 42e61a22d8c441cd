import { randomUUID } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { applyImport } from "~/domain/records/apply-import.server";
import { applyWaitingImports } from "~/domain/records/apply-waiting-imports.server";
import type { ImportKindName } from "~/domain/records/imports.words";
import { mapImport } from "~/domain/records/map-import.server";
import { startImport } from "~/domain/records/start-import.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { theHomeAuthority } from "./organisations";

/** A file to bring in; columns are mapped by name: heading → column of the kind. */
export type TestFile = {
  kind?: ImportKindName;
  authorityId?: string;
  columns: Record<string, string>;
  content: string | Uint8Array;
};

/** Takes a file in. Gives the id of the import. */
export async function aStartedImport(
  actor: Actor,
  { kind = "learners", authorityId, content }: Omit<TestFile, "columns">,
  clock: Clock,
): Promise<string> {
  const importId = randomUUID();
  const file = new File([content as BlobPart], "extract.csv");
  const authority = authorityId ?? (await theHomeAuthority()).id;
  return startImport(actor, { importId, kind, authorityId: authority, file }, clock);
}

/** The same, with its columns mapped: looked at, and nothing saved. */
export async function aMappedImport(actor: Actor, file: TestFile, clock: Clock): Promise<string> {
  const importId = await aStartedImport(actor, file, clock);
  await mapImport(actor, { importId, columns: file.columns }, clock);
  return importId;
}

/** Lets the worker save what was pressed, until nothing is left. */
export const workerSaves = (clock: Clock): Promise<void> =>
  applyWaitingImports({ clock: () => Promise.resolve(clock), isOver: () => false });

/** The same, pressed and saved. */
export async function aSavedImport(actor: Actor, file: TestFile, clock: Clock): Promise<string> {
  const importId = await aMappedImport(actor, file, clock);
  await applyImport(actor, { importId }, clock);
  await workerSaves(clock);
  return importId;
}

/** A CSV file of rows whose cells hold no comma. */
export const csvOf = (...rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.join(",")).join("\n");

/** A cell of a sheet: text, a number, or XML of its own. */
export type SheetCell = string | number | { xml: string };

const letters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26);
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

function cellXml(cell: SheetCell, at: string): string {
  if (typeof cell === "object") return cell.xml.replaceAll("@", at);
  return typeof cell === "number"
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
}

/** XML of a sheet; style 1 is a date. */
export const sheetXml = (rows: readonly (readonly SheetCell[])[]): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${row + 1}`)).join("")}</row>`,
    )
    .join("")}</sheetData></worksheet>`;

const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/** Of what a workbook says of its parts. */
export const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** The parts of a workbook with one sheet. */
export const workbookParts = (sheet: string): Record<string, Uint8Array> => ({
  "[Content_Types].xml": strToU8(`<?xml version="1.0"?><Types/>`),
  "xl/workbook.xml": strToU8(
    `<?xml version="1.0"?><workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ),
  "xl/_rels/workbook.xml.rels": strToU8(
    `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  ),
  "xl/styles.xml": strToU8(
    `<?xml version="1.0"?><styleSheet xmlns="${main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  ),
  "xl/worksheets/sheet1.xml": strToU8(sheet),
});

/** An Excel workbook with one sheet. */
export const aWorkbook = (rows: readonly (readonly SheetCell[])[]): Uint8Array =>
  zipSync(workbookParts(sheetXml(rows)));

/** A cell that Excel shows as a date; days since 30 December 1899. */
export const dateCell = (day: string): SheetCell => ({
  xml: `<c r="@" s="1"><v>${(Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000}</v></c>`,
});
