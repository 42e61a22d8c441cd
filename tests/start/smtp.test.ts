import nodemailer from "nodemailer";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { aMailServer, type Behaviour } from "#tests/support/smtp";

const server = await aMailServer();
const transport = nodemailer.createTransport(server.url);
beforeEach(() => server.behave({ kind: "accept" }));
afterAll(() => server.stop());

const mail = {
  from: "Virtual School <virtual-school@example.org>",
  to: "mairi@example.org",
  subject: "An alert waits for an answer – Là math, agus tapadh leibh airson a bhith gar cuideachadh",
  text: "Åse wrote: “today”.\n=20 is not a blank. A line that is long enough to be folded by whatever writes the mail, and then some.",
  html: '<p>Open <a href="https://example.org/alerts/1?a=b&amp;c=d">the alert</a> 🙂</p>',
};

describe("the mail server of the tests", () => {
  it("records a mail with its words and bodies decoded", async () => {
    await transport.sendMail({ ...mail, messageId: "<one@example.org>" });
    const [received] = await server.waitFor(1);
    expect(received).toMatchObject({
      from: "virtual-school@example.org",
      to: ["mairi@example.org"],
      subject: mail.subject,
      html: mail.html,
    });
    expect(received?.text.trim()).toBe(mail.text);
    expect(received?.headers["message-id"]).toBe("<one@example.org>");
  });

  it.each<Behaviour & { kind: "refuse" }>([
    { kind: "refuse", at: "connect", code: 421 },
    { kind: "refuse", at: "sender", code: 451 },
    { kind: "refuse", at: "recipient", code: 550 },
    { kind: "refuse", at: "data", code: 451 },
  ])("refuses at $at with $code", async (behaviour) => {
    server.behave(behaviour);
    const before = server.mails.length;
    await expect(transport.sendMail(mail)).rejects.toMatchObject({ responseCode: behaviour.code });
    expect(server.mails).toHaveLength(before);
  });

  it("stalls until the sender gives up", async () => {
    server.behave({ kind: "stall", at: "data" });
    const impatient = nodemailer.createTransport({ url: server.url, socketTimeout: 300 });
    await expect(impatient.sendMail(mail)).rejects.toMatchObject({ code: "ETIMEDOUT" });
  });
});
