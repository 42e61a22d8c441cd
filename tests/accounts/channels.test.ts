import { beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aChannel, allowChannels } from "#tests/factories/channels";
import { aDatabase } from "#tests/support/database";
import { addressesOf } from "~/domain/accounts/accounts.queries.server";
import { saveTextChannelSchema, saveWebhookSchema } from "~/domain/accounts/accounts.schema";
import { channelsOf, ownChannel, ownChannels } from "~/domain/accounts/channels.queries.server";
import { removeChannel } from "~/domain/accounts/remove-channel.server";
import { renewWebhookKey } from "~/domain/accounts/renew-webhook-key.server";
import { saveTextChannel } from "~/domain/accounts/save-text-channel.server";
import { saveWebhook } from "~/domain/accounts/save-webhook.server";
import { switchChannel } from "~/domain/accounts/switch-channel.server";
import { testChannel } from "~/domain/accounts/test-channel.server";
import { type ChannelKind, channelKinds } from "~/domain/notifications/channels.words";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
const clock = fixedClock(at);
const phone = "+447700900123";
const url = "https://hook.example/abc";
let lead: TestPerson;

beforeEach(async () => {
  await allowChannels(...channelKinds);
  lead = await aPerson("lead", { name: "Ailsa Mackenzie" });
});

const inUse = (person: Actor = lead) => asActor(person, (tx) => channelsOf(tx, person.personId));
const kindsInUse = async (person: Actor = lead) => (await inUse(person)).map(({ kind }) => kind);
const shown = (person: Actor = lead) => asActor(person, (tx) => ownChannels(tx, person.personId, at));
const stored = ({ personId }: Actor = lead) =>
  database.superuserQuery("select * from person_channel where person_id = $1 order by kind", [personId]);
const auditOf = ({ personId }: Actor = lead) =>
  database.superuserQuery(
    "select action, person_id, at, detail from audit_line where subject_id = $1 and action like 'channel.%'",
    [personId],
  );
const queued = ({ personId }: Actor = lead) =>
  database.superuserQuery(
    "select template, channel, to_address, signing_key, about_id from outbox_mail where to_person_id = $1",
    [personId],
  );
/** Somebody who is signed in and holds no role any more. */
const formerly = (): Actor => ({ ...lead, memberships: [] });

describe("somebody who has set nothing", () => {
  it("is told by e-mail to the address they sign in with", async () => {
    expect(await inUse()).toEqual([{ kind: "email", address: lead.email }]);
  });

  it("is told by GOV.UK Notify where that is the only kind of e-mail allowed", async () => {
    await allowChannels("notify_email", "sms");
    expect(await inUse()).toEqual([{ kind: "notify_email", address: lead.email }]);
  });
});

describe("a number for text messages", () => {
  it("is stored and used from now on, beside e-mail; the audit does not hold it", async () => {
    await saveTextChannel(lead, { phone }, clock);
    expect(await inUse()).toEqual([
      { kind: "email", address: lead.email },
      { kind: "sms", address: phone },
    ]);
    const line = { action: "channel.saved", person_id: lead.personId, at };
    expect(await auditOf()).toEqual([{ ...line, detail: { channel: "sms", isOn: true } }]);
  });

  it("is changed, not added", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await saveTextChannel(lead, { phone: "+447700900456" }, clock);
    expect((await stored()).map((row) => row.address)).toEqual(["+447700900456"]);
  });

  it("is nobody else's", async () => {
    await saveTextChannel(lead, { phone }, clock);
    expect(await kindsInUse(await aPerson("lead"))).toEqual(["email"]);
  });

  it.each([
    ["07700 900123", phone],
    ["+44 7700 900123", phone],
    ["0044 (7700) 900-123", phone],
  ])("may be typed as %s", (typed, meant) => {
    expect(saveTextChannelSchema.parse({ phone: typed })).toEqual({ phone: meant });
  });

  it.each(["", "0141 496 0123", "07700 90012", "+1 202 555 0123", "ring me"])("is not %j", (typed) => {
    const { error } = saveTextChannelSchema.safeParse({ phone: typed });
    expect(error?.issues[0]?.message).toBe("Enter a UK mobile number, such as 07700 900123");
  });
});

describe("a webhook", () => {
  it("gets a key of its own, which is stored sealed and shown to its owner", async () => {
    await saveWebhook(lead, { url }, clock);
    const own = await asActor(lead, (tx) => ownChannel(tx, lead.personId, "webhook"));
    expect(own).toEqual({ address: url, key: expect.stringMatching(/^[\w-]{43}$/) });
    const [row] = await stored();
    expect(row?.signing_key).not.toContain(own?.key);
    expect(await kindsInUse()).toEqual(["email", "webhook"]);
    expect(JSON.stringify(await auditOf())).not.toContain("hook.example");
  });

  it("keeps its key when its address changes, and gets another when asked", async () => {
    const keyNow = async () => (await asActor(lead, (tx) => ownChannel(tx, lead.personId, "webhook")))?.key;
    await saveWebhook(lead, { url }, clock);
    const first = await keyNow();
    await saveWebhook(lead, { url: "https://other.example/hook" }, clock);
    expect(await keyNow()).toBe(first);
    await renewWebhookKey(lead, clock);
    expect(await keyNow()).not.toBe(first);
    expect((await stored())[0]?.address).toBe("https://other.example/hook");
  });

  it("has no key to renew before it is set up", async () => {
    await expect(renewWebhookKey(lead, clock)).rejects.toThrow(NotFound);
  });

  it.each([
    ["http://hook.example/x", "Address of the webhook must start with https://"],
    ["ftp://hook.example/x", "Address of the webhook must start with https://"],
    ["https://10.0.0.5/x", "Address of the webhook must be on the public internet"],
    ["https://127.0.0.1:8443/x", "Address of the webhook must be on the public internet"],
    ["https://2130706433/x", "Address of the webhook must be on the public internet"],
    ["https://169.254.169.254/latest", "Address of the webhook must be on the public internet"],
    ["https://[::1]/x", "Address of the webhook must be on the public internet"],
    ["https://[::ffff:10.0.0.5]/x", "Address of the webhook must be on the public internet"],
    ["https://ailsa:secret@hook.example/x", "Address of the webhook must not hold a user name or password"],
  ])("may not be %s: nothing is stored", async (address, sentence) => {
    const saving = saveWebhook(lead, { url: address }, clock);
    await expect(saving).rejects.toMatchObject(new Invalid(sentence, "url"));
    expect(await stored()).toEqual([]);
    expect(await auditOf()).toEqual([]);
  });

  it("is not a word", () => {
    const { error } = saveWebhookSchema.safeParse({ url: "teams" });
    expect(error?.issues[0]?.message).toBe("Enter a whole web address, such as https://example.com/hook");
  });
});

describe("switching a channel", () => {
  it("off and on again keeps what was set", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await switchChannel(lead, { kind: "sms", isOn: false }, clock);
    expect(await kindsInUse()).toEqual(["email"]);
    await switchChannel(lead, { kind: "sms", isOn: true }, clock);
    expect(await inUse()).toContainEqual({ kind: "sms", address: phone });
    expect((await auditOf()).map((line) => line.detail)).toEqual([
      { channel: "sms", isOn: true },
      { channel: "sms", isOn: false },
      { channel: "sms", isOn: true },
    ]);
  });

  it("off is refused for the last one that is on", async () => {
    await expect(switchChannel(lead, { kind: "email", isOn: false }, clock)).rejects.toThrow(
      "Keep at least one channel on, so that messages reach you.",
    );
    expect(await stored()).toEqual([]);
  });

  it("on is refused before there is an address", async () => {
    await expect(switchChannel(lead, { kind: "sms", isOn: true }, clock)).rejects.toThrow(NotFound);
    expect(await stored()).toEqual([]);
  });

  it("e-mail off leaves the other one", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await switchChannel(lead, { kind: "email", isOn: false }, clock);
    expect(await kindsInUse()).toEqual(["sms"]);
  });
});

describe("removing a channel", () => {
  it("forgets the number", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await removeChannel(lead, { kind: "sms" }, clock);
    expect(await stored()).toEqual([]);
    expect((await auditOf()).at(-1)).toMatchObject({ action: "channel.removed", detail: { channel: "sms" } });
  });

  it("that was the only one on brings e-mail back", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await switchChannel(lead, { kind: "email", isOn: false }, clock);
    await removeChannel(lead, { kind: "sms" }, clock);
    expect(await inUse()).toEqual([{ kind: "email", address: lead.email }]);
  });

  it("twice is done once, and leaves other people's alone", async () => {
    const other = await aPerson("lead");
    await aChannel(other, { kind: "sms", address: phone });
    await saveTextChannel(lead, { phone }, clock);
    await removeChannel(lead, { kind: "sms" }, clock);
    await removeChannel(lead, { kind: "sms" }, clock);
    expect((await auditOf()).filter((line) => line.action === "channel.removed")).toHaveLength(1);
    expect(await stored(other)).toHaveLength(1);
  });
});

describe("what the authority does not allow", () => {
  beforeEach(() => allowChannels("email"));

  const attempts: [string, ChannelKind, () => Promise<void>][] = [
    ["setting a number", "sms", () => saveTextChannel(lead, { phone }, clock)],
    ["setting a webhook", "webhook", () => saveWebhook(lead, { url }, clock)],
    ["switching on", "notify_email", () => switchChannel(lead, { kind: "notify_email", isOn: true }, clock)],
    ["testing", "sms", () => testChannel(lead, { kind: "sms" }, clock)],
  ];
  it.each(attempts)("is refused: %s (%s)", async (_what, _kind, attempt) => {
    await expect(attempt()).rejects.toThrow(Conflict);
    expect([await stored(), await queued(), await auditOf()]).toEqual([[], [], []]);
  });

  it("is not used any more, though it was set before: e-mail takes its place", async () => {
    await aChannel(lead, { kind: "sms", address: phone });
    await aChannel(lead, { kind: "email", address: "", isOn: false });
    expect(await inUse()).toEqual([{ kind: "email", address: lead.email }]);
    const [somebody] = await asActor(lead, (tx) => addressesOf(tx, [lead.personId], "2026-11-23"));
    expect(somebody?.channels).toEqual([{ kind: "email", address: lead.email }]);
  });

  it("is shown while it is stored, so that it can be removed", async () => {
    await aChannel(lead, { kind: "sms", address: phone });
    expect((await shown()).map(({ kind, isAllowed, isOn }) => ({ kind, isAllowed, isOn }))).toEqual([
      { kind: "email", isAllowed: true, isOn: true },
      { kind: "sms", isAllowed: false, isOn: false },
    ]);
    await removeChannel(lead, { kind: "sms" }, clock);
    expect((await shown()).map(({ kind }) => kind)).toEqual(["email"]);
  });
});

describe("a test", () => {
  it("goes out by the one channel, and tells of nothing", async () => {
    await saveWebhook(lead, { url }, clock);
    await testChannel(lead, { kind: "webhook" }, clock);
    expect(await queued()).toEqual([
      {
        template: "accounts/channel-test",
        channel: "webhook",
        to_address: url,
        signing_key: (await stored())[0]?.signing_key,
        about_id: null,
      },
    ]);
    expect((await auditOf()).at(-1)).toMatchObject({
      action: "channel.tested",
      detail: { channel: "webhook" },
    });
  });

  it("goes by text message too, though it asks for no answer", async () => {
    await saveTextChannel(lead, { phone }, clock);
    await testChannel(lead, { kind: "sms" }, clock);
    expect((await queued()).map((row) => row.channel)).toEqual(["sms"]);
  });

  it("is refused for a channel that is off", async () => {
    await aChannel(lead, { kind: "sms", address: phone, isOn: false });
    await expect(testChannel(lead, { kind: "sms" }, clock)).rejects.toThrow("Switch this channel on first.");
    expect(await queued()).toEqual([]);
  });

  it("is refused after five in a quarter of an hour", async () => {
    for (let count = 0; count < 5; count += 1) await testChannel(lead, { kind: "email" }, clock);
    await expect(testChannel(lead, { kind: "email" }, clock)).rejects.toThrow("That was many tests.");
    expect(await queued()).toHaveLength(5);
  });
});

describe("somebody without a role", () => {
  const attempts: [string, () => Promise<void>][] = [
    ["set a number", () => saveTextChannel(formerly(), { phone }, clock)],
    ["set a webhook", () => saveWebhook(formerly(), { url }, clock)],
    ["renew a key", () => renewWebhookKey(formerly(), clock)],
    ["switch", () => switchChannel(formerly(), { kind: "email", isOn: true }, clock)],
    ["remove", () => removeChannel(formerly(), { kind: "sms" }, clock)],
    ["test", () => testChannel(formerly(), { kind: "email" }, clock)],
  ];
  it.each(attempts)("may not %s", async (_what, attempt) => {
    await expect(attempt()).rejects.toThrow(NotAllowed);
    expect([await stored(), await queued()]).toEqual([[], []]);
  });
});
