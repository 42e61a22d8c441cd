import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAuthority, theHomeAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { type ChannelKind, channelKinds } from "~/domain/notifications/channels.words";
import { allowedChannels } from "~/domain/organisations/organisations.queries.server";
import { saveAllowedChannelsSchema } from "~/domain/organisations/organisations.schema";
import { saveAllowedChannels } from "~/domain/organisations/save-allowed-channels.server";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { env, setEnv } from "~/platform/env.server";
import { Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const usual = env();
let administrator: TestPerson;
let home: { id: string };

beforeAll(async () => {
  administrator = await aPerson("administrator");
  home = await theHomeAuthority();
  await anAuthority({ name: "East Lomond", isHome: false });
});
afterEach(() => setEnv(usual));

const withNotify = () => setEnv({ ...usual, NOTIFY_API_KEY: "a-key" });
const save = (...channels: ChannelKind[]) => saveAllowedChannels(administrator, { channels }, clock);
const allowed = () => asNobody(allowedChannels);

describe("the channels of an authority", () => {
  it("are e-mail alone before anybody chooses", async () => {
    expect(await allowed()).toEqual(["email"]);
  });

  it("are chosen by the administrator, with an audit line", async () => {
    withNotify();
    await save("email", "sms", "webhook");
    expect(await allowed()).toEqual(["email", "sms", "webhook"]);
    const action = "allowed_channels.saved";
    expect(
      await database.superuserQuery("select * from audit_line where action = $1", [action]),
    ).toMatchObject([
      {
        at: clock.now(),
        person_id: administrator.personId,
        subject_id: home.id,
        detail: { channels: "email sms webhook" },
      },
    ]);
  });

  it.each(roles.filter((role) => role !== "administrator"))("are not the business of: %s", async (role) => {
    const before = await allowed();
    const saving = saveAllowedChannels(await aPerson(role), { channels: ["email"] }, clock);
    await expect(saving).rejects.toThrow(NotAllowed);
    expect(await allowed()).toEqual(before);
  });

  it.each(["sms", "notify_email"] as const)(
    "do not hold %s while GOV.UK Notify is not set up",
    async (kind) => {
      await save("email");
      await expect(save("email", kind)).rejects.toThrow(Invalid);
      expect(await allowed()).toEqual(["email"]);
    },
  );

  it("hold one kind of e-mail at least; also by the database", async () => {
    const { error } = saveAllowedChannelsSchema.safeParse({ channels: ["sms", "webhook"] });
    expect(error?.issues[0]?.message).toBe("Select at least one kind of email");
    await expect(
      database.superuserQuery("update authority set allowed_channels = '{sms}' where id = $1", [home.id]),
    ).rejects.toThrow("check constraint");
  });

  it("stand in one order, each once", () => {
    const { channels } = saveAllowedChannelsSchema.parse({ channels: ["webhook", "email", "webhook"] });
    expect(channels).toEqual(["email", "webhook"]);
    expect(channelKinds.filter((kind) => channels.includes(kind))).toEqual(channels);
  });
});
