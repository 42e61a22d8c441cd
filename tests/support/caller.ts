import { type IncomingHttpHeaders, request } from "node:http";
import { aSession } from "#tests/factories/accounts";
import type { RunningApp } from "./app";
import { codeFor } from "./sign-in";
import type { MailServer } from "./smtp";

/** What came back. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

type Headers = Record<string, string>;
type Fields = Record<string, string | string[]> | URLSearchParams;

/** Somebody at the other end of HTTP: keeps cookies, follows nothing, and says what a browser says with a page. */
export type Caller = {
  /** Name and value of each cookie. */
  cookies: Map<string, string>;
  get(path: string, headers?: Headers): Promise<Answer>;
  /** Sends a form as a browser on our own page does. */
  post(path: string, fields: Fields, headers?: Headers): Promise<Answer>;
  /** Sends exactly this, cookies apart. */
  send(method: string, path: string, headers?: Headers, body?: string | Buffer): Promise<Answer>;
};

const aPage = { "sec-fetch-dest": "document", "sec-fetch-mode": "navigate", "sec-fetch-site": "same-origin" };

/** A caller without cookies. */
export function aCaller({ url }: Pick<RunningApp, "url">): Caller {
  const cookies = new Map<string, string>();
  const send: Caller["send"] = async (method, path, headers = {}, body) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await exchange(url, {
      method,
      path,
      headers: cookie ? { cookie, ...headers } : headers,
      body,
    });
    for (const line of answer.headers["set-cookie"] ?? []) keep(cookies, line);
    return answer;
  };
  return {
    cookies,
    send,
    get: (path, headers = {}) => send("GET", path, { ...aPage, ...headers }),
    post: (path, fields, headers = {}) => {
      const form = { "content-type": "application/x-www-form-urlencoded", origin: url };
      return send("POST", path, { ...aPage, ...form, ...headers }, formBody(fields));
    },
  };
}

function formBody(fields: Fields): string {
  if (fields instanceof URLSearchParams) return fields.toString();
  const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each]));
  return new URLSearchParams(pairs).toString();
}

type Exchange = { method: string; path: string; headers: Headers; body?: string | Buffer };

function exchange(url: string, { method, path, headers, body }: Exchange): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const isOpenEnded = "transfer-encoding" in headers;
    const length =
      body === undefined || isOpenEnded ? {} : { "content-length": String(Buffer.byteLength(body)) };
    // A connection of its own: one that the server closed after a refusal must not spoil the next request.
    const sent = request(
      { hostname, port, method, path, agent: false, headers: { ...length, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
  const [name = "", value = ""] = pair.split(/=(.*)/);
  const isOver = attributes.some((attribute) => /^max-age=0$/i.test(attribute)) || value === "";
  if (isOver) cookies.delete(name);
  else cookies.set(name, value);
}

/** Somebody who is signed in already. */
export async function aCallerAs(app: Pick<RunningApp, "url">, person: { personId: string }): Promise<Caller> {
  const caller = aCaller(app);
  const { name, value } = await aSession(person);
  caller.cookies.set(name, value);
  return caller;
}

/** Signs in as people do: asks for a code, reads it in the mail, enters it. */
export async function signInByMail(
  caller: Caller,
  mail: MailServer,
  email: string,
  next = "/",
): Promise<Answer> {
  const before = mail.mails.length;
  await caller.post("/sign-in", { step: "address", next, email });
  return caller.post("/sign-in?step=code", { step: "code", next, code: await codeFor(mail, email, before) });
}

/** The text of a page as it is read: tags out, entities resolved. */
export const wordsOf = (html: string): string =>
  unescaped(html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, " ").replace(/<[^>]+>/g, " ")).replace(
    /\s+/g,
    " ",
  );

/** The values of a page's hidden fields and text boxes of this name, read as a browser does: without a box's first line break. */
export function valuesOf(html: string, name: string): string[] {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].flatMap(([tag]) =>
    tag.includes(`name="${name}"`) ? [unescaped(tag.match(/ value="([^"]*)"/)?.[1] ?? "")] : [],
  );
  const boxes = [...html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].flatMap(
    ([, attributes = "", text = ""]) =>
      attributes.includes(`name="${name}"`) ? [unescaped(text.replace(/^\n/, ""))] : [],
  );
  return [...inputs, ...boxes];
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#39": "'",
  nbsp: " ",
};

const unescaped = (text: string): string =>
  text.replace(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all);
