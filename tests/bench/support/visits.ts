import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { quantile } from "./figures";

/** What somebody asks for: a page, or an answer to what they typed. */
export type Visit = { path: string; cookie: string; form?: Record<string, string> };

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

const asOnOurPage = {
  "sec-fetch-dest": "document",
  "sec-fetch-mode": "navigate",
  "sec-fetch-site": "same-origin",
};

/** One request, over a connection that is kept. */
export function visit(base: string, { path, cookie, form }: Visit, agent?: Agent): Promise<Answer> {
  const { origin, hostname, port } = new URL(base);
  const body = form && new URLSearchParams(form).toString();
  const ofForm = body
    ? { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length), origin }
    : {};
  const headers = { cookie, "accept-encoding": "gzip", ...asOnOurPage, ...ofForm };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method: body ? "POST" : "GET", headers, agent },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", reject);
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

export type Timing = { p50: number; p95: number; perSecond: number };

/**
 * Users who each ask again as soon as they are answered, over a connection of their own.
 * @param visits one for each user; each is repeated
 * @throws when an answer is no success
 */
export async function timeVisits(base: string, visits: readonly Visit[], times: number): Promise<Timing> {
  const taken: number[] = [];
  const user = async (wanted: Visit) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let index = 0; index < times; index += 1) {
      const start = performance.now();
      const { status } = await visit(base, wanted, agent);
      if (status !== 200) throw new Error(`${wanted.path} answered ${status}`);
      taken.push(performance.now() - start);
    }
    agent.destroy();
  };
  const start = performance.now();
  await Promise.all(visits.map(user));
  const seconds = (performance.now() - start) / 1000;
  taken.sort((a, b) => a - b);
  return { p50: quantile(taken, 0.5), p95: quantile(taken, 0.95), perSecond: taken.length / seconds };
}
