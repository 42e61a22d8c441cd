import { createHmac } from "node:crypto";
import { Resolver } from "node:dns/promises";
import { isIP } from "node:net";
import { hostOf, isLoopbackAddress, isPublicAddress } from "~/platform/public-address.server";
import { open } from "~/platform/seal.server";
import { callOut } from "./http-call.server";
import type { RenderedMail } from "./render-mail.server";
import { cutAfter, type Send, type SendResult } from "./sending";

type Resolve = (host: string, signal: AbortSignal) => Promise<string[]>;

type WebhookSettings = {
  limitMs: number;
  /** Lets plain http go to this machine, for tests. */
  allowsLoopback: boolean;
  resolve?: Resolve;
};

const refused = (problem: string): SendResult => ({ kind: "refused", problem });
const tryAgain = (problem: string): SendResult => ({ kind: "try_again", problem });

/** Every address of a host. With a resolver of its own: the usual one has four threads for the whole process. */
async function addressesOfHost(host: string, signal: AbortSignal): Promise<string[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return found.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

function bodyOf({ outboxId, template, text, link }: RenderedMail): string {
  return JSON.stringify({
    id: outboxId,
    event: template,
    text: link === null ? text : `${text} ${link}`,
    link,
  });
}

/** What a receiver checks: HMAC-SHA256 over the time in seconds, a dot and the body as it was sent. */
function signatureOf(key: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
}

function readAnswer(status: number): SendResult {
  if (status >= 200 && status < 300) return { kind: "accepted" };
  if (status >= 300 && status < 400)
    return refused("The webhook answered with a redirect, which is never followed.");
  const said = `The webhook answered ${status}.`;
  return status >= 500 || [408, 425, 429].includes(status) ? tryAgain(said) : refused(said);
}

/** Where to connect: an address that was looked at, so that a second answer of the name server changes nothing. */
async function destinationOf(url: URL, settings: WebhookSettings, signal: AbortSignal) {
  const host = hostOf(url);
  const resolve = settings.resolve ?? addressesOfHost;
  const addresses = isIP(host) ? [host] : await resolve(host, signal);
  const isFine = (address: string) =>
    isPublicAddress(address) || (settings.allowsLoopback && isLoopbackAddress(address));
  const [address] = addresses;
  if (address === undefined) return { problem: tryAgain("The webhook's host has no address.") };
  if (!addresses.every(isFine))
    return { problem: refused("The webhook's host is not on the public internet.") };
  const isPlain = url.protocol === "http:" && settings.allowsLoopback && isLoopbackAddress(address);
  if (url.protocol !== "https:" && !isPlain)
    return { problem: refused("A webhook's address must start with https.") };
  return { connectTo: { address, family: isIP(address) === 6 ? (6 as const) : (4 as const) } };
}

async function post(mail: RenderedMail, settings: WebhookSettings, signal: AbortSignal): Promise<SendResult> {
  const key = mail.signingKey === null ? null : open("webhook-key", mail.signingKey);
  if (key === null) return tryAgain("The webhook's key could not be read. APP_SECRET may have changed.");
  if (!URL.canParse(mail.toAddress)) return refused("The webhook's address is not a web address.");
  const url = new URL(mail.toAddress);
  const { problem, connectTo } = await destinationOf(url, settings, signal);
  if (problem) return problem;
  const body = bodyOf(mail);
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "user-agent": "Virtual-School",
    // Real time, so that a receiver can refuse what is old.
    "virtual-school-signature": signatureOf(key, Math.floor(Date.now() / 1000), body),
  };
  const { status } = await callOut({
    url,
    method: "POST",
    headers,
    body,
    signal,
    connectTo,
    longestAnswer: 0,
  });
  return readAnswer(status);
}

/** Posts signed messages to webhooks on the public internet; what they answer is ignored but for its status. */
export function createWebhookSender(settings: WebhookSettings): Send {
  return async (mail) => {
    const cut = AbortSignal.timeout(settings.limitMs);
    const untilCut = new Promise<never>((_, reject) =>
      cut.addEventListener("abort", () => reject(cut.reason), { once: true }),
    );
    try {
      return await Promise.race([post(mail, settings, cut), untilCut]);
    } catch (error) {
      if (cut.aborted) return cutAfter("The webhook", settings.limitMs);
      const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
      return tryAgain(`The webhook could not be reached or broke off${code}.`);
    }
  };
}
