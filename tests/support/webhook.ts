import { once } from "node:events";
import http, { type IncomingHttpHeaders } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** A request as it arrived at a webhook. */
export type HookCall = { path: string; headers: IncomingHttpHeaders; body: string };

type Answer = (response: http.ServerResponse, call: HookCall) => void;

/** The receiver of a webhook, in this process. */
export type HookServer = {
  url: string;
  port: number;
  calls: HookCall[];
  /** How many connections were made, silent ones too. */
  connections: number;
  answer(answer: Answer): void;
  stop(): Promise<void>;
};

/** Starts a receiver that answers 200 until told otherwise. Whoever starts it stops it. */
export async function aHookServer(): Promise<HookServer> {
  const calls: HookCall[] = [];
  const sockets = new Set<Socket>();
  let answer: Answer = (response) => response.writeHead(200).end("ok");
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const call = { path: request.url ?? "", headers: request.headers, body };
    calls.push(call);
    answer(response, call);
  });
  server.on("connection", (socket) => {
    hook.connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const port = (server.address() as AddressInfo).port;
  const hook: HookServer = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    calls,
    connections: 0,
    answer: (next) => {
      answer = next;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return hook;
}
