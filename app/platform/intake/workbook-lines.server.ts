import path from "node:path";
import { Worker } from "node:worker_threads";
import { Invalid } from "../errors";
import type { CsvLine } from "./csv-lines";
import { longestCell, mostColumns } from "./read-table";

/**
 * What a workbook may come to once its zip is opened, and the text of its cells, and how long and with how much memory
 * reading it may take.
 */
const limits = { inflatedBytes: 40_000_000, milliseconds: 10_000, heapMegabytes: 384 };

const sentences = {
  "too big":
    "This workbook is too big once it is opened. Copy the columns that are needed into a new workbook, or save the sheet as CSV",
  "no workbook": "This zip file holds no Excel workbook. Choose a CSV file or an Excel workbook (.xlsx)",
  damaged: "This Excel workbook is damaged. Open it in Excel, save it anew, or save the sheet as CSV",
} as const;
type Problem = keyof typeof sentences;
type Answer = { lines: CsvLine[]; problem?: never } | { lines?: never; problem: Problem };

function answerOf(thread: Worker): Promise<Answer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ problem: "too big" }), limits.milliseconds);
    thread.once("message", resolve);
    // Out of memory is the only fault that reaches here: the thread reports every other one itself.
    thread.once("error", () => resolve({ problem: "too big" }));
    thread.once("exit", () => resolve({ problem: "damaged" }));
    thread.once("exit", () => clearTimeout(timer));
  });
}

/**
 * The lines of the first sheet of an Excel workbook (.xlsx) that hold something: of a formula its last result, of a date
 * "2026-11-22", all of it text; of too many lines one more than `mostRows` and the heading. Read in a thread that is ended
 * when it takes too long, so that no file holds up the server.
 * @throws Invalid with what to do, beside the field `file`
 */
export async function workbookLines(bytes: Uint8Array, mostRows: number): Promise<CsvLine[]> {
  // Found from the folder of the project, like everything the built server reads.
  const thread = new Worker(path.resolve("app/start/read-workbook.mjs"), {
    workerData: { bytes, mostBytes: limits.inflatedBytes, mostRows, mostColumns, longestCell },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
  });
  const { lines, problem } = await answerOf(thread);
  await thread.terminate();
  if (problem) throw new Invalid(sentences[problem], "file");
  return lines;
}
