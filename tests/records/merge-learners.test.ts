import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { endCaseload } from "~/domain/learners/end-caseload.server";
import { linkLearners } from "~/domain/learners/link-learners.server";
import { mayRunBeside } from "~/domain/learners/may-run-beside";
import { setFlag } from "~/domain/learners/set-flag.server";
import { startEnrolment } from "~/domain/learners/start-enrolment.server";
import { tellApart } from "~/domain/learners/tell-apart.server";
import { mergeLearners } from "~/domain/records/merge-learners.server";
import { undoMerge } from "~/domain/records/undo-merge.server";
import { type Actor, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { aMergeWorld } from "./merge-world";
import { merge, mergeClock, mergeInput, planned, undo, undoPlanned } from "./merging";

const database = await aDatabase();
const lead = await aPerson("lead");
const head = await aPerson("vs_head_teacher");
const [school, otherSchool] = [await aSchool({}, "Invented Academy"), await aSchool({}, "Other Academy")];

type Given = Partial<Parameters<typeof aLearner>[0]>;
const aPair = async (kept: Given = {}, merged: Given = {}) => ({
  kept: await aLearner({ school, ...kept }),
  merged: await aLearner({ school, ...merged }),
});
const rowOf = async ({ id }: { id: string }) => {
  const [row] = await database.superuserQuery("select * from learner where id = $1", [id]);
  return row ?? {};
};
const visible = (actor: Actor, { id }: { id: string }) =>
  asActor(actor, (tx) => tx.learner.count({ where: { id } }));

describe("what holds of the record itself", () => {
  it("is what was chosen; the kept record's unless somebody says otherwise; the other's where it has none", async () => {
    const pair = await aPair(
      { givenName: "Siobhan", stage: "S1", knownAs: "Shiv" },
      { givenName: "Shevaun", stage: "S2", pronouns: "she/her", dateOfBirth: "2012-03-09" },
    );
    await merge(lead, pair, { stage: "merged", knownAs: "merged" });
    expect(await rowOf(pair.kept)).toMatchObject({
      ...{ given_name: "Siobhan", known_as: null, stage: "S2", pronouns: "she/her", version: 2 },
      date_of_birth_basis: "stated",
    });
  });

  it.each([
    ["the only SCN moves", undefined, "123456780", undefined, "123456780", null],
    ["the kept record's SCN stays", "123456781", "123456782", undefined, "123456781", "123456782"],
    [
      "two SCNs change places when the other is chosen",
      "123456783",
      "123456784",
      "merged",
      "123456784",
      "123456783",
    ],
  ] as const)("%s, and back", async (_, ofKept, ofMerged, choice, keeps, leaves) => {
    const pair = await aPair(ofKept ? { scn: ofKept } : {}, { scn: ofMerged });
    const mergeId = await merge(lead, pair, { scn: choice });
    expect([(await rowOf(pair.kept)).scn, (await rowOf(pair.merged)).scn]).toEqual([keeps, leaves]);
    await undo(lead, mergeId);
    expect([(await rowOf(pair.kept)).scn, (await rowOf(pair.merged)).scn]).toEqual([
      ofKept ?? null,
      ofMerged,
    ]);
  });

  it("no number is to be checked any more that was taken over", async () => {
    const pair = await aPair({}, { scn: "123456785" });
    await database.superuserQuery("update learner set scn_to_check = '123456785' where id = $1", [
      pair.kept.id,
    ]);
    await merge(lead, pair);
    expect(await rowOf(pair.kept)).toMatchObject({ scn: "123456785", scn_to_check: null });
  });

  it.each(["kept", "merged"] as const)(
    "are the names of the one with an adoption (%s), whatever is sent",
    async (side) => {
      const pair = await aPair(
        { givenName: "Ann", familyName: "Birth" },
        { givenName: "Bea", familyName: "New" },
      );
      const names =
        side === "kept" ? { givenName: "Ann", familyName: "Birth" } : { givenName: "Bea", familyName: "New" };
      const flag = { learnerId: pair[side].id, flagId: randomUUID(), why: "x", kind: "adoption" as const };
      await setFlag(lead, { ...flag, ...names }, mergeClock);
      const other = side === "kept" ? "merged" : "kept";
      await merge(lead, pair, { givenName: other, familyName: other });
      expect(await rowOf(pair.kept)).toMatchObject({
        given_name: names.givenName,
        family_name: names.familyName,
      });
    },
  );

  it("a value that somebody changed since stays when the merge is undone", async () => {
    const pair = await aPair({ stage: "S1" }, { stage: "S2", pronouns: "they/them" });
    const mergeId = await merge(lead, pair, { stage: "merged" });
    await asActor(lead, (tx) =>
      tx.learner.updateMany({ where: { id: pair.kept.id }, data: { stage: "S3" } }),
    );
    expect(await undoPlanned(lead, mergeId)).toMatchObject({
      restored: ["pronouns"],
      changedSince: ["stage"],
    });
    await undo(lead, mergeId);
    expect(await rowOf(pair.kept)).toMatchObject({ stage: "S3", pronouns: null });
  });
});

describe("refused until it is put right:", () => {
  const sentenceOf = async (pair: { kept: TestLearner; merged: TestLearner }) =>
    (await planned(lead, pair)).problem?.sentence ?? null;
  const refuses = async (pair: { kept: TestLearner; merged: TestLearner }, sentence: RegExp) => {
    expect(await sentenceOf(pair)).toMatch(sentence);
    await expect(merge(lead, pair)).rejects.toThrow(Conflict);
    expect(await visible(lead, pair.merged)).toBe(1);
  };

  it("brothers and sisters", async () => {
    const pair = await aPair();
    await linkLearners(lead, { learnerId: pair.kept.id, otherId: pair.merged.id }, mergeClock);
    await refuses(pair, /brothers or sisters/);
  });

  it("somebody who may not be told on one what they may on the other", async () => {
    const pair = await aPair();
    const add = (learnerId: string, may: string, not: string, name: string) =>
      database.superuserQuery(
        "insert into learner_person (id, learner_id, name, relation, may_be_told, may_not_be_told) values (gen_random_uuid(), $1, $4, 'parent', $2, $3)",
        [learnerId, may, not, name],
      );
    await add(pair.kept.id, "{}", "{school}", "Mo Grant");
    await add(pair.merged.id, "{school}", "{}", " mo grant");
    await refuses(pair, /may not be told/);
  });

  it("two people, until that is taken back", async () => {
    const pair = await aPair();
    const said = { oneId: pair.merged.id, otherId: pair.kept.id };
    await tellApart(lead, { ...said, press: "two_people" }, mergeClock);
    await refuses(pair, /two people/);
    await tellApart(lead, { ...said, press: "suggest_again" }, mergeClock);
    expect(await sentenceOf(pair)).toBeNull();
  });

  it("two main schools today, until it is one", async () => {
    const pair = await aPair({}, { school: otherSchool });
    await refuses(pair, /today is Invented Academy on the record to keep and Other Academy on the other/);
    const moved = {
      learnerId: pair.kept.id,
      schoolId: otherSchool.id,
      startedOn: "2026-11-23",
      kind: "main",
    };
    await startEnrolment(lead, { ...moved, kind: "main" }, mergeClock);
    expect(await sentenceOf(pair)).toBeNull();
  });

  it("a main school today that would stay with the record set aside", async () => {
    const pair = await aPair({}, { school: otherSchool });
    await database.superuserQuery(
      "update school_enrolment set ended_on = '2026-06-26' where learner_id = $1",
      [pair.kept.id],
    );
    await refuses(pair, /Other Academy is their main school today on the other record only/);
  });

  it("care experience now that would stay with it", async () => {
    const pair = await aPair();
    await database.superuserQuery("update care_period set ended_on = '2026-06-26' where learner_id = $1", [
      pair.kept.id,
    ]);
    await refuses(pair, /looked after now/);
  });

  it("a page that is not so any more", async () => {
    const pair = await aPair();
    const press = await mergeInput(lead, pair);
    await setFlag(
      lead,
      { learnerId: pair.kept.id, kind: "non_disclosure", flagId: randomUUID(), why: "x" },
      mergeClock,
    );
    await expect(mergeLearners(lead, press, mergeClock)).rejects.toThrow(/changed/);
  });

  it("one that is set aside already, and one with itself", async () => {
    const { kept, merged } = await aPair();
    const another = await aLearner({ school });
    const press = await mergeInput(lead, { kept: another, merged });
    await merge(lead, { kept, merged });
    await expect(mergeLearners(lead, press, mergeClock)).rejects.toThrow(
      /merged into another record meanwhile/,
    );
    await expect(planned(lead, { kept: another, merged })).rejects.toThrow(NotFound);
    await expect(planned(lead, { kept, merged: kept })).rejects.toThrow(NotFound);
  });
});

it("care periods that may run beside each other do so after a merge, by the same rule as on the page of a record", async () => {
  const categories = ["foster", "secure", "residential_school"];
  for (const one of categories)
    for (const other of categories) {
      const pair = await aPair({ category: one }, { category: other });
      const { rows } = await planned(lead, pair);
      expect(rows.find(({ table }) => table === "care_period")?.stays).toBe(!mayRunBeside(one, other));
    }
});

describe("after a merge", () => {
  it("one line on the kept record says so, for the Virtual School, and the audit what moved", async () => {
    const pair = await aPair();
    const mergeId = await merge(lead, pair);
    const events = await database.superuserQuery(
      "select kind, audience, person_id, summary from event where learner_id = $1 and kind like 'record.%'",
      [pair.kept.id],
    );
    expect(events).toEqual([
      {
        ...{ kind: "record.merged", audience: "virtual_school_only", person_id: lead.personId },
        summary: "Another record of this learner was merged into this one",
      },
    ]);
    const [line] = await database.superuserQuery(
      "select detail from audit_line where action = 'record.merged' and subject_id = $1",
      [pair.kept.id],
    );
    // The line that they came to be known moves; school and care experience stay: the kept record has the same.
    expect(line?.detail).toEqual({
      mergeId,
      mergedId: pair.merged.id,
      moved: 1,
      stayed: 2,
      fields: "",
    });
  });

  it("flags of either hold for the kept record, and links follow them", async () => {
    const pair = await aPair();
    const sibling = await aLearner({ school });
    await linkLearners(lead, { learnerId: pair.kept.id, otherId: sibling.id }, mergeClock);
    const flag = {
      learnerId: pair.merged.id,
      flagId: randomUUID(),
      why: "x",
      givenName: "New",
      familyName: "Name",
    };
    await setFlag(lead, { ...flag, kind: "adoption" }, mergeClock);
    const mergeId = await merge(lead, pair);
    const apart = async () =>
      (
        await database.superuserQuery(
          "select is_kept_apart from learner_link where $1 in (lower_id, higher_id)",
          [sibling.id],
        )
      )[0]?.is_kept_apart;
    const flagged = () => asActor(lead, (tx) => tx.learnerFlag.count({ where: { learnerId: pair.kept.id } }));
    expect([await flagged(), await apart()]).toEqual([1, true]);
    await undo(lead, mergeId);
    expect([await flagged(), await apart()]).toEqual([0, false]);
  });

  it("whoever saw the other record sees the kept one, and nobody the one set aside or what stayed with it", async () => {
    const pair = await aPair();
    const guest = await aPerson("designated_manager", { schoolId: otherSchool.id });
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    await asActor(lead, (tx) =>
      tx.schoolEnrolment.createMany({
        data: [
          {
            learnerId: pair.merged.id,
            schoolId: otherSchool.id,
            kind: "shared",
            startedOn: toDateColumn("2024-08-19"),
          },
        ],
      }),
    );
    expect(await visible(guest, pair.kept)).toBe(0);
    const mergeId = await merge(lead, pair);
    expect(await visible(guest, pair.kept)).toBe(1);
    for (const actor of [lead, head, guest, manager]) {
      expect(await visible(actor, pair.merged)).toBe(0);
      const where = { learnerId: pair.merged.id };
      expect(await asActor(actor, (tx) => tx.schoolEnrolment.count({ where }))).toBe(0);
      expect(await asActor(actor, (tx) => tx.carePeriod.count({ where }))).toBe(0);
    }
    await undo(lead, mergeId);
    expect([await visible(guest, pair.kept), await visible(guest, pair.merged)]).toEqual([0, 1]);
  });
});

describe("undoing a merge", () => {
  it("leaves with the kept record what came since, and says how much", async () => {
    const pair = await aPair();
    const mergeId = await merge(lead, pair);
    await asActor(lead, (tx) =>
      tx.learnerPerson.createMany({
        data: [{ learnerId: pair.kept.id, name: "x", relation: "carer", mayBeTold: [] }],
      }),
    );
    expect((await undoPlanned(lead, mergeId)).added).toEqual([{ table: "learner_person", count: 1 }]);
    await undo(lead, mergeId);
    const where = { learnerId: pair.kept.id };
    expect(await asActor(lead, (tx) => tx.learnerPerson.count({ where }))).toBe(1);
  });

  it("leaves with it what cannot go back, because its place was taken, and what is gone", async () => {
    const world = await aMergeWorld();
    const { kept, merged } = world;
    const mergeId = await merge(lead, world);
    // An ended main school that moved is made to overlap with one that stayed; a pair told apart is suggested again.
    await database.superuserQuery(
      "delete from school_enrolment where learner_id = $1 and started_on > '2019-01-01'",
      [kept.id],
    );
    await database.superuserQuery(
      "update school_enrolment set ended_on = null where learner_id = $1 and kind = 'main' and started_on = '2018-01-10'",
      [kept.id],
    );
    await database.superuserQuery("delete from learner_told_apart where $1 in (lower_id, higher_id)", [
      kept.id,
    ]);
    const { rows } = await undoPlanned(lead, mergeId);
    const left = rows.filter(({ undone }) => undone !== "back").map(({ table, undone }) => [table, undone]);
    expect(left).toEqual([
      ["learner_told_apart", "gone"],
      ["school_enrolment", "in_the_way"],
    ]);
    await undo(lead, mergeId);
    const enrolled = "select from school_enrolment where learner_id = $1 and started_on = '2018-01-10'";
    expect(await database.superuserQuery(enrolled, [kept.id])).toHaveLength(1);
    const journal =
      "select undone from learner_merge_row where merge_id = $1 and table_name = 'school_enrolment' and fate = 'moved'";
    expect(await database.superuserQuery(journal, [mergeId])).toEqual([{ undone: "in_the_way" }]);
    expect(await visible(lead, merged)).toBe(1);
  });

  it("begins with the newest: of two merges into one record, and of a record that was merged on", async () => {
    const { kept, merged } = await aPair();
    const [second, last] = [await aLearner({ school }), await aLearner({ school })];
    const merges = [
      await merge(lead, { kept, merged }),
      await merge(lead, { kept, merged: second }, { familyName: "merged" }),
      await merge(lead, { kept: last, merged: kept }),
    ];
    for (const id of merges.slice(0, 2)) {
      await expect(undo(lead, id)).rejects.toThrow(Conflict);
      const past = asActor(lead, (tx) => tx.$queryRaw`select app.undo_merge(${id}::uuid, now()) as moved`);
      expect(await past).toEqual([{ moved: null }]);
    }
    for (const id of merges.reverse()) await undo(lead, id);
    for (const each of [kept, merged, second, last]) expect(await visible(lead, each)).toBe(1);
  });

  it("is refused on a page that is not so any more, and for a merge that there is not", async () => {
    const pair = await aPair();
    const mergeId = await merge(lead, pair);
    await expect(undoMerge(lead, { mergeId, seen: "older" }, mergeClock)).rejects.toThrow(/changed/);
    await expect(undoMerge(lead, { mergeId: randomUUID(), seen: "" }, mergeClock)).rejects.toThrow(NotFound);
  });
});

describe.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))("the %s", (role) => {
  it("merges nothing, undoes nothing and is shown no merge, in the database too", async () => {
    const pair = await aPair();
    const actor = await aPerson(role, { schoolId: school.id });
    const mergeId = await merge(head, await aPair());
    const press = await mergeInput(lead, pair);
    const { seen } = await undoPlanned(lead, mergeId);
    await expect(mergeLearners(actor, press, mergeClock)).rejects.toThrow(NotAllowed);
    await expect(undoMerge(actor, { mergeId, seen }, mergeClock)).rejects.toThrow(NotAllowed);
    const answers = await asActor(actor, (tx) =>
      tx.$queryRawUnsafe(
        `select app.hold_learners('{${pair.kept.id}}') as held, app.merge_learners('${randomUUID()}', '${pair.kept.id}', '${pair.merged.id}', '{}', now()) as moved,
         app.undo_merge('${mergeId}', now()) as undone, (select count(*)::int from learner_merge) as merges, (select count(*)::int from learner_merge_row) as rows`,
      ),
    );
    expect(answers).toEqual([{ held: 0, moved: null, undone: null, merges: 0, rows: 0 }]);
    expect(await visible(lead, pair.merged)).toBe(1);
  });
});

it.each(["learner_merge", "learner_merge_row"])("nobody writes %s past the two functions", async (table) => {
  const [granted] = await database.superuserQuery(
    `select bool_or(has_table_privilege(role, '${table}', 'INSERT, UPDATE, DELETE')) as any
     from unnest(array['virtual_school_web', 'virtual_school_worker']) as role`,
  );
  expect(granted?.any).toBe(false);
});

describe("a teacher of both records", () => {
  const works = (learnerId: string, personId: string, days: [string, string | null]) =>
    database.superuserQuery(
      "insert into caseload (id, learner_id, person_id, started_on, ended_on) values (gen_random_uuid(), $1, $2, $3, $4)",
      [learnerId, personId, ...days],
    );

  it("sees the kept one until taken off it, once", async () => {
    const pair = await aPair();
    const teacher = await aPerson("vs_teacher");
    await works(pair.kept.id, teacher.personId, ["2026-03-02", null]);
    await works(pair.merged.id, teacher.personId, ["2026-01-05", null]);
    await merge(lead, pair);
    expect(await visible(teacher, pair.kept)).toBe(1);
    const [running] = await asActor(lead, (tx) =>
      tx.caseload.findMany({ where: { learnerId: pair.kept.id } }),
    );
    await endCaseload(
      lead,
      { learnerId: pair.kept.id, caseloadId: running?.id ?? "" },
      fixedClock(new Date()),
    );
    expect(await visible(teacher, pair.kept)).toBe(0);
  });

  it("who was taken off on the day they were put on is in nobody's way", async () => {
    const pair = await aPair();
    const teacher = await aPerson("vs_teacher");
    await works(pair.kept.id, teacher.personId, ["2026-03-02", "2026-03-01"]);
    await works(pair.merged.id, teacher.personId, ["2026-03-02", "2026-03-01"]);
    await undo(lead, await merge(lead, pair));
    expect(await visible(lead, pair.merged)).toBe(1);
  });
});
