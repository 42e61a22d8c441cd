import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";

type HttpCall = {
  url: URL;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
  /** Ends the call at whatever stage it is, its socket destroyed. */
  signal: AbortSignal;
  /** The only IP address to connect to; the host's name is still what its certificate has to hold. */
  connectTo?: { address: string; family: 4 | 6 };
  /** Longest answer to read, in bytes; 0 hangs up after the status. */
  longestAnswer: number;
};

/** What came back. Redirects are not followed. */
export type HttpAnswer = { status: number; body: string };

const lookupOf =
  ({ address, family }: NonNullable<HttpCall["connectTo"]>): LookupFunction =>
  (_host, options, answer) =>
    options.all ? answer(null, [{ address, family }]) : answer(null, address, family);

function read(response: http.IncomingMessage, longest: number): Promise<string> {
  if (longest === 0) {
    response.destroy();
    return Promise.resolve("");
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    response.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > longest) response.destroy(new Error("the answer is too long"));
      else chunks.push(chunk);
    });
    response.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")));
    response.on("error", reject);
  });
}

/**
 * One HTTP request on a connection of its own, so that no other call waits for what this one's server does.
 * @throws when the signal comes first, or the connection fails
 */
export function callOut(call: HttpCall): Promise<HttpAnswer> {
  const { url, method, headers, body, signal, connectTo, longestAnswer } = call;
  return new Promise((resolve, reject) => {
    const sent = { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) };
    const request = (url.protocol === "https:" ? https : http).request(url, {
      method,
      headers: sent,
      agent: false,
      signal,
      ...(connectTo ? { lookup: lookupOf(connectTo) } : {}),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      read(response, longestAnswer).then(
        (text) => resolve({ status: response.statusCode ?? 0, body: text }),
        reject,
      );
    });
    request.end(body);
  });
}
