import { Socket } from "node:net";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { asRefusal } from "./database-refusal.server";
import { env } from "./env.server";
import { Prisma, PrismaClient } from "./generated/prisma/client";
import { countQuery } from "./log.server";
import { statementNames } from "./statement-names.server";

/** One transaction of the database. */
export type Tx = Prisma.TransactionClient;

const silentMilliseconds = 10_000;

/**
 * A socket that gives up when nothing has come back for so long. A network that swallows everything would otherwise
 * hold each request, and the end of the process, for as long as TCP keeps trying: a quarter of an hour.
 */
function impatientSocket(milliseconds: number): Socket {
  const socket = new Socket();
  const gone = () =>
    socket.destroy(Object.assign(new Error("The database is silent"), { code: "ETIMEDOUT" }));
  return socket.setTimeout(milliseconds, gone);
}

function connect(url: string, poolSize: number): PrismaClient {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: 5_000,
    stream: () => impatientSocket(silentMilliseconds),
    // The adapter reads and writes instants without their zone, so every session has to be in UTC.
    options: "-c TimeZone=UTC",
  });
  // A connection that breaks on its way from the pool to a transaction has no listener yet: unheard, its error would
  // end the process. Whoever uses the connection next is told all the same.
  pool.on("connect", (client) => client.on("error", () => {}));
  const nameOf = statementNames();
  // Each statement passes here; the client's own events cost more, as they write down what was asked.
  const statementNameGenerator = (statement: { sql: string }) => {
    countQuery();
    return nameOf(statement);
  };
  const adapter = new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator });
  return new PrismaClient({ adapter });
}

let web: PrismaClient | null = null;
let worker: PrismaClient | null = null;

/** The web role's client, connected on first use. Rooms use `asActor`; only sign-in takes the client itself. */
export function webDatabase(): PrismaClient {
  web ??= connect(env().DATABASE_URL, 10);
  return web;
}

/** The worker role's client, with a pool of its own also when the worker runs inside the web process. */
export function workerDatabase(): PrismaClient {
  worker ??= connect(env().DATABASE_WORKER_URL ?? env().DATABASE_URL, 10);
  return worker;
}

/** Closes both pools; the next use connects again. */
export async function disconnect(): Promise<void> {
  const open = [web, worker];
  web = null;
  worker = null;
  await Promise.all(open.map((client) => client?.$disconnect()));
}

/**
 * Runs one transaction on somebody's behalf: row-level security shows and accepts only what that person may see.
 * Whatever `fn` throws rolls everything back.
 * @throws Conflict for what a trigger refuses with a sentence
 */
export async function asActor<T>(actor: { personId: string }, fn: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await webDatabase().$transaction(
      async (tx) => {
        await tx.$executeRaw`select set_config('app.person_id', ${actor.personId}, true)`;
        return fn(tx);
      },
      { timeout: 10_000, maxWait: 5_000 },
    );
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Runs one transaction on nobody's behalf: no learner's data is visible. For sign-in, settings and refusals. */
export function asNobody<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return webDatabase().$transaction(fn, { timeout: 10_000, maxWait: 5_000 });
}

/** Runs one transaction of the worker role: outbox, rota and clocks, no narrative of any learner. */
export function asWorker<T>(fn: (tx: Tx) => Promise<T>): Promise<T> {
  return workerDatabase().$transaction(fn, { timeout: 10_000, maxWait: 5_000 });
}

/** One read among several; its rows as the database writes them in JSON: days "2026-11-22", instants in ISO 8601. */
export type Read<Row> = { sql: Prisma.Sql; row?: Row };

export const read = <Row>(sql: Prisma.Sql): Read<Row> => ({ sql });

/** What several reads find, by their names. */
export type RowsOf<Reads> = { [Name in keyof Reads]: Reads[Name] extends Read<infer Row> ? Row[] : never };

/** The rows of several small reads, sent as one statement: a page about one thing asks for two dozen. */
export async function readTogether<Reads extends Record<string, Read<unknown>>>(
  tx: Tx,
  reads: Reads,
): Promise<RowsOf<Reads>> {
  const each = Object.values(reads).map(
    ({ sql }) => Prisma.sql`(SELECT coalesce(json_agg(found), '[]') FROM (${sql}) AS found)`,
  );
  const [answer] = await tx.$queryRaw<{ rows: unknown[][] }[]>`
    SELECT json_build_array(${Prisma.join(each)}) AS rows`;
  return Object.fromEntries(
    Object.keys(reads).map((name, index) => [name, answer?.rows[index] ?? []]),
  ) as RowsOf<Reads>;
}
