import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { aNotifyServer, notifyTemplates } from "#tests/support/notify";
import { aMailServer } from "#tests/support/smtp";
import { aHookServer } from "#tests/support/webhook";
import { env } from "~/platform/env.server";
import { seal } from "~/platform/seal.server";
import { createTransport } from "~/worker/transport.server";
import { aWorker, queueBy, queueFor, storedFor } from "./outbox";

const database = await aDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.superuserQuery("delete from outbox_mail");
});

async function everything() {
  const [mail, notify, hook] = [await aMailServer(), await aNotifyServer(), await aHookServer()];
  const transport = createTransport({
    ...notifyTemplates,
    SMTP_URL: mail.url,
    MAIL_FROM: env().MAIL_FROM,
    isDemo: false,
    NOTIFY_API_KEY: notify.apiKey,
    NOTIFY_BASE_URL: notify.url,
    WEBHOOK_LOOPBACK: "1",
  });
  const worker = aWorker(transport, { pace: { lanes: 2, slowAfterMs: 100, mostInFlight: 6, stopMs: 100 } });
  cleanUps.push(mail.stop, notify.stop, hook.stop, worker.stop);
  return { mail, notify, hook };
}

const aHook = (address: string) => ({
  kind: "webhook" as const,
  address,
  signingKey: seal("webhook-key", "key"),
});
const settled = (address: string) => expect.poll(() => storedFor(database, address), { timeout: 3_000 });

describe("channels beside each other", () => {
  it("carry one message to one person each by their own row", async () => {
    const { mail, notify, hook } = await everything();
    await queueBy([
      { kind: "email", address: "ailsa@example.org" },
      { kind: "sms", address: "+447700900123" },
      aHook(hook.url),
    ]);
    await settled("ailsa@example.org").toMatchObject({ state: "accepted", channel: "email" });
    await settled("+447700900123").toMatchObject({ state: "accepted", channel: "sms" });
    await settled(hook.url).toMatchObject({ state: "accepted", channel: "webhook" });
    expect([mail.mails.length, notify.messages.length, hook.calls.length]).toEqual([1, 1, 1]);
  });

  it("never wait for a webhook that does not answer, however many messages it is sent", async () => {
    const { hook } = await everything();
    hook.answer(() => undefined);
    for (let index = 0; index < 12; index += 1) await queueBy([aHook(`${hook.url}/${index}`)]);
    await expect.poll(() => hook.calls.length, { timeout: 3_000 }).toBe(6);
    const start = performance.now();
    await queueFor("prompt@example.org");
    await queueBy([{ kind: "sms", address: "+447700900456" }]);
    await settled("prompt@example.org").toMatchObject({ state: "accepted" });
    await settled("+447700900456").toMatchObject({ state: "accepted" });
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it("never wait for a GOV.UK Notify that does not answer", async () => {
    const { notify } = await everything();
    notify.behave({ kind: "stall" });
    for (let index = 0; index < 8; index += 1)
      await queueBy([{ kind: "sms", address: `+44770090010${index}` }]);
    await queueFor("prompt@example.org");
    await settled("prompt@example.org").toMatchObject({ state: "accepted" });
    expect(await storedFor(database, "+447700900100")).toMatchObject({ state: "queued" });
  });

  it("never wait for a mail server that does not answer", async () => {
    const { mail } = await everything();
    mail.behave({ kind: "stall", at: "connect" });
    await queueFor(...Array.from({ length: 8 }, (_, index) => `stalled${index}@example.org`));
    await queueBy([{ kind: "sms", address: "+447700900456" }]);
    await settled("+447700900456").toMatchObject({ state: "accepted" });
  });
});
