import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { claimMail } from "~/domain/notifications/claim-mail.server";
import { mailboxList, mailboxMail } from "~/domain/notifications/notifications.queries.server";
import { settleMail } from "~/domain/notifications/settle-mail.server";
import { asNobody } from "~/platform/database.server";
import { sendDue } from "~/worker/send-due.server";
import { mailboxTransport } from "~/worker/transport.server";
import { clock, queueBy, queueFor, storedFor } from "./outbox";

const database = await aDatabase();
const sender = {
  owner: "history",
  transport: mailboxTransport(),
  clock: async () => clock,
  appUrl: "http://127.0.0.1:3000",
};

afterEach(() => database.superuserQuery("truncate outbox_mail, mailbox_mail"));

describe("the mailbox of the demo", () => {
  it("holds every mail that was sent, as it was sent", async () => {
    await queueFor("ailsa@example.org");
    expect(await sendDue(sender)).toBe(1);
    const stored = await storedFor(database, "ailsa@example.org");
    expect(stored).toMatchObject({ state: "accepted", accepted_at: clock.now() });

    const [listed] = await asNobody((tx) => mailboxList(tx, 10));
    expect(listed).toMatchObject({
      toAddress: "ailsa@example.org",
      sentAt: clock.now(),
      subject: "Virtual School: something needs you (ref A-2026-0412)",
    });
    expect(await asNobody((tx) => mailboxMail(tx, listed?.id ?? ""))).toMatchObject({
      messageId: `<${stored.id}@127.0.0.1>`,
      text: expect.stringContaining("A-2026-0412"),
      html: expect.stringContaining("<html"),
    });
  });

  it("holds texts and webhook messages too, which never leave the house", async () => {
    await queueBy([
      { kind: "sms", address: "+447700900123" },
      { kind: "webhook", address: "https://hook.example/x", signingKey: "sealed" },
    ]);
    await sendDue(sender);
    const kept = await asNobody((tx) => mailboxList(tx, 10));
    expect(kept.map((mail) => mail.toAddress).sort()).toEqual(["+447700900123", "https://hook.example/x"]);
    for (const { id } of kept) {
      const mail = await asNobody((tx) => mailboxMail(tx, id));
      expect(mail).toMatchObject({ text: expect.stringContaining("A-2026-0412"), html: "" });
    }
  });

  it.each([
    { kind: "sms", address: "+447911123456" },
    { kind: "webhook", address: "https://hooks.slack.com/x", signingKey: "sealed" },
    { kind: "notify_email", address: "somebody@council.gov.uk" },
  ] as const)("refuses what might be somebody's: $kind to $address", async (channel) => {
    await queueBy([channel]);
    await sendDue(sender);
    expect(await storedFor(database, channel.address)).toMatchObject({ state: "undeliverable" });
    expect(await asNobody((tx) => mailboxList(tx, 10))).toEqual([]);
  });

  it("holds a mail once, also when it was sent twice", async () => {
    await queueFor("ailsa@example.org");
    for (const owner of ["first", "second"]) {
      const [mail] = await claimMail({ owner, limit: 1, leaseSeconds: 15 });
      const copy = { toAddress: "ailsa@example.org", subject: "s", text: "t", html: "h", messageId: "<m@x>" };
      const lease = { id: mail?.id ?? "", owner, attempts: mail?.attempts ?? 0 };
      expect(await settleMail(lease, { kind: "accepted", copy, providerId: null }, clock.now())).toBe(true);
      await database.superuserQuery("update outbox_mail set state = 'queued'");
    }
    expect(await asNobody((tx) => mailboxList(tx, 10))).toHaveLength(1);
  });

  it("holds nothing that was refused", async () => {
    await queueFor("somebody@council.gov.uk");
    await sendDue(sender);
    expect(await storedFor(database, "somebody@council.gov.uk")).toMatchObject({
      state: "undeliverable",
    });
    expect(await asNobody((tx) => mailboxList(tx, 10))).toEqual([]);
  });
});
