import { execFileSync, spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/** The user a PostgreSQL process runs as; `null` means the user this process already is. */
export type Account = { uid: number; gid: number } | null;

/**
 * PostgreSQL refuses to run as root. As root this gives another user: the owner of an existing cluster,
 * else `postgres`, else `nobody`. Throws a sentence where the machine has neither.
 */
export function serverAccount(clusterDir: string | null): Account {
  if (process.getuid?.() !== 0) return null;
  const owner = clusterDir ? statSync(clusterDir) : null;
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = accountNamed("postgres") ?? accountNamed("nobody");
  if (account) return account;
  throw new Error(
    "PostgreSQL does not run as root, and this machine has neither a user named postgres nor one named nobody. " +
      "Make one (useradd --system postgres), or run as an ordinary user.",
  );
}

/** Whether that user can enter a folder: every folder above it counts too, so the system is asked, not the mode bits. */
export function canReach(account: Account, folder: string): boolean {
  if (!account) return true;
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/" }).status === 0;
}

function accountNamed(name: string): Account {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}
