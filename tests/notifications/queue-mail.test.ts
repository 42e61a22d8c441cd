import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import type { Channel } from "~/domain/notifications/channels.words";
import type { QueuedMail } from "~/domain/notifications/queue-mail.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { asNobody, webDatabase, workerDatabase } from "~/platform/database.server";

const database = await aDatabase();
const alertId = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";

const aMail: QueuedMail = {
  template: "alerts/alert-assigned",
  to: { personId: null, address: "ailsa@example.org" },
  input: { reference: "A-2026-0412", link: `/alerts/${alertId}` },
  about: { kind: "alert", id: alertId },
  at: new Date("2026-11-23T10:02:00Z"),
};

const outbox = () => database.superuserQuery("select * from outbox_mail order by created_at");

describe("queueing a mail", () => {
  it("adds a row that is due at once", async () => {
    await asNobody((tx) => queueMail(tx, [aMail]));
    expect(await outbox()).toMatchObject([
      {
        template: "alerts/alert-assigned",
        to_address: "ailsa@example.org",
        state: "queued",
        attempts: 0,
        created_at: aMail.at,
        about_id: alertId,
      },
    ]);
    const [due] = await database.superuserQuery("select next_attempt_at <= now() as is_due from outbox_mail");
    expect(due).toEqual({ is_due: true });
  });

  it("is undone with the change it tells of", async () => {
    const before = (await outbox()).length;
    const failing = asNobody(async (tx) => {
      await queueMail(tx, [aMail]);
      throw new Error("the change failed");
    });
    await expect(failing).rejects.toThrow("the change failed");
    expect(await outbox()).toHaveLength(before);
  });

  it("refuses an input that does not fit the template, and with it the change", async () => {
    const wrong = { ...aMail, input: { reference: "Jamie Sinclair", link: "/alerts" } } as QueuedMail;
    await expect(asNobody((tx) => queueMail(tx, [wrong]))).rejects.toThrow();
  });

  it("wakes a listening worker when the transaction commits, not before", async () => {
    const listener = new pg.Client({ connectionString: database.workerUrl });
    await listener.connect();
    let notices = 0;
    listener.on("notification", () => {
      notices += 1;
    });
    await listener.query("listen outbox");
    await asNobody(async (tx) => {
      await queueMail(tx, [aMail]);
      await pause(50);
      expect(notices).toBe(0);
    });
    await expect.poll(() => notices).toBe(1);
    await listener.end();
  });
});

describe("somebody with several channels", () => {
  const email = { kind: "email", address: "ailsa@example.org" } as const;
  const text = { kind: "sms", address: "+447700900123" } as const;
  const hook = { kind: "webhook", address: "https://hook.example/x", signingKey: "sealed" } as const;
  const personId = "2c7a4a2e-55d1-4f0e-8f0b-6a5d9f5b7c11";
  const by = (...channels: Channel[]) => ({ to: { personId, address: email.address, channels } });
  const asks: QueuedMail = {
    ...aMail,
    template: "alerts/alert-raised",
    input: {
      reference: "A-2026-0412",
      urgency: "today",
      answerDueAt: "2026-11-23T10:32:00.000Z",
      link: `/alerts/${alertId}`,
    },
  };
  const code: QueuedMail = {
    ...aMail,
    template: "accounts/sign-in-code",
    input: { minutes: 10 },
    about: null,
  };

  async function rowsOf(mail: QueuedMail) {
    await database.superuserQuery("delete from outbox_mail");
    await asNobody((tx) => queueMail(tx, [mail]));
    const rows = await database.superuserQuery(
      "select channel, to_address, signing_key, asks from outbox_mail order by channel",
    );
    return rows;
  }
  const kindsOf = async (mail: QueuedMail) => (await rowsOf(mail)).map((row) => row.channel);

  it("gets what asks for an answer by each of them, one row each", async () => {
    expect(await rowsOf({ ...asks, ...by(email, text, hook) })).toEqual([
      { channel: "email", to_address: email.address, signing_key: null, asks: true },
      { channel: "sms", to_address: text.address, signing_key: null, asks: true },
      { channel: "webhook", to_address: hook.address, signing_key: "sealed", asks: true },
    ]);
  });

  it("gets the rest without a text message, unless there is nothing else", async () => {
    expect(await kindsOf({ ...aMail, ...by(email, text, hook) })).toEqual(["email", "webhook"]);
    expect(await kindsOf({ ...aMail, ...by(text) })).toEqual(["sms"]);
  });

  it.each([[[text]], [[hook]], [[email, text, hook]]])(
    "gets a sign-in code by e-mail alone, to the address they sign in with: %j",
    async (channels) => {
      expect(await rowsOf({ ...code, ...by(...channels) })).toEqual([
        { channel: "email", to_address: email.address, signing_key: null, asks: false },
      ]);
    },
  );

  it("wakes the lines of those channels", async () => {
    const listener = new pg.Client({ connectionString: database.workerUrl });
    await listener.connect();
    const payloads: (string | undefined)[] = [];
    listener.on("notification", ({ payload }) => payloads.push(payload));
    await listener.query("listen outbox");
    await asNobody((tx) => queueMail(tx, [{ ...asks, ...by(email, hook) }]));
    await expect.poll(() => payloads).toEqual(["email,webhook"]);
    await listener.end();
  });
});

describe("the web role", () => {
  it.each(["to_address", "input", "secret", "*"])("cannot read %s of the outbox", async (column) => {
    await expect(webDatabase().$queryRawUnsafe(`select ${column} from outbox_mail`)).rejects.toThrow(
      "permission denied",
    );
  });

  it.each([
    "update outbox_mail set to_address = 'somebody.else@example.org'",
    "update outbox_mail set state = 'accepted'",
    "delete from outbox_mail",
    "delete from mailbox_mail",
  ])("cannot %s", async (sql) => {
    await expect(webDatabase().$executeRawUnsafe(sql)).rejects.toThrow("permission denied");
  });
});

describe("the worker role", () => {
  it.each([
    "alert",
    "learner",
    "event",
    "unverified_child",
    "alert_draft",
    "person",
    "session",
    "audit_line",
  ])("cannot read %s", async (table) => {
    await expect(workerDatabase().$queryRawUnsafe(`select * from ${table}`)).rejects.toThrow(
      "permission denied",
    );
  });

  it("puts its own reminders and alarms in the outbox", async () => {
    const before = (await outbox()).length;
    await queueMail(workerDatabase(), [aMail]);
    expect(await outbox()).toHaveLength(before + 1);
  });
});
