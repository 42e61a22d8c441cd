import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { env, readEnv, setEnv } from "~/platform/env.server";
import { loader as allMails } from "~/routes/mailbox._index";
import { loader as oneMail } from "~/routes/mailbox.$id";

const database = await aDatabase();
const service = env();
const demo = readEnv(process.env, "demo");
afterEach(() => setEnv(service));

async function aMail(sentAt: string): Promise<string> {
  const id = randomUUID();
  await database.superuserQuery(
    "insert into mailbox_mail values ($1, $2, $3, 'ailsa@example.org', 'A subject', 'words', '<p>words</p>', '<m@x>')",
    [id, randomUUID(), sentAt],
  );
  return id;
}

const ask = (id: string) =>
  oneMail({
    params: { id },
    request: new Request(`http://127.0.0.1/mailbox/${id}`),
    context: { clientIp: "", cspNonce: "" },
  });

describe("the mailbox of the demo", () => {
  it("lists mails, newest first, and shows one", async () => {
    setEnv(demo);
    const older = await aMail("2026-11-23T10:00:00Z");
    const newer = await aMail("2026-11-23T11:00:00Z");
    expect((await allMails()).mails.map((mail) => mail.id)).toEqual([newer, older]);
    expect((await ask(older)).mail).toMatchObject({ text: "words", html: "<p>words</p>" });
  });

  it.each([randomUUID(), "nonsense"])("has no mail %s", async (id) => {
    setEnv(demo);
    await expect(ask(id)).rejects.toMatchObject({ status: 404 });
  });

  it("does not exist outside the demo", async () => {
    const id = await aMail("2026-11-23T12:00:00Z");
    await expect(allMails()).rejects.toMatchObject({ status: 404 });
    await expect(ask(id)).rejects.toMatchObject({ status: 404 });
  });
});
