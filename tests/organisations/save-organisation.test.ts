import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea, anAuthority } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { housesAndProviders } from "~/domain/organisations/houses-and-providers.queries.server";
import { saveOrganisationSchema } from "~/domain/organisations/organisation.schema";
import { saveOrganisation } from "~/domain/organisations/save-organisation.server";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-20T10:02:00Z");
const administrator = await aPerson("administrator");
const area = await anArea(undefined, "North");

const aHouse = (changes: Record<string, unknown> = {}) =>
  saveOrganisationSchema.parse({
    kind: "house",
    name: `House ${randomUUID().slice(0, 8)}`,
    areaId: area.id,
    contact: "House manager",
    phone: "0141 496 0500",
    activeFrom: "2026-08-01",
    ...changes,
  });
const stored = async (id: string) => (await asNobody(housesAndProviders)).find((each) => each.id === id);

describe("a house or provider", () => {
  it("is added with its contact and area, and an audit line without either", async () => {
    const house = aHouse();
    const { id } = await saveOrganisation(administrator, house, clock);
    expect(await stored(id)).toEqual({ id, ...house, area: "North", email: null, activeTo: null });
    const lines = await database.superuserQuery(
      "select action, detail from audit_line where subject_id = $1",
      [id],
    );
    expect(lines).toEqual([
      { action: "organisation.saved", detail: { isNew: true, kind: "house", activeTo: null } },
    ]);
  });

  it("is one when the form is sent twice, and changed in its place", async () => {
    const house = aHouse();
    const { id } = await saveOrganisation(administrator, house, clock);
    expect(await saveOrganisation(administrator, house, clock)).toEqual({ id });
    const changed = { ...house, id, contact: undefined, activeTo: "2026-09-01" };
    await saveOrganisation(administrator, changed, clock);
    expect(await stored(id)).toMatchObject({ contact: null, activeTo: "2026-09-01" });
  });

  it("keeps names of a kind apart", async () => {
    const [house, other] = [aHouse(), aHouse()];
    await saveOrganisation(administrator, house, clock);
    const { id } = await saveOrganisation(administrator, other, clock);
    const taken = [
      { ...other, id, name: house.name },
      { ...house, activeFrom: "2025-08-01" },
    ];
    for (const input of taken)
      await expect(saveOrganisation(administrator, input, clock)).rejects.toMatchObject({ field: "name" });
    await saveOrganisation(administrator, { ...house, kind: "charity" }, clock);
  });

  it("is refused in an area that is not ours, and not found where there is none", async () => {
    const theirs = await anArea(await anAuthority({ isHome: false }));
    const elsewhere = saveOrganisation(administrator, aHouse({ areaId: theirs.id }), clock);
    await expect(elsewhere).rejects.toMatchObject({ field: "areaId" });
    const nowhere = saveOrganisation(administrator, aHouse({ id: randomUUID() }), clock);
    await expect(nowhere).rejects.toThrow(NotFound);
  });

  it.each([
    [{ kind: "prison" }, "Select what it is"],
    [{ name: " " }, "Enter the name"],
    [{ phone: undefined }, "Enter a phone number or an email address"],
    [{ phone: "ring us" }, "Phone number must be digits"],
    [{ email: "nothing" }, "Email address must be like"],
    [{ activeTo: "2026-07-31" }, "Last day must not be before the first day"],
  ])("is refused with %j", (changes, sentence) => {
    expect(() => aHouse(changes)).toThrow(sentence);
  });

  it.each(roles.filter((role) => role !== "administrator"))("is not changed by the %s", async (role) => {
    const actor = await aPerson(role);
    await expect(saveOrganisation(actor, aHouse(), clock)).rejects.toThrow(NotAllowed);
  });
});
