import { expect, test } from "vitest";
import { aDatabase } from "#tests/support/database";
import { asNobody } from "~/platform/database.server";

const database = await aDatabase();

test("the app's own clients use the test file's database", async () => {
  const rows = await asNobody(
    (tx) =>
      tx.$queryRaw<{ name: string; user: string }[]>`select current_database() as name, session_user as user`,
  );
  expect(rows).toEqual([{ name: database.name, user: "virtual_school_web_login" }]);
});
