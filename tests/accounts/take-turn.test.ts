import { describe, expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { takeTurn } from "~/domain/accounts/take-turn.server";

const database = await aDatabase();
const keys = async () =>
  (await database.superuserQuery<{ key: string }>("select key from rate_limit order by 1")).map(
    (row) => row.key,
  );
const age = (key: string, seconds: number) =>
  database.superuserQuery("update rate_limit set last_request = last_request - $2 where key = $1", [
    key,
    seconds * 1000,
  ]);

describe("taking turns", () => {
  it("allows so many in the time, and again when the time is over", async () => {
    const turn = () => takeTurn("own", 3, 60);
    expect([await turn(), await turn(), await turn(), await turn()]).toEqual([true, true, true, false]);
    await age("own", 50);
    expect(await turn()).toBe(false);
    await age("own", 10);
    expect(await turn()).toBe(true);
  });

  it("counts each key for itself, and never too many of those that come at once", async () => {
    const turns = await Promise.all(Array.from({ length: 50 }, () => takeTurn("crowd", 7, 60)));
    expect(turns.filter(Boolean)).toHaveLength(7);
    expect(await takeTurn("alone", 1, 60)).toBe(true);
  });

  it("forgets after a day who it was: keys hold the addresses that anybody typed", async () => {
    await takeTurn("sign-in-code yesterday@example.org", 5, 900);
    await takeTurn("sign-in-code today@example.org", 5, 900);
    await age("sign-in-code yesterday@example.org", 24 * 3600 + 1);
    await age("sign-in-code today@example.org", 23 * 3600);
    await takeTurn("somebody else", 5, 900);
    expect(await keys()).not.toContain("sign-in-code yesterday@example.org");
    expect(await keys()).toContain("sign-in-code today@example.org");
  });
});
