import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aDatabase } from "#tests/support/database";
import { currentActor } from "~/domain/accounts/current-actor.server";
import { signInAsDemoPerson } from "~/domain/accounts/demo-people.server";
import { readEnv, setEnv } from "~/platform/env.server";

const database = await aDatabase();
const press = (personId: string) => signInAsDemoPerson(personId, "127.0.0.1");

describe("the button of an invented person", () => {
  it("does nothing in a real installation, even if its route were there", async () => {
    setEnv(readEnv(process.env, "service"));
    expect(await press((await aPerson("lead")).personId)).toBeNull();
    expect(await database.superuserQuery("select from session")).toEqual([]);
  });

  it("signs in as that person in the demo", async () => {
    setEnv(readEnv(process.env, "demo"));
    const person = await aPerson("lead", { name: "Isla Grant" });
    const cookies = await press(person.personId);
    const cookie = cookies?.map((line) => line.split(";")[0]).join("; ") ?? "";
    const request = new Request("http://127.0.0.1:3000/", { headers: { cookie } });
    const actor = await currentActor(request, { cspNonce: "", clientIp: "" });
    expect(actor).toMatchObject({ personId: person.personId, name: "Isla Grant" });
  });

  it.each([randomUUID(), "nonsense", "", "null", "\u0000"])(
    "that names nobody, %j, signs nobody in",
    async (id) => {
      setEnv(readEnv(process.env, "demo"));
      expect(await press(id)).toBeNull();
    },
  );
});
