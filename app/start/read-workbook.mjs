import { parentPort, workerData } from "node:worker_threads";
import { Unzip, UnzipInflate, zipSync } from "fflate";
import { readSheet } from "read-excel-file/universal";

// The first sheet of an Excel workbook as text. Runs in a thread of its own, which its caller stops when it takes too long
// or too much memory: a workbook is a zip of XML, and both can be made to be far more than they look.

class Refused extends Error {}

/** So many bytes at a time: even the tightest zip makes less than 17 MB of them before they are counted. */
const stepBytes = 16_384;

/** A zip ends with a list of what is in it; one that was cut off does not. */
const hasEnd = (bytes) =>
  Buffer.from(bytes)
    .subarray(-65_557)
    .includes(Buffer.from([0x50, 0x4b, 5, 6]));

/** The XML parts of a workbook by name, counted while they are inflated, whatever the zip says of their size. */
function partsOf(bytes, mostBytes) {
  if (!hasEnd(bytes)) throw new Refused("damaged");
  const parts = new Map();
  let left = mostBytes;
  const unzip = new Unzip((file) => {
    if (!/\.(xml|rels)$/.test(file.name)) return;
    const chunks = [];
    file.ondata = (error, chunk, isLast) => {
      if (error) throw error;
      left -= chunk.length;
      if (left < 0) throw new Refused("too big");
      chunks.push(chunk);
      if (isLast) parts.set(file.name, new Uint8Array(Buffer.concat(chunks)));
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let from = 0; from < bytes.length; from += stepBytes)
    unzip.push(bytes.subarray(from, from + stepBytes), from + stepBytes >= bytes.length);
  if (!parts.has("xl/workbook.xml")) throw new Refused("no workbook");
  return Object.fromEntries(parts);
}

/** A row or column further out than any sheet of Excel has, for which empty cells would be made without end. */
const isFarOut = (xml) => /\sr\s*=\s*["'](?:[A-Za-z]{4}|[A-Za-z]*\d{7})/.test(xml);

const dayText = (date) => {
  if (Number.isNaN(date.getTime())) return "#VALUE!";
  const text = date.toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 16);
};

function textOf(cell) {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dayText(cell);
  return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
}

/** As it is written where it is whole, so that no digit is lost. */
const numberText = (text) => (/^-?\d+$/.test(text) ? text : String(Number(text)));

/**
 * Lines that hold something, and of them no more than shows that they are too many or too long: what is posted is copied in
 * full for each cell, also a text that stands in the file once.
 */
function linesOf(rows, { mostRows, mostColumns, longestCell, mostBytes }) {
  const lines = [];
  let left = mostBytes;
  for (const [index, row] of rows.entries()) {
    const cells = row.slice(0, mostColumns + 1).map((cell) => textOf(cell).slice(0, longestCell + 1));
    if (cells.every((cell) => cell.trim() === "")) continue;
    for (const cell of cells) left -= cell.length;
    if (left < 0) throw new Refused("too big");
    lines.push({ line: index + 1, cells });
    if (lines.length > mostRows + 1) break;
  }
  return lines;
}

async function read({ bytes, ...limits }) {
  const parts = partsOf(bytes, limits.mostBytes);
  const decoder = new TextDecoder();
  const sheets = Object.entries(parts).filter(([name]) => name.startsWith("xl/worksheets/"));
  if (sheets.some(([, part]) => isFarOut(decoder.decode(part)))) throw new Refused("too big");
  // Put together anew, so that what was counted is what is read.
  const workbook = zipSync(parts, { level: 0 });
  const rows = await readSheet(workbook.buffer, 1, { parseNumber: numberText });
  return linesOf(rows, limits);
}

try {
  parentPort.postMessage({ lines: await read(workerData) });
} catch (error) {
  parentPort.postMessage({ problem: error instanceof Refused ? error.message : "damaged" });
}
