import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { findByName } from "~/domain/learners/find-by-name.queries.server";
import { learnerDetails } from "~/domain/learners/learner-details.queries.server";
import { saveLearnerDetailsSchema } from "~/domain/learners/learner-details.schema";
import { saveLearnerDetails } from "~/domain/learners/save-learner-details.server";
import { setFlag } from "~/domain/learners/set-flag.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";

const database = await aDatabase();
const clock = fixedClock(new Date());
const lead = await aPerson("lead");
const school = await aSchool();

const add = async (name: string, more: Partial<Parameters<typeof aLearner>[0]> = {}) => {
  const [givenName = "", familyName = ""] = name.split("|");
  return aLearner({ school, givenName, familyName, ...more });
};
const found = (typed: string, actor: Actor = lead, limit = 50) =>
  asActor(actor, (tx) => findByName(tx, { typed, limit }));
const names = async (typed: string, actor: Actor = lead) =>
  (await found(typed, actor)).map(({ name }) => name);

const everybody = [
  "Mohammed|Rashid",
  "Siobhan|MacDonald",
  "Mhairi|O’Neill",
  "Zofia|Wiśniewska",
  "Łukasz|Kowalczyk",
  "Søren|Jørgensen",
  "Anne-Marie|Stewart",
  "Олександр|Шевченко",
  "Ruaridh|McLauchlan",
  "Catrìona|Thomson",
  "Christopher|Reid",
  "Iain|Mackay",
  "Niamh|Al-Masri",
  "Yusuf|Müller",
  "Ciaran|Geddes",
];
for (const name of everybody) await add(name);

describe("a name is found", () => {
  it.each([
    ["misspelt", "Chirstopher", "Christopher Reid"],
    ["with a letter too few", "Cristopher", "Christopher Reid"],
    ["with a letter too many", "Rashidd", "Mohammed Rashid"],
    ["with another letter", "Tomson", "Catrìona Thomson"],
    ["as it sounds", "Shevaun", "Siobhan MacDonald"],
    ["as it sounds, from its beginning", "McDon", "Siobhan MacDonald"],
    ["with Mc for Mac", "McDonald", "Siobhan MacDonald"],
    ["with Mac apart", "Mac Donald", "Siobhan MacDonald"],
    ["without Mac", "Donald", "Siobhan MacDonald"],
    ["with Mac for Mc", "MacKay Ian", "Iain Mackay"],
    ["in another spelling of Mohammed", "Muhamad", "Mohammed Rashid"],
    ["in a third one", "mohamed rashed", "Mohammed Rashid"],
    ["of Gaelic as it is said", "Vari", "Mhairi O’Neill"],
    ["of Gaelic in English", "Rory", "Ruaridh McLauchlan"],
    ["of Gaelic in another spelling", "Mclachlan", "Ruaridh McLauchlan"],
    ["of Irish as it is said", "Neve", "Niamh Al-Masri"],
    ["with K for C", "Kieran", "Ciaran Geddes"],
    ["without accents", "catriona", "Catrìona Thomson"],
    ["with accents that are not on record", "Réid", "Christopher Reid"],
    ["without Polish letters", "Lukasz Wisniewska Kowalczyk", null],
    ["without the Polish ones of one name", "lukasz", "Łukasz Kowalczyk"],
    ["without Danish letters", "Soren Jorgensen", "Søren Jørgensen"],
    ["with ue for ü", "Mueller", "Yusuf Müller"],
    ["in Latin letters instead of Cyrillic", "Oleksandr Shevchenko", "Олександр Шевченко"],
    ["as Alexander", "Alexander", "Олександр Шевченко"],
    ["in Cyrillic capitals", "ШЕВЧ", "Олександр Шевченко"],
    ["without an apostrophe", "oneill", "Mhairi O’Neill"],
    ["with another apostrophe", "O'Neill", "Mhairi O’Neill"],
    ["with the O apart", "O Neill", "Mhairi O’Neill"],
    ["without the hyphen", "annemarie", "Anne-Marie Stewart"],
    ["with a space for the hyphen", "Al Masri", "Niamh Al-Masri"],
    ["as Stuart", "Stuart", "Anne-Marie Stewart"],
    ["with its words in the other order", "stew marie", "Anne-Marie Stewart"],
  ])("%s", async (_how, typed, name) => {
    const all = await names(typed);
    if (name) expect(all).toContain(name);
    else expect(all).toEqual([]);
  });

  it.each(["m", "Reid Rashid", "%%", "_____", "' or 1=1 --", "zzzzzz", " ", "\0"])(
    "and nobody for %j",
    async (typed) => {
      expect(await names(typed)).toEqual([]);
    },
  );

  it("as typed before what resembles it, the nearest first", async () => {
    for (const name of ["Rona|Smyth", "Rona|Smith", "Rhona|Smithson", "Rona|Smit"]) await add(name);
    expect((await found("smith")).map(({ name, match }) => `${name}: ${match}`)).toEqual([
      "Rona Smith: typed",
      "Rhona Smithson: typed",
      "Rona Smit: similar",
      "Rona Smyth: similar",
    ]);
    expect(await found("smith", lead, 2)).toHaveLength(2);
  });
});

describe("the keys follow the names", () => {
  it("when details are saved, and other changes leave them alone", async () => {
    const learner = await add("Firstly|Quixote");
    const details = await asActor(lead, (tx) => learnerDetails(tx, learner.id));
    const save = (changes: object) => {
      const sent = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null));
      return saveLearnerDetails(lead, saveLearnerDetailsSchema.parse({ ...sent, ...changes }), clock);
    };
    await save({ learnerId: learner.id, familyName: "Zebedee", knownAs: "Bongo", version: "1" });
    expect(await names("quixote")).toEqual([]);
    expect(await names("bongo zebedee")).toEqual(["Bongo (Firstly) Zebedee"]);
  });
});

describe("an SCN", () => {
  it.each(["123456789", "123 456 789"])("finds the one who has it, typed as %s", async (typed) => {
    const scn = typed.length > 9 ? "123456780" : "123456789";
    await add(`Numbered|${typed}`, { scn });
    expect(await names(typed.replace(/9$/, scn.at(-1) ?? ""))).toEqual([`Numbered ${typed}`]);
  });

  it("finds nobody whom the viewer may not see", async () => {
    await add("Elsewhere|Entirely", { scn: "987654321" });
    const other = await aSchool();
    const manager = await aPerson("designated_manager", { schoolId: other.id });
    expect(await names("987654321", manager)).toEqual([]);
    expect(await names("Elsewhere", manager)).toEqual([]);
    expect(await names("Elsewere", manager)).toEqual([]);
    expect(await names("987654321")).toEqual(["Elsewhere Entirely"]);
    expect(await names("98765432")).toEqual([]);
  });
});

describe("a name from before an adoption", () => {
  it("finds the learner under the name of today, for those who see every learner and nobody else", async () => {
    const learner = await add("Birthname|Formerly", { knownAs: "Birdie" });
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    expect(await names("formerly", manager)).toEqual(["Birdie (Birthname) Formerly"]);
    await setFlag(
      lead,
      {
        learnerId: learner.id,
        flagId: randomUUID(),
        kind: "adoption",
        why: "Said by social work",
        givenName: "Newname",
        familyName: "Nowadays",
      },
      clock,
    );
    for (const typed of ["formerly", "Formely", "birthname", "birdie"])
      expect(await names(typed, manager)).toEqual([]);
    expect(await found("formely birthname")).toMatchObject([
      { name: "Newname Nowadays", match: "earlier_name" },
    ]);
    expect(await found("newname")).toMatchObject([{ name: "Newname Nowadays", match: "typed" }]);
    const seen = await database.superuserQuery(
      "SELECT DISTINCT is_earlier FROM learner_search_key WHERE learner_id = $1",
      [learner.id],
    );
    expect(seen).toHaveLength(2);
  });
});
