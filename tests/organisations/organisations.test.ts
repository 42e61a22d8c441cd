import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import {
  homeAreas,
  homeAuthorityId,
  organisations,
  phoneNumbersOf,
  schoolById,
  schoolList,
  schoolPlaces,
  schoolsByIds,
  schoolToChange,
} from "~/domain/organisations/organisations.queries.server";
import { saveArea } from "~/domain/organisations/save-area.server";
import { saveAuthority } from "~/domain/organisations/save-authority.server";
import { savePhoneNumber } from "~/domain/organisations/save-phone-number.server";
import { saveSchool } from "~/domain/organisations/save-school.server";
import { type Actor, type Role, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-20T10:02:00Z");
const audit = (action: string) =>
  database.superuserQuery("select * from audit_line where action = $1 order by at desc, detail::text", [
    action,
  ]);

let administrator: Actor;
let home: { id: string; name: string };
let neighbour: { id: string; name: string };
let area: { id: string };

beforeAll(async () => {
  administrator = await aPerson("administrator");
  home = await anAuthority({ name: "Strathvale" });
  neighbour = await anAuthority({ name: "East Lomond", isHome: false });
  area = await anArea(home, "North");
});

const aNewSchool = (changes = {}) => ({
  name: "Hillview Academy",
  seedCode: "8430012",
  sector: "secondary" as const,
  authorityId: home.id,
  areaId: area.id,
  phone: "0141 496 0100",
  ...changes,
});

describe("saving a school", () => {
  it("adds it, with an audit line", async () => {
    const { id } = await saveSchool(administrator, aNewSchool(), clock);
    expect(await asNobody((tx) => schoolById(tx, id))).toEqual({ id, ...aNewSchool() });
    expect(await audit("school.saved")).toMatchObject([
      {
        at: clock.now(),
        person_id: administrator.personId,
        subject_kind: "school",
        subject_id: id,
        detail: { isNew: true, areaId: area.id },
      },
    ]);
  });

  it("adds one school when the form is sent twice", async () => {
    const input = aNewSchool({ name: "Twice Primary", seedCode: "8430020", sector: "primary" });
    const first = await saveSchool(administrator, input, clock);
    expect(await saveSchool(administrator, input, clock)).toEqual(first);
  });

  it("changes it, also to stand in a neighbouring authority with an area of ours", async () => {
    const school = await aSchool({ area, authority: home });
    const changed = aNewSchool({
      id: school.id,
      seedCode: school.seedCode,
      authorityId: neighbour.id,
      name: "Lochside",
    });
    await saveSchool(administrator, changed, clock);
    expect(await asNobody((tx) => schoolById(tx, school.id))).toMatchObject({
      name: "Lochside",
      authorityId: neighbour.id,
    });
  });

  it("keeps how many pupils there are with the day, and clears what is left empty", async () => {
    const { id, seedCode } = await aSchool({ area, authority: home });
    const stored = () => asNobody((tx) => schoolToChange(tx, id));
    await saveSchool(administrator, aNewSchool({ id, seedCode, roll: 912, rollOn: "2026-09-16" }), clock);
    expect(await stored()).toMatchObject({ roll: 912, rollOn: "2026-09-16", closedOn: null });
    await saveSchool(administrator, aNewSchool({ id, seedCode }), clock);
    expect(await stored()).toMatchObject({ roll: null, rollOn: null });
  });

  it("closes it: offered no more, and still on record", async () => {
    const { id, seedCode } = await aSchool({ area, authority: home });
    const offered = async () => {
      const schools = (await asNobody(organisations)).flatMap((authority) => authority.schools);
      return [schools, await asNobody(schoolPlaces)].map((list) => list.some((each) => each.id === id));
    };
    const listed = async (isClosed: boolean) => {
      const wanted = { authorityId: null, areaId: null, sector: null, isClosed };
      return (await asNobody((tx) => schoolList(tx, wanted))).some((each) => each.id === id);
    };
    expect([await offered(), await listed(false), await listed(true)]).toEqual([[true, true], true, false]);
    const closed = aNewSchool({ id, seedCode, closedOn: "2026-06-26" });
    await saveSchool(administrator, closed, clock);
    expect([await offered(), await listed(false), await listed(true)]).toEqual([[false, false], false, true]);
    expect(await asNobody((tx) => schoolById(tx, id))).toMatchObject({ name: closed.name });
    const [line] = await audit("school.saved");
    expect(line).toMatchObject({ subject_id: id, detail: { closedOn: "2026-06-26" } });
    await saveSchool(administrator, aNewSchool({ id, seedCode }), clock);
    expect(await offered()).toEqual([true, true]);
  });

  it.each(["rollOn", "closedOn"])("refuses a day to come as %s", async (field) => {
    const input = aNewSchool({ seedCode: "8430097", roll: 1, rollOn: "2026-09-16", [field]: "2026-11-21" });
    await expect(saveSchool(administrator, input, clock)).rejects.toMatchObject({ field });
  });

  it("refuses a SEED code that another school has", async () => {
    const school = await aSchool({ area, authority: home });
    const twin = aNewSchool({ name: "Another School", seedCode: school.seedCode });
    await expect(saveSchool(administrator, twin, clock)).rejects.toMatchObject({ field: "seedCode" });
    const other = await aSchool({ area, authority: home });
    await expect(saveSchool(administrator, { ...twin, id: other.id }, clock)).rejects.toThrow(Invalid);
  });

  it("refuses an area that is not one of ours, and one or an authority that does not exist", async () => {
    const theirs = await anArea(neighbour);
    const field = (changes: object) =>
      saveSchool(administrator, aNewSchool({ seedCode: "8430099", ...changes }), clock);
    await expect(field({ areaId: theirs.id })).rejects.toMatchObject({ field: "areaId" });
    await expect(field({ areaId: randomUUID() })).rejects.toMatchObject({ field: "areaId" });
    await expect(field({ authorityId: randomUUID() })).rejects.toMatchObject({ field: "authorityId" });
  });

  it("does not find a school that is not there", async () => {
    const nowhere = aNewSchool({ id: randomUUID(), seedCode: "8430098" });
    await expect(saveSchool(administrator, nowhere, clock)).rejects.toThrow(NotFound);
  });
});

describe("saving a phone number", () => {
  const number = (changes = {}) => ({
    authorityId: home.id,
    purpose: "child_not_safe" as const,
    position: 1,
    label: "Social work standby",
    number: "0141 496 0111",
    ...changes,
  });

  it("puts it in its place, with an audit line that does not hold it", async () => {
    await savePhoneNumber(
      administrator,
      number({ position: 2, label: "Police Scotland", number: "101" }),
      clock,
    );
    await savePhoneNumber(administrator, number({ label: "Old standby" }), clock);
    await savePhoneNumber(administrator, number(), clock);
    const numbers = await asNobody((tx) => phoneNumbersOf(tx, home.id, "child_not_safe"));
    expect(numbers).toMatchObject([
      { label: "Social work standby", number: "0141 496 0111" },
      { number: "101" },
    ]);
    const [line] = await audit("phone_number.saved");
    expect(line).toMatchObject({ subject_id: home.id, detail: { purpose: "child_not_safe", position: 1 } });
    expect(JSON.stringify(line)).not.toContain("496 0111");
  });

  it("shows ours to a neighbouring authority until it has its own", async () => {
    const theirs = () => asNobody((tx) => phoneNumbersOf(tx, neighbour.id, "child_not_safe"));
    expect(await theirs()).toHaveLength(2);
    await savePhoneNumber(
      administrator,
      number({ authorityId: neighbour.id, label: "East Lomond standby" }),
      clock,
    );
    expect(await theirs()).toMatchObject([{ label: "East Lomond standby" }]);
  });

  it("refuses an authority that does not exist", async () => {
    const nowhere = number({ authorityId: randomUUID() });
    await expect(savePhoneNumber(administrator, nowhere, clock)).rejects.toThrow(Invalid);
  });
});

describe("saving authorities and areas", () => {
  it("adds and renames, with audit lines", async () => {
    const { id } = await saveAuthority(administrator, { name: "West Lomond", isHome: false }, clock);
    await saveAuthority(administrator, { id, name: "West Lomond Council", isHome: false }, clock);
    const { id: areaId } = await saveArea(administrator, { authorityId: home.id, name: "Sooth" }, clock);
    await saveArea(administrator, { id: areaId, authorityId: home.id, name: "South" }, clock);
    const all = await asNobody(organisations);
    expect(all.map((authority) => authority.name)).toEqual([
      "Strathvale",
      "East Lomond",
      "West Lomond Council",
    ]);
    expect(await asNobody(homeAreas)).toEqual([
      { id: area.id, name: "North" },
      { id: areaId, name: "South" },
    ]);
    expect(await audit("authority.saved")).toHaveLength(2);
    expect(await audit("area.saved")).toHaveLength(2);
  });

  it("keeps one authority our own, and names apart", async () => {
    const second = saveAuthority(administrator, { name: "Ours Too", isHome: true }, clock);
    await expect(second).rejects.toMatchObject({ field: "isHome" });
    const none = saveAuthority(administrator, { id: home.id, name: "Strathvale", isHome: false }, clock);
    await expect(none).rejects.toMatchObject({ field: "isHome" });
    const namesake = saveAuthority(administrator, { name: "Strathvale", isHome: false }, clock);
    await expect(namesake).rejects.toMatchObject({ field: "name" });
    const sameArea = saveArea(administrator, { authorityId: home.id, name: "North" }, clock);
    await expect(sameArea).rejects.toMatchObject({ field: "name" });
    expect(await asNobody(homeAuthorityId)).toBe(home.id);
  });

  it("finds nothing to change elsewhere", async () => {
    const missing = { id: randomUUID(), name: "Nowhere" };
    await expect(saveAuthority(administrator, { ...missing, isHome: false }, clock)).rejects.toThrow(
      NotFound,
    );
    await expect(saveArea(administrator, { ...missing, authorityId: home.id }, clock)).rejects.toThrow(
      NotFound,
    );
    await expect(
      saveArea(administrator, { authorityId: neighbour.id, name: "Theirs" }, clock),
    ).rejects.toThrow(NotFound);
  });
});

describe("everybody but an administrator", () => {
  it.each(roles.filter((role) => role !== "administrator"))("%s changes nothing", async (role: Role) => {
    const actor = await aPerson(role);
    const before = await database.superuserQuery("select count(*) from audit_line");
    await expect(saveSchool(actor, aNewSchool({ seedCode: "8430077" }), clock)).rejects.toThrow(NotAllowed);
    await expect(saveAuthority(actor, { name: "Mine", isHome: false }, clock)).rejects.toThrow(NotAllowed);
    await expect(saveArea(actor, { authorityId: home.id, name: "Mine" }, clock)).rejects.toThrow(NotAllowed);
    const number = {
      authorityId: home.id,
      purpose: "nobody_answers" as const,
      position: 1,
      label: "Me",
      number: "0141 496 0999",
    };
    await expect(savePhoneNumber(actor, number, clock)).rejects.toThrow(NotAllowed);
    expect(await database.superuserQuery("select count(*) from audit_line")).toEqual(before);
  });
});

it("gives many schools in one query, each once", async () => {
  const [one, two] = [await aSchool({ area, authority: home }), await aSchool({ area, authority: home })];
  const found = await asNobody((tx) => schoolsByIds(tx, [one.id, two.id, one.id, null, randomUUID()]));
  expect([...found.keys()].sort()).toEqual([one.id, two.id].sort());
});
