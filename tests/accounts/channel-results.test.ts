import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aChannel, allowChannels } from "#tests/factories/channels";
import { aDatabase } from "#tests/support/database";
import { ownChannels, unreachable } from "~/domain/accounts/channels.queries.server";
import { type ChannelKind, channelKinds } from "~/domain/notifications/channels.words";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const at = new Date("2026-11-23T10:02:00Z");
let lead: TestPerson;

beforeEach(async () => {
  await allowChannels(...channelKinds);
  lead = await aPerson("lead", { name: "Ailsa Mackenzie" });
});

const shown = () => asActor(lead, (tx) => ownChannels(tx, lead.personId, at));

describe("how a channel did", () => {
  afterEach(() => database.superuserQuery("delete from outbox_mail"));

  /** The newest message to the lead by one channel. */
  const aMessage = (channel: ChannelKind, state: string, createdAt: Date, problem: string | null = null) =>
    database.superuserQuery(
      `insert into outbox_mail (id, created_at, template, to_person_id, channel, to_address, input, state, accepted_at, last_problem)
       values (gen_random_uuid(), $1::timestamptz, 'accounts/channel-test', $2, $3, 'x', '{}', $4::text,
         case when $4::text = 'accepted' then $1::timestamptz end, $5)`,
      [createdAt, lead.personId, channel, state, problem],
    );
  const minutesAgo = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
  const lost = () => asActor(lead, (tx) => unreachable(tx, [lead.personId], at));

  it("is when it last worked, and what went wrong since", async () => {
    await aMessage("email", "accepted", minutesAgo(9));
    await aMessage("email", "undeliverable", minutesAgo(5), "The mail server said: 550 no such mailbox");
    expect((await shown())[0]).toEqual({
      kind: "email",
      isAllowed: true,
      isOn: true,
      goesTo: lead.email,
      workedAt: minutesAgo(9),
      problem: "The mail server said: 550 no such mailbox",
    });
  });

  it("is nothing before it was used; a webhook is shown by its host alone", async () => {
    await aChannel(lead, { kind: "webhook", address: "https://hook.example/abc" });
    expect((await shown()).at(-1)).toMatchObject({
      kind: "webhook",
      goesTo: "hook.example",
      workedAt: null,
      problem: null,
    });
  });

  it("makes somebody unreachable once the newest message on every channel came back", async () => {
    await aChannel(lead, { kind: "sms", address: "+447700900123" });
    await aMessage("email", "undeliverable", minutesAgo(5), "no such mailbox");
    expect(await lost()).toEqual(new Map());
    await aMessage("sms", "undeliverable", minutesAgo(4), "no such number");
    expect(await lost()).toEqual(new Map([[lead.personId, "Ailsa Mackenzie"]]));
  });

  it("is well again with a message that is accepted later, or after 30 days", async () => {
    await aMessage("email", "undeliverable", minutesAgo(31 * 24 * 60), "no such mailbox");
    expect(await lost()).toEqual(new Map());
    await aMessage("email", "undeliverable", minutesAgo(5), "no such mailbox");
    await aMessage("email", "accepted", minutesAgo(4));
    expect(await lost()).toEqual(new Map());
  });

  it("says nothing of a message that waits, though it failed before", async () => {
    await aMessage("email", "queued", minutesAgo(5), "The mail server said: 451 later");
    expect(await lost()).toEqual(new Map());
    expect((await shown())[0]?.problem).toBe("The mail server said: 451 later");
  });
});
