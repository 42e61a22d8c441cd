import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";
import { afterEach, describe, expect, it } from "vitest";
import type { RenderedMail } from "~/worker/render-mail.server";
import { createTransport } from "~/worker/transport.server";

const limitMs = 300;
const mail: RenderedMail = {
  outboxId: "0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
  template: "alerts/alert-raised",
  channel: "email",
  link: null,
  signingKey: null,
  isRepeat: false,
  toAddress: "ailsa@example.org",
  subject: "Virtual School: something needs you (ref A-2026-0412)",
  html: "<p>A-2026-0412</p>",
  text: "A-2026-0412",
  messageId: "<0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11@vs.example.org>",
};

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

function transportTo(url: string, limit = limitMs) {
  const transport = createTransport(
    { SMTP_URL: url, MAIL_FROM: "Virtual School <vs@example.org>", isDemo: false },
    limit,
  );
  cleanUps.push(transport.close);
  return transport;
}

type Answer = (line: string, socket: Socket) => string | null;

const polite: Answer = (line) => {
  if (line.startsWith("DATA")) return "354 go on";
  if (/^(EHLO|HELO|MAIL|RCPT|RSET|\.$)/.test(line)) return "250 ok";
  return null;
};

/** A server that speaks just enough SMTP to misbehave. */
async function aServer(answer: Answer, greeting: string | null = "220 hello") {
  const sockets: Socket[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    if (greeting !== null) socket.write(`${greeting}\r\n`);
    createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
      const words = answer(line, socket);
      if (words !== null && socket.writable) socket.write(`${words}\r\n`);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  cleanUps.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const cut = { kind: "try_again", problem: "The mail server did not finish within 0.3 seconds." };

describe("an attempt is cut, and its socket destroyed, when the server", () => {
  it("never greets", async () => {
    const server = await aServer(polite, null);
    expect(await transportTo(server.url).send(mail)).toEqual(cut);
    await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
  });

  it("answers a little all the time and never comes to an end", async () => {
    const drip: Answer = (line, socket) => {
      if (!line.startsWith("EHLO")) return polite(line, socket);
      const timer = setInterval(() => socket.write("250-more\r\n"), 20);
      socket.on("close", () => clearInterval(timer));
      return null;
    };
    const server = await aServer(drip);
    const startedAt = performance.now();
    expect(await transportTo(server.url).send(mail)).toEqual(cut);
    expect(performance.now() - startedAt).toBeLessThan(limitMs * 3);
    await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
  });

  it("takes the mail and never says so", async () => {
    const server = await aServer((line, socket) => (line === "." ? null : polite(line, socket)));
    expect(await transportTo(server.url).send(mail)).toEqual(cut);
    await expect.poll(() => server.sockets.every((socket) => socket.destroyed)).toBe(true);
  });
});

describe("an attempt fails for now when the server", () => {
  it("drops the line after the mail", async () => {
    const server = await aServer((line, socket) => {
      if (line === ".") socket.destroy();
      return line === "." ? null : polite(line, socket);
    });
    const result = await transportTo(server.url, 5_000).send(mail);
    expect(result).toMatchObject({
      kind: "try_again",
      problem: expect.stringMatching(/could not be reached or broke off/),
    });
  });

  it("does not speak SMTP", async () => {
    const server = await aServer(() => "HTTP/1.1 400 Bad Request", "HTTP/1.1 400 Bad Request");
    expect(await transportTo(server.url, 5_000).send(mail)).toMatchObject({ kind: "try_again" });
  });
});

describe("a kept line", () => {
  it("that the server ended meanwhile costs the next mail nothing", async () => {
    const server = await aServer(polite);
    const transport = transportTo(server.url, 5_000);
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
    server.sockets[0]?.end();
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
    expect(server.sockets).toHaveLength(2);
  });

  it("that the server ends as it is used costs the next mail nothing", async () => {
    let mails = 0;
    const server = await aServer((line, socket) => {
      if (line.startsWith("MAIL")) mails += 1;
      return line.startsWith("MAIL") && mails === 2 ? "421 too long idle" : polite(line, socket);
    });
    const transport = transportTo(server.url, 5_000);
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
    expect(server.sockets).toHaveLength(2);
  });
});

describe("a user name and password in SMTP_URL", () => {
  async function aGuardedServer() {
    const server = new SMTPServer({
      hideSTARTTLS: true,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) =>
        username === "virtual school" && password === "p@ss"
          ? callback(null, { user: username })
          : callback(new Error("Wrong password")),
    });
    server.on("error", () => {});
    server.listen(0, "127.0.0.1");
    await once(server.server, "listening");
    cleanUps.push(() => server.close());
    return `127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  }

  it("are used", async () => {
    const transport = transportTo(`smtp://virtual%20school:p%40ss@${await aGuardedServer()}`, 5_000);
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
  });

  it("that are wrong lose no mail", async () => {
    const transport = transportTo(`smtp://virtual%20school:wrong@${await aGuardedServer()}`, 5_000);
    expect(await transport.send(mail)).toEqual({
      kind: "try_again",
      problem: "The mail server said: 535 Wrong password",
    });
  });
});

describe("the demo", () => {
  const demo = () => createTransport({ MAIL_FROM: "Virtual School <vs@example.org>", isDemo: true });

  it.each([
    "a@example.org",
    "a@example.com",
    "a@example.net",
    "a@example",
    "a@mail.glen.example",
    "a@x.example.org",
  ])("writes to %s", async (toAddress) => {
    expect(await demo().send({ ...mail, toAddress })).toEqual({ kind: "accepted" });
  });

  it.each([
    "a@council.gov.uk",
    "a@example.gov.uk",
    "a@notexample.org",
    "a@example.org.evil.test",
    "a@gmail.com",
    "a",
  ])("never writes to %s", async (toAddress) => {
    expect(await demo().send({ ...mail, toAddress })).toMatchObject({
      kind: "refused",
      problem: expect.stringMatching(/^The demo writes only to/),
    });
  });

  it("writes to the mail server too when there is one, and to nobody real", async () => {
    const server = await aServer(polite);
    const transport = createTransport({
      SMTP_URL: server.url,
      MAIL_FROM: "Virtual School <vs@example.org>",
      isDemo: true,
    });
    cleanUps.push(transport.close);
    expect(transport.keepsCopy).toBe(true);
    expect(await transport.send({ ...mail, toAddress: "a@council.gov.uk" })).toMatchObject({
      kind: "refused",
    });
    expect(server.sockets).toHaveLength(0);
    expect(await transport.send(mail)).toEqual({ kind: "accepted" });
    expect(server.sockets).toHaveLength(1);
  });

  it("is the only one that does without a mail server", () => {
    expect(() => createTransport({ MAIL_FROM: "Virtual School <vs@example.org>", isDemo: false })).toThrow(
      "SMTP_URL",
    );
  });
});
