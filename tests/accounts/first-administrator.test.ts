import { expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { firstAdministrator } from "~/domain/accounts/first-administrator.server";
import { fixedClock } from "~/platform/clock";
import { Conflict } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const first = { email: "first@example.org", name: "First Invented" };

it("lets one person in while there is nobody, however many ask at once", async () => {
  const asked = await Promise.allSettled(
    [1, 2, 3].map((n) => firstAdministrator({ ...first, email: `${n}@example.org` }, clock)),
  );
  const [id] = asked.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(asked.filter((answer) => answer.status === "rejected")).toHaveLength(2);
  expect((await actorOf(id ?? "", clock.now()))?.memberships).toMatchObject([
    { role: "administrator", schoolId: null },
  ]);
  expect(
    await database.superuserQuery("select action, person_id, subject_id, detail from audit_line"),
  ).toMatchObject([
    {
      action: "person.invited",
      person_id: null,
      subject_id: id,
      detail: { role: "administrator", isFirst: true },
    },
  ]);
});

it("is refused from then on", async () => {
  await expect(firstAdministrator(first, clock)).rejects.toThrow(Conflict);
  expect(await database.superuserQuery("select from person")).toHaveLength(1);
});
