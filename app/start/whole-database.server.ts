import { setTimeout as pause } from "node:timers/promises";
import { connect } from "./cluster-connection.server";

type Making = {
  /** A connection URL of a role that may create, rename and drop databases. */
  superuserUrl: (database: string) => string;
  name: string;
  create: (name: string) => Promise<void>;
  /** Fills the database of the given name, and leaves no connection to it open. */
  make: (unfinished: string) => Promise<void>;
};

const tries = 40;

async function isThere(url: string, name: string): Promise<boolean> {
  const client = await connect(url);
  try {
    return (await client.query("SELECT FROM pg_database WHERE datname = $1", [name])).rowCount === 1;
  } finally {
    await client.end();
  }
}

async function run(url: string, sql: (quote: (name: string) => string) => string): Promise<void> {
  const client = await connect(url);
  try {
    await client.query(sql((name) => client.escapeIdentifier(name)));
  } finally {
    await client.end();
  }
}

/** The server notices a closed connection a moment later than we do. */
async function rename(url: string, from: string, to: string): Promise<void> {
  for (let left = tries; ; left -= 1) {
    try {
      return await run(url, (quote) => `ALTER DATABASE ${quote(from)} RENAME TO ${quote(to)}`);
    } catch (error) {
      const isInUse = (error as { code?: string }).code === "55006";
      if (!isInUse || left === 0) throw error;
      await pause(50);
    }
  }
}

/**
 * Makes a database whole or not at all: under another name until it is complete. What a killed start left unfinished
 * is dropped and begun again. Does nothing when the database is there.
 */
export async function makeWholeDatabase({ superuserUrl, name, create, make }: Making): Promise<void> {
  const url = superuserUrl("postgres");
  if (await isThere(url, name)) return;
  const unfinished = `${name}_unfinished`;
  await run(url, (quote) => `DROP DATABASE IF EXISTS ${quote(unfinished)} WITH (FORCE)`);
  await create(unfinished);
  // Thousands of small transactions, and none of them counts until the last: they need not wait for the disk one by one.
  await run(url, (quote) => `ALTER DATABASE ${quote(unfinished)} SET synchronous_commit = off`);
  await make(unfinished);
  await run(url, (quote) => `ALTER DATABASE ${quote(unfinished)} RESET synchronous_commit`);
  await rename(url, unfinished, name);
}
