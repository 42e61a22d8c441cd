import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { relatedView } from "~/domain/exclusions/related-view.server";
import { addVoice } from "~/domain/learners/add-voice.server";
import { endRelation } from "~/domain/learners/end-relation.server";
import { learnerList } from "~/domain/learners/learner-list.queries.server";
import { startRelationSchema } from "~/domain/learners/learner-relation.schema";
import { type RelatedRole, relatedRoles } from "~/domain/learners/learner-relation.words";
import { setFlag } from "~/domain/learners/set-flag.server";
import { sharedWithIn, sharedWithReads } from "~/domain/learners/shared-with.queries.server";
import { startCaseload } from "~/domain/learners/start-caseload.server";
import { startRelation } from "~/domain/learners/start-relation.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor, readTogether } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date().toISOString());
const today = dayOf(clock.now());
const relationsOf = async (learnerId: string) =>
  sharedWithIn(await asActor(lead, (tx) => readTogether(tx, sharedWithReads(learnerId, today)))).relations;
const lead = await aPerson("lead");
const school = await aSchool({}, "Their Academy");

const untilOn = (role: RelatedRole) => (role === "house_key_worker" ? "2099-01-01" : undefined);
const viewOf = (actor: Actor) => asActor(actor, (tx) => relatedView(tx, today));

async function shown(role: RelatedRole, learnerId: string): Promise<Actor> {
  const actor = await aPerson(role);
  const who = { role, personId: actor.personId };
  await startRelation(lead, { learnerId, who, untilOn: untilOn(role) }, clock);
  return actor;
}

/** A learner of whom there is something of everything, and of another nothing that is shared. */
async function aFullRecord() {
  const learner = await aLearner({
    school,
    givenName: "Jamie",
    familyName: "Amble",
    knownAs: "Jay",
    dateOfBirth: "2012-03-09",
  });
  const alert = await anAlert({ school, learner, whatHappened: "Something that only the school tells" });
  const teacher = await aPerson("vs_teacher", { name: "Marta Invented" });
  await startCaseload(lead, { learnerId: learner.id, personId: teacher.personId }, clock);
  await asActor(lead, async (tx) => {
    for (const [what, audience] of [
      ["A quiet room at lunch", "school_and_virtual_school"],
      ["Ask the psychologist", "virtual_school_only"],
    ] as const)
      await tx.action.createMany({
        data: [
          {
            ...{
              id: randomUUID(),
              learnerId: learner.id,
              schoolId: school.id,
              aboutKind: "alert",
              aboutId: alert.id,
            },
            ...{ what, audience, personId: lead.personId, dueOn: toDateColumn("2026-12-01") },
            createdAt: clock.now(),
          },
        ],
      });
    await tx.timeOut.createMany({
      data: [
        {
          ...{
            id: randomUUID(),
            learnerId: learner.id,
            schoolId: school.id,
            kind: "sent_home",
            source: "school",
          },
          ...{ startsOn: toDateColumn(today), startsAt: "morning", why: "What nobody outside is told" },
          ...{ recordedById: lead.personId, recordedAt: clock.now() },
        },
      ],
    });
  });
  await addVoice(
    lead,
    { learnerId: learner.id, voiceId: randomUUID(), helps: "A walk", helpsNot: "Shouting", saidOn: today },
    clock,
  );
  return { learner, alert };
}

const { learner, alert } = await aFullRecord();
await aFullRecord();

describe("each sees the part of their role, of that learner alone", () => {
  const nothing = { schools: [], plans: [], voice: null, alerts: [], actions: [], out: [], ways: [] };
  const helpers = ["Marta Invented"];
  const atSchool = [{ name: "Their Academy", isShared: false }];
  const out = [expect.stringMatching(/^Sent home, from .* \(morning\); no last day is known\.$/)];

  it.each<[RelatedRole, object]>([
    [
      "social_worker",
      {
        ...nothing,
        called: "Jay Amble",
        schools: atSchool,
        out,
        alerts: [{ reference: alert.reference, state: "Waiting for an answer" }],
        actions: [{ what: "A quiet room at lunch", dueOn: "2026-12-01", doneAt: null }],
      },
    ],
    ["house_key_worker", { ...nothing, called: "Jay Amble", schools: atSchool, out }],
    ["guardian", { ...nothing, called: "Jay Amble", schools: atSchool }],
    ["partner", { ...nothing, called: "Jay", voice: { helps: "A walk", helpsNot: "Shouting" } }],
  ])("%s", async (role, expected) => {
    const view = await viewOf(await shown(role, learner.id));
    expect(view).toMatchObject([{ id: learner.id, role, helpers, ...expected }]);
    const words = JSON.stringify(view);
    for (const hidden of ["only the school tells", "nobody outside", "psychologist", "2012-03-09", "kinship"])
      expect(words).not.toContain(hidden);
  });

  it.each(relatedRoles)("a %s sees no row of a table", async (role) => {
    const actor = await shown(role, learner.id);
    expect((await asActor(actor, (tx) => learnerList(tx, { day: today, limit: 5 }))).total).toBe(0);
    const tables = await database.superuserQuery<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relrowsecurity AND has_table_privilege('virtual_school_web', oid, 'SELECT')`,
    );
    const rows = await asActor(actor, async (tx) => {
      const seen = [];
      for (const { name } of tables) {
        const [row] = await tx.$queryRawUnsafe<{ count: bigint }[]>(`SELECT count(*) FROM ${name}`);
        if (Number(row?.count) > 0) seen.push(name);
      }
      return seen;
    });
    expect(rows).toEqual(["learner_relation"]);
  });

  it("nobody else is given anything by these functions", async () => {
    const others = [
      await aPerson("social_worker"),
      await aPerson("administrator"),
      await aPerson("designated_manager", { schoolId: school.id }),
      await aPerson("vs_teacher"),
      lead,
    ];
    for (const actor of others) expect(await viewOf(actor)).toEqual([]);
  });
});

it("a guardian is not told the school while non-disclosure is flagged", async () => {
  const hidden = await aLearner({ school });
  const guardian = await shown("guardian", hidden.id);
  const worker = await shown("social_worker", hidden.id);
  const flag = {
    flagId: randomUUID(),
    learnerId: hidden.id,
    kind: "non_disclosure" as const,
    why: "An order",
  };
  await setFlag(lead, flag, clock);
  expect((await viewOf(guardian))[0]?.schools).toEqual([]);
  expect((await viewOf(worker))[0]?.schools).toHaveLength(1);
});

describe("it ends", () => {
  it("at once when it is taken back", async () => {
    const other = await aLearner({ school });
    const actor = await shown("social_worker", other.id);
    const [relation] = await relationsOf(other.id);
    await endRelation(lead, { learnerId: other.id, relationId: relation?.id ?? "" }, clock);
    expect(await viewOf(actor)).toEqual([]);
    expect(await relationsOf(other.id)).toEqual([]);
  });

  it.each([
    [
      "after its last day",
      "UPDATE learner_relation SET from_on = '2020-01-01', until_on = current_date - 1 WHERE person_id = $1",
    ],
    ["with the role", "UPDATE membership SET valid_to = '2021-01-01' WHERE person_id = $1"],
  ])("%s", async (_, sql) => {
    const actor = await shown("partner", (await aLearner({ school })).id);
    expect(await viewOf(actor)).toHaveLength(1);
    await database.superuserQuery(sql, [actor.personId]);
    expect(await viewOf(actor)).toEqual([]);
  });
});

describe("who is shown what", () => {
  it.each(["designated_manager", "vs_teacher", "administrator", "social_worker"] as const)(
    "is not for the %s to say",
    async (role) => {
      const actor = await aPerson(role, role === "designated_manager" ? { schoolId: school.id } : {});
      const who = { role: "partner" as const, personId: (await aPerson("partner")).personId };
      await expect(startRelation(actor, { learnerId: learner.id, who }, clock)).rejects.toThrow(NotAllowed);
    },
  );

  it("nothing, to somebody without the role", async () => {
    const who = { role: "partner" as const, personId: (await aPerson("guardian")).personId };
    await expect(startRelation(lead, { learnerId: learner.id, who }, clock)).rejects.toThrow(Invalid);
  });

  it("once, with an event for the Virtual School and an audit line", async () => {
    const other = await aLearner({ school });
    const actor = await aPerson("guardian");
    const who = { role: "guardian" as const, personId: actor.personId };
    for (const _ of [1, 2]) await startRelation(lead, { learnerId: other.id, who }, clock);
    expect(await relationsOf(other.id)).toHaveLength(1);
    const traces = await database.superuserQuery(
      "SELECT e.audience, l.detail FROM event e JOIN audit_line l ON l.subject_id = e.learner_id AND l.action = e.kind WHERE e.learner_id = $1 AND e.kind = 'relation.started'",
      [other.id],
    );
    expect(traces).toMatchObject([{ audience: "virtual_school_only", detail: who }]);
  });

  it("a house key worker, until a day only", () => {
    const chosen = { learnerId: learner.id, who: `house_key_worker ${lead.personId}` };
    expect(startRelationSchema.safeParse(chosen).error?.issues[0]?.message).toMatch(/^Enter the last day/);
    expect(startRelationSchema.safeParse({ ...chosen, who: "lead x" }).error?.issues[0]?.message).toBe(
      "Select somebody",
    );
  });
});
