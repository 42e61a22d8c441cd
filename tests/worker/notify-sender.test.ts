import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { aNotifyServer, type NotifyServer, notifyTemplates } from "#tests/support/notify";
import { env } from "~/platform/env.server";
import type { Pace } from "~/worker/pace";
import { createTransport } from "~/worker/transport.server";
import { aWorker, bringForward, clock, queueBy, storedFor } from "./outbox";

const database = await aDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];
const phone = "+447700900123";
const byText = [{ kind: "sms" as const, address: phone }];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await database.superuserQuery("delete from outbox_mail");
});

async function running(
  settings: { apiKey?: string; limitMs?: number; pace?: Partial<Pace> } = {},
): Promise<NotifyServer> {
  const server = await aNotifyServer();
  const transport = createTransport(
    {
      ...notifyTemplates,
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: env().MAIL_FROM,
      isDemo: false,
      NOTIFY_API_KEY: settings.apiKey ?? server.apiKey,
      NOTIFY_BASE_URL: server.url,
    },
    settings.limitMs,
  );
  const worker = aWorker(transport, { pace: { askAfterMs: 50, stopMs: 100, ...settings.pace } });
  cleanUps.push(server.stop, worker.stop);
  return server;
}

const settled = (address: string) => expect.poll(() => storedFor(database, address), { timeout: 5_000 });
/** Makes it time to ask again what became of what was accepted. */
const askNow = () =>
  database.superuserQuery("update outbox_mail set status_due_at = now() where provider_id is not null");

describe("a text message by GOV.UK Notify", () => {
  it("is accepted under the id that Notify gave, with our id as its reference", async () => {
    const server = await running();
    await queueBy(byText);
    await settled(phone).toMatchObject({
      state: "accepted",
      channel: "sms",
      attempts: 1,
      accepted_at: clock.now(),
    });
    const stored = await storedFor(database, phone);
    expect(server.messages).toMatchObject([
      {
        id: stored.provider_id,
        type: "sms",
        to: phone,
        template: notifyTemplates.NOTIFY_SMS_TEMPLATE,
        reference: stored.id,
      },
    ]);
    const text = server.messages[0]?.personalisation.text ?? "";
    expect(text).toMatch(
      /^Virtual School: please answer A-2026-0412 by 10:32 on 23 Nov\. http:\S+\/alerts\/[0-9a-f-]{36}$/,
    );
  });

  it.each([
    {
      what: "no such number",
      status: 400,
      error: "ValidationError",
      message: "phone_number Not enough digits",
      state: "undeliverable",
    },
    {
      what: "too many requests",
      status: 429,
      error: "RateLimitError",
      message: "Exceeded rate limit",
      state: "queued",
    },
    {
      what: "a template that is not there",
      status: 400,
      error: "BadRequestError",
      message: "Template not found",
      state: "queued",
    },
    { what: "a fault", status: 500, error: "Exception", message: "Internal server error", state: "queued" },
  ])("that Notify refuses for $what is $state", async ({ status, error, message, state }) => {
    const server = await running();
    server.behave({ kind: "refuse", status, error, message });
    await queueBy(byText);
    await settled(phone).toMatchObject({
      state,
      attempts: 1,
      last_problem: `GOV.UK Notify said: ${status} ${message}`,
    });
  });

  it("is tried again when our key is wrong", async () => {
    await running({
      apiKey: "old-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0",
    });
    await queueBy(byText);
    await settled(phone).toMatchObject({
      state: "queued",
      last_problem: "GOV.UK Notify said: 403 Invalid token: API key not found",
    });
  });

  it("is cut when Notify never answers", async () => {
    const server = await running({ limitMs: 300 });
    server.behave({ kind: "stall" });
    await queueBy(byText);
    await settled(phone).toMatchObject({
      state: "queued",
      last_problem: "GOV.UK Notify did not finish within 0.3 seconds.",
    });
  });

  it("is not sent twice when Notify took it and the answer was lost", async () => {
    const server = await running();
    server.behave({ kind: "take_and_break_off" });
    await queueBy(byText);
    await settled(phone).toMatchObject({ last_problem: expect.stringContaining("broke off") });
    server.behave({ kind: "accept" });
    await bringForward(database, phone);
    await settled(phone).toMatchObject({
      state: "accepted",
      attempts: 2,
      provider_id: server.messages[0]?.id,
    });
    expect(server.messages).toHaveLength(1);
  });

  it("waits, and says why, where no key is set", async () => {
    const transport = createTransport({
      SMTP_URL: "smtp://127.0.0.1:1",
      MAIL_FROM: env().MAIL_FROM,
      isDemo: false,
    });
    cleanUps.push(aWorker(transport).stop);
    await queueBy(byText);
    await settled(phone).toMatchObject({
      state: "queued",
      last_problem: "GOV.UK Notify is not set up: NOTIFY_API_KEY.",
    });
  });
});

describe("an email by GOV.UK Notify", () => {
  it("has the subject and the text of the mail", async () => {
    const server = await running();
    await queueBy([{ kind: "notify_email", address: "ailsa@example.org" }]);
    await settled("ailsa@example.org").toMatchObject({ state: "accepted", channel: "notify_email" });
    expect(server.messages).toMatchObject([
      {
        type: "email",
        to: "ailsa@example.org",
        template: notifyTemplates.NOTIFY_EMAIL_TEMPLATE,
        personalisation: {
          subject: "Virtual School: something needs you (ref A-2026-0412)",
          text: expect.stringContaining("Please answer by 10:32 on 23 November 2026."),
        },
      },
    ]);
  });
});

describe("what became of a message that Notify accepted", () => {
  async function accepted(status: string): Promise<NotifyServer> {
    const server = await running();
    await queueBy(byText);
    await settled(phone).toMatchObject({ state: "accepted" });
    for (const message of server.messages) message.status = status;
    await askNow();
    return server;
  }

  it("is asked: delivered", async () => {
    await accepted("delivered");
    await settled(phone).toMatchObject({ state: "accepted", delivered_at: clock.now() });
    expect(await database.superuserQuery("select status_due_at from outbox_mail")).toEqual([
      { status_due_at: null },
    ]);
  });

  it("is asked again while it is on its way", async () => {
    await accepted("sending");
    await expect
      .poll(
        async () =>
          (
            await database.superuserQuery<{ is_later: boolean }>(
              "select status_due_at > now() + interval '3 seconds' as is_later from outbox_mail",
            )
          )[0],
      )
      .toEqual({ is_later: true });
    expect(await storedFor(database, phone)).toMatchObject({ state: "accepted", delivered_at: null });
  });

  it.each(["permanent-failure", "temporary-failure"])("is asked: %s is undeliverable", async (status) => {
    await accepted(status);
    await settled(phone).toMatchObject({
      state: "undeliverable",
      failed_at: clock.now(),
      accepted_at: null,
      last_problem: expect.stringContaining("GOV.UK Notify could not deliver it"),
    });
  });

  it("is asked: after a fault of theirs it is sent again", async () => {
    const server = await accepted("technical-failure");
    await settled(phone).toMatchObject({ state: "queued", accepted_at: null, provider_id: null });
    await bringForward(database, phone);
    await settled(phone).toMatchObject({ state: "accepted", attempts: 2 });
    expect(server.messages).toHaveLength(2);
  });

  it("is not asked any more after four days", async () => {
    await accepted("sending");
    await database.superuserQuery(
      "update outbox_mail set next_attempt_at = now() - interval '5 days', status_due_at = now()",
    );
    await expect
      .poll(() => database.superuserQuery("select status_due_at from outbox_mail"))
      .toEqual([{ status_due_at: null }]);
  });
});
