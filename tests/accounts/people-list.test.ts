import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { peopleList, personOf } from "~/domain/accounts/accounts.queries.server";
import { asNobody } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { countingQueries } from "~/platform/log.server";

await aDatabase();

beforeAll(async () => {
  const school = await aSchool({}, "Invented Academy");
  await aPerson("designated_manager", { schoolId: school.id, isDepute: true, name: "Ailsa" });
  await aPerson("area_lead_officer", { areaId: (await anArea(undefined, "North")).id, name: "Brodie" });
  await aPerson("lead", { until: "2026-11-01", name: "Catriona" });
});

const list = (page: { after: string | null; limit: number }) => asNobody((tx) => peopleList(tx, page));

describe("the list of people", () => {
  it("shows each with roles and places, by name", async () => {
    expect(await list({ after: null, limit: 10 })).toMatchObject([
      {
        name: "Ailsa",
        roles: [{ role: "designated_manager", isDepute: true, place: "Invented Academy", validTo: null }],
      },
      { name: "Brodie", roles: [{ role: "area_lead_officer", place: "North" }] },
      {
        name: "Catriona",
        roles: [{ role: "lead", place: null, validFrom: "2020-08-01", validTo: "2026-11-01" }],
      },
    ]);
  });

  it("goes on after the last one shown", async () => {
    const [first] = await list({ after: null, limit: 1 });
    expect((await list({ after: first?.id ?? "", limit: 5 })).map((person) => person.name)).toEqual([
      "Brodie",
      "Catriona",
    ]);
  });

  it("asks the database the same number of times however many there are", async () => {
    const counted = async (limit: number) => {
      const counts = { queries: 0 };
      await countingQueries(counts, () => list({ after: null, limit }));
      return counts.queries;
    };
    expect(await counted(3)).toBe(await counted(1));
  });
});

it.each(["00000000-0000-4000-8000-000000000000", "nobody", undefined])(
  "finds nobody under %s",
  async (id) => {
    await expect(asNobody((tx) => personOf(tx, id))).rejects.toThrow(NotFound);
  },
);
