import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { comparedLearners } from "~/domain/learners/compared-learners.server";
import {
  areToldApart,
  likelyPairs,
  pairsToldApart,
  whyLikely,
} from "~/domain/learners/duplicates.queries.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import { tellApart } from "~/domain/learners/tell-apart.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T10:02:00Z");
const lead = await aPerson("lead");
const school = await aSchool({}, "Invented Academy");

/** "Jamie|Amble|2012-03-09" */
function add(said: string, changes: Partial<Parameters<typeof aLearner>[0]> = {}): Promise<TestLearner> {
  const [givenName = "", familyName = "", dateOfBirth] = said.split("|");
  return aLearner({ school, givenName, familyName, ...(dateOfBirth ? { dateOfBirth } : {}), ...changes });
}
const pairs = (actor: Actor = lead) => asActor(actor, (tx) => likelyPairs(tx, 100));
const isPairOf =
  (one: TestLearner, other: TestLearner) => (pair: { one: { id: string }; other: { id: string } }) =>
    [pair.one.id, pair.other.id].sort().join() === [one.id, other.id].sort().join();
const suggested = async (one: TestLearner, other: TestLearner) =>
  (await pairs()).find(isPairOf(one, other))?.why ?? null;
const tell = (
  one: TestLearner,
  other: TestLearner,
  press: "two_people" | "suggest_again",
  actor: Actor = lead,
) => tellApart(actor, { oneId: one.id, otherId: other.id, press }, clock);

describe("of these two records the Virtual School is asked whether they are one", () => {
  it.each([
    ["the same", "Jamie|Amble|2012-03-09", "Jamie|Amble|2012-03-09", "given and family name in common"],
    [
      "spelt as it sounds",
      "Shevaun|Macdonald|2011-01-20",
      "Siobhan|McDonald|2011-01-20",
      "names that sound alike",
    ],
    ["with another letter", "Robin|Brook|2011-02-20", "Robyn|Brock|2011-02-20", "sound|letter"],
    [
      "a sound, and swapped day and month",
      "Ruaridh|Geddes|2012-05-04",
      "Ruari|Geddes|2012-04-05",
      "sound.*swapped",
    ],
    ["a letter, and swapped day and month", "Lewis|Geddes|2012-05-04", "Levis|Gedde|2012-04-05", null],
    [
      "swapped day and month",
      "Niamh|Geddes|2012-05-04",
      "Niamh|Geddes|2012-04-05",
      "day and month of birth swapped",
    ],
    [
      "one digit of the year",
      "Yusuf|Kaya|2011-06-18",
      "Yusuf|Kaya|2012-06-18",
      "dates of birth differ in one digit",
    ],
    [
      "one digit of the day",
      "Zofia|Kaya|2011-06-11",
      "Zofia|Kaya|2011-06-21",
      "dates of birth differ in one digit",
    ],
    ["two digits", "Kofi|Kaya|2011-06-11", "Kofi|Kaya|2011-06-22", null],
    [
      "given and family name swapped",
      "Le|Minh Anh|2010-07-07",
      "Minh Anh|Le|2010-07-07",
      "given and family name swapped",
    ],
    ["another family name", "Isla|Reid|2013-08-01", "Isla|Wood|2013-08-01", "same given name"],
    ["another family name, and nearly a day", "Eilidh|Reid|2013-08-01", "Eilidh|Wood|2013-08-02", null],
    ["no day", "Callum|Wood", "Callum|Wood|2013-08-05", "a date of birth is not known"],
    ["no day, and a name that sounds so", "Fergus|Hay", "Feargus|Hay|2013-08-05", null],
    ["twins", "Ana|Twin|2013-09-09", "Ben|Twin|2013-09-09", null],
  ])("%s: %s and %s", async (_what, first, second, why) => {
    const [one, other] = [await add(first), await add(second)];
    const said = await suggested(one, other);
    if (why === null) expect(said).toBeNull();
    else expect(said?.join("; ")).toMatch(new RegExp(why));
    expect(await asActor(lead, (tx) => whyLikely(tx, other.id, one.id))).toEqual(said ?? []);
  });

  it("one who was called so before an adoption", async () => {
    const [one, other] = [await add("Morven|Before|2012-10-10"), await add("Morven|Before|2012-10-10")];
    const names = { givenName: "Skye", familyName: "After" };
    await setFlag(
      lead,
      { kind: "adoption", learnerId: one.id, flagId: randomUUID(), why: "Adopted", ...names },
      clock,
    );
    expect(await suggested(one, other)).toEqual(["same name as before an adoption", "same date of birth"]);
  });

  it("one whose SCN to check is that of another, the likeliest of all", async () => {
    const [one, other] = [
      await add("Una|Scn|2012-11-11", { scn: "555666777" }),
      await add("Quite|Different|2009-01-31"),
    ];
    await database.superuserQuery("update learner set scn_to_check = '555666777' where id = $1", [other.id]);
    const [first] = await pairs();
    expect(first && isPairOf(one, other)(first)).toBe(true);
    expect(first?.why).toEqual(["same SCN, still to be checked"]);
  });
});

const [hidden, likeHidden] = [await add("Olive|Hidden|2012-12-12"), await add("Olive|Hidden|2012-12-12")];

it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
  "the %s is shown no pair, and tells none apart",
  async (role) => {
    const [one, other] = [hidden, likeHidden];
    const actor = await aPerson(role, { schoolId: school.id });
    await tell(one, other, "two_people");
    expect(await asActor(actor, (tx) => tx.learnerToldApart.count())).toBe(0);
    await expect(tell(one, other, "two_people", actor)).rejects.toThrow(NotAllowed);
    await expect(
      asActor(actor, (tx) =>
        tx.learnerToldApart.createMany({
          data: [
            { lowerId: one.id, higherId: other.id, toldApartById: actor.personId, toldApartAt: clock.now() },
          ],
        }),
      ),
    ).rejects.toThrow();
  },
);

describe("two people", () => {
  it("are not suggested again, whoever was named first, until that is taken back", async () => {
    const [one, other] = [await add("Iona|Apart|2014-01-01"), await add("Iona|Apart|2014-01-01")];
    expect(await suggested(one, other)).not.toBeNull();
    await Promise.all([tell(one, other, "two_people"), tell(other, one, "two_people")]);
    expect(await suggested(one, other)).toBeNull();
    expect(await asActor(lead, (tx) => areToldApart(tx, other.id, one.id))).toBe(true);
    const said = await asActor(lead, (tx) => pairsToldApart(tx, 100));
    expect(said.find(isPairOf(one, other))).toMatchObject({ by: lead.name, at: clock.now() });
    for (const _again of [1, 2]) await tell(other, one, "suggest_again");
    expect(await suggested(one, other)).not.toBeNull();
    const audited = await database.superuserQuery<{ action: string }>(
      "select action from audit_line where subject_id in ($1, $2) and person_id = $3",
      [one.id, other.id, lead.personId],
    );
    expect(audited.map(({ action }) => action).sort()).toEqual([
      "learner.suggested_again",
      "learner.told_apart",
    ]);
  });

  it("are two whom there are", async () => {
    const one = await add("Kit|Alone|2014-02-02");
    await expect(tell(one, { ...one, id: randomUUID() }, "two_people")).rejects.toThrow(NotFound);
  });
});

describe("side by side", () => {
  const compared = (one: TestLearner, otherId: string) =>
    asActor(lead, (tx) => comparedLearners(tx, { oneId: one.id, otherId }, "2026-11-23"));

  it("are all fields that somebody filled in, and which of them differ", async () => {
    const one = await add("Mairi|Same|2012-03-09", { stage: "S2" });
    const other = await add("Mairi|Same", { stage: "S3" });
    const { fields } = await compared(one, other.id);
    const field = (label: string) => fields.find((each) => each.label === label);
    expect(field("Given name")).toMatchObject({ one: ["Mairi"], other: ["Mairi"], differs: false });
    expect(field("Stage")).toMatchObject({ one: ["S2"], other: ["S3"], differs: true });
    expect(field("Date of birth")).toMatchObject({ one: ["9 March 2012"], other: [], differs: true });
    expect(field("Schools")).toMatchObject({
      one: ["Invented Academy, since 17 August 2020"],
      differs: false,
    });
    expect(field("Care experience")?.one[0]).toMatch(/^Kinship care, looked after, since 1 March 2019/);
    expect(field("Plans")).toBeUndefined();
  });

  it("is nobody beside themselves, or beside nobody", async () => {
    const one = await add("Sole|Self");
    await expect(compared(one, one.id)).rejects.toThrow(NotFound);
    await expect(compared(one, randomUUID())).rejects.toThrow(NotFound);
  });
});
