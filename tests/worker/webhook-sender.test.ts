import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { environmentFor } from "#tests/support/database";
import { aHookServer, type HookServer } from "#tests/support/webhook";
import { seal } from "~/platform/seal.server";
import type { RenderedMail } from "~/worker/render-mail.server";
import { createTransport } from "~/worker/transport.server";
import { createWebhookSender } from "~/worker/webhook-sender.server";

Object.assign(
  process.env,
  environmentFor({ ownerUrl: "postgres://x", webUrl: "postgres://x", workerUrl: "postgres://x" }),
);

const key = "a-key-that-only-the-receiver-knows";
const limitMs = 400;
let hook: HookServer;

beforeEach(async () => {
  hook = await aHookServer();
});
afterEach(() => hook.stop());

function aMessage(toAddress: string): RenderedMail {
  return {
    outboxId: "0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
    template: "alerts/alert-raised",
    channel: "webhook",
    toAddress,
    subject: "",
    html: "",
    text: "Virtual School: please answer A-2026-0412.",
    link: "https://vs.example.org/alerts/0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
    messageId: "",
    signingKey: seal("webhook-key", key),
    isRepeat: false,
  };
}

const toLoopback = () => createWebhookSender({ limitMs, allowsLoopback: true });
const inService = (resolve?: () => Promise<string[]>) =>
  createWebhookSender({ limitMs, allowsLoopback: false, ...(resolve ? { resolve } : {}) });

const notPublic = { kind: "refused", problem: "The webhook's host is not on the public internet." };

describe("a message to a webhook", () => {
  it("is JSON with a link, signed over its time and its body", async () => {
    expect(await toLoopback()(aMessage(hook.url))).toEqual({ kind: "accepted" });
    const [call] = hook.calls;
    expect(JSON.parse(call?.body ?? "")).toEqual({
      id: "0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
      event: "alerts/alert-raised",
      text: "Virtual School: please answer A-2026-0412. https://vs.example.org/alerts/0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
      link: "https://vs.example.org/alerts/0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
    });
    const [, seconds, digest] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers["virtual-school-signature"])) ?? [];
    expect(digest).toBe(createHmac("sha256", key).update(`${seconds}.${call?.body}`).digest("hex"));
    expect(Math.abs(Number(seconds) - Date.now() / 1000)).toBeLessThan(5);
  });

  it("is not sent unsigned when its key cannot be read", async () => {
    const message = { ...aMessage(hook.url), signingKey: "not-a-seal" };
    expect(await toLoopback()(message)).toMatchObject({ kind: "try_again" });
    expect(hook.connections).toBe(0);
  });

  it.each([
    { status: 500, kind: "try_again" },
    { status: 429, kind: "try_again" },
    { status: 408, kind: "try_again" },
    { status: 404, kind: "refused" },
    { status: 410, kind: "refused" },
  ])("that is answered $status is to be: $kind", async ({ status, kind }) => {
    hook.answer((response) => response.writeHead(status).end());
    const problem = `The webhook answered ${status}.`;
    expect(await toLoopback()(aMessage(hook.url))).toEqual({ kind, problem });
  });

  it("does not wait for an answer that goes on for ever", async () => {
    hook.answer((response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x".repeat(1000)), 5);
      response.on("close", () => clearInterval(more));
    });
    const start = performance.now();
    expect(await toLoopback()(aMessage(hook.url))).toEqual({ kind: "accepted" });
    expect(performance.now() - start).toBeLessThan(limitMs);
  });
});

describe("a webhook that misbehaves", () => {
  it("by never answering is cut, and tried again", async () => {
    hook.answer(() => undefined);
    expect(await toLoopback()(aMessage(hook.url))).toEqual({
      kind: "try_again",
      problem: "The webhook did not finish within 0.4 seconds.",
    });
  });

  it("is cut after 5 seconds as the service has it", async () => {
    hook.answer(() => undefined);
    const settings = { SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "a@example.org", isDemo: false };
    const transport = createTransport({ ...settings, WEBHOOK_LOOPBACK: "1" });
    expect(await transport.send(aMessage(hook.url))).toMatchObject({
      problem: "The webhook did not finish within 5 seconds.",
    });
  }, 10_000);

  it("by a host name that never resolves is cut, and tried again", async () => {
    const send = inService(() => new Promise(() => {}));
    expect(await send(aMessage("https://hook.example/x"))).toMatchObject({ kind: "try_again" });
  });

  it("by a host name without an address is tried again", async () => {
    expect(await inService(async () => [])(aMessage("https://hook.example/x"))).toEqual({
      kind: "try_again",
      problem: "The webhook's host has no address.",
    });
  });

  it.each([301, 302, 303, 307, 308])(
    "by a redirect %i to a private address is not followed",
    async (status) => {
      const inside = await aHookServer();
      hook.answer((response) => response.writeHead(status, { location: inside.url }).end());
      expect(await toLoopback()(aMessage(hook.url))).toEqual({
        kind: "refused",
        problem: "The webhook answered with a redirect, which is never followed.",
      });
      expect(inside.connections).toBe(0);
      await inside.stop();
    },
  );
});

describe("an address that is not on the public internet is refused without a connection", () => {
  const notations = [
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "017700000001",
    "0177.0.0.1",
    "127.0.0.1.",
    "127。0。0。1",
    "①②⑦.0.0.1",
    "0.0.0.0",
    "0",
    "10.0.0.5",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.5]",
    "[::ffff:8.8.8.8]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[100::1]",
  ];

  it.each(notations)("%s", async (host) => {
    expect(await inService()(aMessage(`https://${host}:${hook.port}/hook`))).toEqual(notPublic);
    expect(hook.connections).toBe(0);
  });

  it.each([
    ["a name that leads inside", ["10.0.0.5"]],
    ["a name that also leads inside", ["93.184.216.34", "10.0.0.5"]],
    ["a name that leads inside by IPv6", ["93.184.216.34", "fd00::1"]],
    ["a name that leads inside by mapped IPv6", ["::ffff:10.0.0.5"]],
  ])("%s", async (_what, addresses) => {
    expect(await inService(async () => addresses)(aMessage("https://hook.example/x"))).toEqual(notPublic);
  });

  it("also where this machine is allowed for tests: another private one is not", async () => {
    expect(await toLoopback()(aMessage("https://10.0.0.5/hook"))).toEqual(notPublic);
    expect(await toLoopback()(aMessage("http://[::ffff:127.0.0.1]/hook"))).toEqual(notPublic);
  });
});

describe("a host name", () => {
  it("is resolved once, and the connection goes to the address that was looked at", async () => {
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ["127.0.0.1"] : ["10.0.0.5"];
    };
    const send = createWebhookSender({ limitMs, allowsLoopback: true, resolve });
    expect(await send(aMessage(`http://hook.example:${hook.port}/x`))).toEqual({ kind: "accepted" });
    expect(asked).toBe(1);
    expect(hook.calls[0]?.headers.host).toBe(`hook.example:${hook.port}`);
  });

  it("without https is refused", async () => {
    const send = inService(async () => ["93.184.216.34"]);
    expect(await send(aMessage("http://hook.example/x"))).toEqual({
      kind: "refused",
      problem: "A webhook's address must start with https.",
    });
  });
});
