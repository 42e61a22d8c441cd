import { randomUUID } from "node:crypto";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner, theLearnersMaker } from "#tests/factories/learners";
import { aSchool, type TestSchool, theHomeAuthority } from "#tests/factories/organisations";
import { asActor, type Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";

const at = new Date("2026-09-01T09:00:00Z");
const day = toDateColumn;
const pairOf = (one: string, other: string) =>
  one < other ? { lowerId: one, higherId: other } : { lowerId: other, higherId: one };

export type MergeWorld = {
  lead: TestPerson;
  teacher: TestPerson;
  school: TestSchool;
  earlierSchool: TestSchool;
  kept: TestLearner;
  merged: TestLearner;
  sibling: TestLearner;
};

type Owner = { learner: TestLearner; world: Omit<MergeWorld, "kept" | "merged">; authorityId: string };

async function alertsOf(tx: Tx, { learner: { id: learnerId }, world }: Owner): Promise<void> {
  const { school, lead } = world;
  const ids = { learnerId, schoolId: school.id };
  const [alertId, exclusionId, eventId] = [randomUUID(), randomUUID(), randomUUID()];
  const audience = "virtual_school_only";
  await tx.alert.createMany({
    data: [
      {
        ...{ id: alertId, ...ids, reference: `A-${alertId}`, formKey: randomUUID(), formDigest: "" },
        ...{ state: "raised", urgency: "today", childView: "not_asked_yet", raisedById: lead.personId },
        ...{
          raisedAt: at,
          answerDueAt: at,
          decisionAlreadyMade: false,
          isChildSafe: true,
          wasSentOut: false,
        },
        ...{ whereNow: "", withWhom: "", whatHappened: "", triggers: [], whoKnows: [] },
      },
    ],
  });
  await tx.alertClock.createMany({
    data: [
      {
        ...{ alertId, ...ids, reference: `A-${alertId}`, urgency: "today", areaId: school.areaId },
        ...{ raisedAt: at, answerDueAt: at, policyVersion: 0 },
      },
    ],
  });
  const line = { at, ...ids, aboutId: learnerId, aboutKind: "learner", audience, summary: "Invented" };
  await tx.event.createMany({
    data: [
      { ...line, id: eventId, kind: "restricted_note.added", personId: lead.personId },
      { ...line, id: randomUUID(), kind: "note.added", detail: "Invented text" },
    ],
  });
  await tx.restrictedNote.createMany({
    data: [{ eventId, learnerId, writtenById: lead.personId, text: "Invented" }],
  });
  await tx.action.createMany({
    data: [
      {
        ...{ ...ids, aboutKind: "alert", aboutId: alertId, what: "Ring", personId: lead.personId },
        ...{ dueOn: day("2026-09-02"), audience, createdAt: at },
      },
    ],
  });
  await tx.exclusion.createMany({
    data: [
      {
        ...{
          id: exclusionId,
          ...ids,
          alertId,
          reference: `E-${exclusionId}`,
          ground: "seriously_detrimental",
        },
        ...{ decidedOn: day("2026-09-01"), decidedBy: "", startsOn: day("2026-09-01"), startsAt: "morning" },
        ...{ reason: "", incidentTypes: [], motivations: [], recordedById: lead.personId, recordedAt: at },
        ...{ openings: 2, returnDueOn: day("2026-09-02") },
      },
    ],
  });
  await tx.timeOut.createMany({
    data: [
      {
        ...{ id: randomUUID(), ...ids, kind: "sent_home", startsOn: day("2026-09-01"), startsAt: "morning" },
        ...{ why: "", source: "school", recordedById: lead.personId, recordedAt: at },
      },
    ],
  });
}

/** What takes one place for each learner: `own` is a value by which it can be told apart. */
async function singleOf(tx: Tx, { learner: { id: learnerId }, world, authorityId }: Owner, own: string) {
  const { lead, teacher, school } = world;
  const importId = randomUUID();
  await tx.import.createMany({
    data: [
      {
        ...{ id: importId, kind: "exclusions", authorityId, fileDigest: "", headings: [], state: "read" },
        ...{ startedById: lead.personId, startedAt: at },
      },
    ],
  });
  await tx.recordedExclusion.createMany({
    data: ["2026-09-01", own].map((startsOn) => ({
      ...{ authorityId, learnerId, schoolId: school.id, kind: "exclusion", startsOn: day(startsOn) },
      ...{ rowDigest: randomUUID(), importId },
    })),
  });
  await tx.learnerScope.createMany({
    data: [
      {
        learnerId,
        scope: "edge_of_care",
        startedOn: day(own),
        homeAuthorityId: authorityId,
        source: "school",
      },
    ],
  });
  await tx.learnerResidence.createMany({ data: [{ learnerId, authorityId, startedOn: day(own) }] });
  await tx.learnerSupport.createMany({ data: [{ learnerId, languages: [own], version: 1 }] });
  for (const kind of ["non_disclosure", ...(own < "2020" ? ["adoption"] : [])]) {
    const id = randomUUID();
    await tx.learnerFlag.createMany({ data: [{ id, learnerId, kind, setById: lead.personId, setAt: at }] });
    await tx.learnerFlagReason.createMany({ data: [{ flagId: id, learnerId, why: "Invented" }] });
  }
  await tx.caseload.createMany({
    data: [
      { learnerId, personId: teacher.personId, startedOn: day("2020-09-01") },
      { learnerId, personId: lead.personId, startedOn: day(own), endedOn: day("2026-10-01") },
    ],
  });
  const invited = { learnerId, schoolId: school.id, invitedById: lead.personId, invitedAt: at };
  await tx.hostInvitation.createMany({
    data: [teacher, lead].map(({ personId }, index) => ({
      ...{ ...invited, id: randomUUID(), personId },
      ...(index ? { endedById: lead.personId, endedAt: at } : {}),
    })),
  });
  await tx.learnerRelation.createMany({
    data: ["guardian", own < "2020" ? "partner" : "social_worker"].map((role) => ({
      ...{ id: randomUUID(), learnerId, personId: teacher.personId, role, fromOn: day("2020-09-01") },
      startedById: lead.personId,
    })),
  });
  await tx.learnerAttendance.createMany({
    data: ["2026-09-01", own].map((each) => ({
      learnerId,
      day: day(each),
      half: "morning",
      wasPresent: true,
    })),
  });
  await tx.learnerAttainment.createMany({
    data: ["2026-06-01", own].map((on) => ({
      learnerId,
      subject: "Reading",
      achievedOn: day(on),
      level: own,
    })),
  });
  await tx.learnerDestination.createMany({
    data: [{ learnerId, survey: "initial", countedOn: day(own), destination: "work" }],
  });
}

async function othersOf(tx: Tx, { learner: { id: learnerId }, world, authorityId }: Owner, own: string) {
  const { lead, sibling } = world;
  await tx.learnerPlan.createMany({
    data: [
      {
        ...{ id: randomUUID(), learnerId, kind: "childs_plan", keptWhere: "School", datedOn: day(own) },
        ...{ addedById: lead.personId, addedAt: at },
      },
    ],
  });
  await tx.learnerPerson.createMany({
    data: [{ learnerId, name: "Invented", relation: "carer", mayBeTold: [] }],
  });
  await tx.learnerVoice.createMany({
    data: [
      {
        id: randomUUID(),
        learnerId,
        helps: own,
        saidOn: day(own),
        writtenById: lead.personId,
        writtenAt: at,
      },
    ],
  });
  await tx.carePeriod.createMany({
    data: [
      {
        ...{ learnerId, category: "foster", startedOn: day(own), endedOn: day(own) },
        ...{ homeAuthorityId: authorityId, source: "social_work" },
      },
    ],
  });
  const made = { linkedById: lead.personId, linkedAt: at, isKeptApart: own < "2020" };
  const ended = { unlinkedById: lead.personId, unlinkedAt: at };
  await tx.learnerLink.createMany({
    data: [
      { id: randomUUID(), ...pairOf(learnerId, sibling.id), ...made },
      { id: randomUUID(), ...pairOf(learnerId, sibling.id), ...made, ...ended },
    ],
  });
}

/** Two records of one learner with rows in every table that holds a learner; where there is room for one, in both. */
export async function aMergeWorld(): Promise<MergeWorld> {
  const maker = await theLearnersMaker();
  const authorityId = (await theHomeAuthority()).id;
  const school = await aSchool({}, "Invented Academy");
  const world = {
    lead: await aPerson("lead"),
    teacher: await aPerson("vs_teacher"),
    school,
    earlierSchool: await aSchool(),
    sibling: await aLearner({ school, givenName: "Isla", familyName: "Twice" }),
  };
  const stranger = await aLearner({ school, givenName: "Isla", familyName: "Stranger" });
  const another = await aLearner({ school, givenName: "Isla", familyName: "Another" });
  const named = { school, familyName: "Twice", dateOfBirth: "2012-03-09" };
  const kept = await aLearner({ ...named, givenName: "Siobhan", scn: "111222333" });
  const merged = await aLearner({
    ...named,
    givenName: "Shevaun",
    knownAs: "Shev",
    scn: "444555666",
    stage: "S3",
  });
  for (const [learner, own] of [
    [kept, "2021-01-11"],
    [merged, "2018-01-10"],
  ] as const) {
    const owner = { learner, world, authorityId };
    await asActor(world.lead, async (tx) => {
      await alertsOf(tx, owner);
      await singleOf(tx, owner, own);
      await othersOf(tx, owner, own);
      await tx.schoolEnrolment.createMany({
        data: [
          {
            ...{ learnerId: learner.id, schoolId: world.earlierSchool.id, kind: "main" },
            ...{
              startedOn: day(own < "2020" ? "2018-01-10" : "2019-01-10"),
              endedOn: day(own < "2020" ? "2018-06-01" : "2019-06-01"),
            },
          },
          {
            learnerId: learner.id,
            schoolId: world.earlierSchool.id,
            kind: "shared",
            startedOn: day("2021-01-11"),
          },
        ],
      });
      await tx.learnerEarlierName.createMany({
        data: [{ learnerId: learner.id, givenName: "Former", familyName: own, until: day(own) }],
      });
      await tx.learnerToldApart.createMany({
        data: [stranger, ...(own < "2020" ? [another] : [])].map(({ id }) => ({
          ...{ ...pairOf(learner.id, id), toldApartById: maker.personId, toldApartAt: at },
        })),
      });
    });
  }
  await asActor(world.teacher, (tx) =>
    tx.openedRecord.createMany({
      data: [kept, merged].map(({ id: learnerId }) => ({
        ...{ id: randomUUID(), learnerId, personId: world.teacher.personId, reason: "Invented" },
        ...{ openedAt: at, untilAt: new Date("2026-09-02T09:00:00Z") },
      })),
    }),
  );
  return { ...world, kept, merged };
}
