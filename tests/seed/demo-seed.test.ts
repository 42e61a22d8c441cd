import { beforeAll, describe, expect, it } from "vitest";
import { seedDemo } from "#prisma/seed/demo";
import { aDatabase } from "#tests/support/database";

const database = await aDatabase();

beforeAll(async () => {
  await database.superuserQuery("update installation set is_demo = true");
  let t = Date.now();
  await seedDemo((line) => {
    console.log(Date.now() - t, line);
    t = Date.now();
  });
  console.log(Date.now() - t);
}, 60_000);

describe("the demo seed", () => {
  it("x", async () => {
    expect(await database.superuserQuery("select count(*)::int n from learner")).toEqual([{ n: 80 }]);
  });
});
