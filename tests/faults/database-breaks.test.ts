import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { environmentFor } from "#tests/support/database";
import { asNobody, asWorker, disconnect } from "~/platform/database.server";
import { isPassingFault } from "~/platform/passing-fault.server";

/** One message of PostgreSQL's protocol: a letter, its length with itself, what it says. */
function message(letter: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(letter), length, body]);
}

const signedIn = message("R", Buffer.from([0, 0, 0, 0]));
const ready = message("Z", Buffer.from("I"));
const lastWords = message(
  "E",
  Buffer.from(
    "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0Rsecure_read\0\0",
  ),
);

/** A server that dies the moment it has let somebody in: what it says last comes with what it said before. */
const dying = createServer((socket: Socket) => {
  socket.on("error", () => undefined);
  socket.once("data", () => socket.end(Buffer.concat([signedIn, ready, lastWords])));
});

beforeAll(async () => {
  dying.listen(0, "127.0.0.1");
  await once(dying, "listening");
  const url = `postgres://web@127.0.0.1:${(dying.address() as AddressInfo).port}/any`;
  Object.assign(process.env, environmentFor({ webUrl: url, workerUrl: url, ownerUrl: url }));
  await disconnect();
});

afterAll(async () => {
  await disconnect();
  dying.close();
});

// Vitest fails a file in which an error was heard by nobody: in the app it would have ended the process.
it.each([
  ["web", asNobody],
  ["worker", asWorker],
])("a server that dies as a transaction of the %s begins fails that transaction alone", async (_, begin) => {
  for (let turn = 0; turn < 3; turn += 1) {
    const fault = await begin((tx) => tx.$queryRaw`select 1`).catch((error: unknown) => error);
    expect(fault).toSatisfy(isPassingFault);
  }
});
