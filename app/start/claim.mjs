import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** @typedef {{ pid: number, startedAt: string | null, address: string | null }} Holder a living process with a claim */

/** A file is empty for a moment between being made and being filled. */
const FILLING_MILLISECONDS = 5_000;

/**
 * Takes a claim file for this process until it lets go or dies. Plain JavaScript: it also guards the installing and
 * building that come before everything else.
 * @param {string} file
 * @param {string | null} address what the next comer is told
 * @returns {{ letGo: () => void, holder: null } | { letGo: null, holder: Holder | null }} without `letGo` a living
 *   process has it; `holder` is null while that one has only just begun
 */
export function claim(file, address = null) {
  const mine = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), address });
  for (let attempt = 0; attempt < 10; attempt++) {
    if (written(file, mine)) return { letGo: () => release(file, mine), holder: null };
    const found = readIfThere(file);
    if (found === null) continue;
    if (isHeld(file, found)) return { letGo: null, holder: parse(found) };
    setAside(file, found);
  }
  return { letGo: null, holder: null };
}

/** @param {number} pid @returns {boolean} whether a process with that number runs */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function written(file, text) {
  try {
    writeFileSync(file, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isHeld(file, found) {
  const holder = parse(found);
  if (!holder) return existsSync(file) && Date.now() - statSync(file).mtimeMs < FILLING_MILLISECONDS;
  return isAlive(holder.pid) && startOf(holder.pid) === holder.startedAt;
}

/** Renaming first, then looking: of two that find the same dead claim, the later must not remove the new one. */
function setAside(file, found) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const taken = readFileSync(aside, "utf8");
  if (taken !== found) written(file, taken);
  rmSync(aside, { force: true });
}

function release(file, mine) {
  if (readIfThere(file) === mine) rmSync(file, { force: true });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/**
 * When the system started that process: process ids are reused, in containers at once. `null` where the system does not
 * say, and for a process that is dead but not yet collected by its parent.
 */
function startOf(pid) {
  const stat = readIfThere(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(")")).split(" ") ?? [];
  return fields[1] === "Z" ? null : (fields[20] ?? null);
}
