import { randomUUID } from "node:crypto";
import type { Actor } from "~/platform/actor";
import { asActor, asNobody, type Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { Learner, Span, World } from "./access-world";

const dates = ({ from, to }: Span) => ({
  startedOn: toDateColumn(from),
  endedOn: to === null ? null : toDateColumn(to),
});

async function storePeople({ people }: World): Promise<void> {
  await asNobody(async (tx) => {
    await tx.person.createMany({
      data: people.map(({ id, kind }) => ({ id, name: kind, email: `${id}@example.org` })),
    });
    await tx.membership.createMany({
      data: people.flatMap(({ id, held }) =>
        held.map(({ role, schoolId, from, to }) => ({
          personId: id,
          role,
          schoolId,
          validFrom: toDateColumn(from),
          validTo: to === null ? null : toDateColumn(to),
        })),
      ),
    });
  });
}

async function storeLearners(tx: Tx, learners: Learner[], by: { id: string; authorityId: string; at: Date }) {
  const each = <Row>(rows: (learner: Learner) => Row[]): Row[] => learners.flatMap(rows);
  await tx.learner.createMany({
    data: learners.map(({ id }) => ({
      id,
      givenName: "Rowan",
      familyName: "Invented",
      stage: "S2",
      createdAt: by.at,
    })),
  });
  await tx.schoolEnrolment.createMany({
    data: each((learner) =>
      learner.enrolments.map(({ id, schoolId, kind, ...span }) => ({
        id,
        learnerId: learner.id,
        schoolId,
        kind,
        ...dates(span),
      })),
    ),
  });
  await tx.caseload.createMany({
    data: each(({ id: learnerId, caseloads }) =>
      caseloads.map(({ id, personId, ...span }) => ({ id, learnerId, personId, ...dates(span) })),
    ),
  });
  await tx.carePeriod.createMany({
    data: learners.map(({ id: learnerId, carePeriodId: id }) => ({
      id,
      learnerId,
      category: "foster",
      startedOn: toDateColumn("2020-01-06"),
      homeAuthorityId: by.authorityId,
      source: "social_work",
    })),
  });
  await tx.learnerPerson.createMany({
    data: learners.map(({ id: learnerId, notifyEntryId: id }) => ({
      id,
      learnerId,
      name: "Invented",
      relation: "carer",
      mayBeTold: [],
    })),
  });
  await tx.learnerFlag.createMany({
    data: each(({ id: learnerId, adoption }) => {
      const lifted = adoption === "lifted" ? { liftedById: by.id, liftedAt: by.at } : {};
      const flag = { id: randomUUID(), learnerId, kind: "adoption", setById: by.id, setAt: by.at };
      return adoption === "none" ? [] : [{ ...flag, ...lifted }];
    }),
  });
  await tx.hostInvitation.createMany({
    data: each(({ id: learnerId, invitations }) =>
      invitations.map(({ id, personId, schoolId, isEnded }) => ({
        ...{ id, learnerId, personId, schoolId, invitedById: by.id, invitedAt: by.at },
        ...(isEnded ? { endedById: by.id, endedAt: by.at } : {}),
      })),
    ),
  });
  await tx.learnerRelation.createMany({
    data: each(({ id: learnerId, relations }) =>
      relations.map(({ id, personId, role, from, to }) => ({
        ...{ id, learnerId, personId, role, startedById: by.id },
        fromOn: toDateColumn(from),
        untilOn: to === null ? null : toDateColumn(to),
      })),
    ),
  });
  await tx.timeOut.createMany({
    data: learners.map(({ id: learnerId, timeOut }) => ({
      ...timeOut,
      learnerId,
      kind: "sent_home",
      startsOn: toDateColumn("2026-01-12"),
      startsAt: "morning",
      why: "",
      source: "school",
      recordedById: by.id,
      recordedAt: by.at,
    })),
  });
}

async function storeAlerts(tx: Tx, learners: Learner[], by: { id: string; at: Date }): Promise<void> {
  const alerts = learners.flatMap(({ id: learnerId, alerts: own }) =>
    own.map((alert) => ({ ...alert, learnerId })),
  );
  await tx.alert.createMany({
    data: alerts.map(({ id, learnerId, schoolId, ownerId }, index) => ({
      ...{
        id,
        learnerId,
        schoolId,
        ownerId,
        reference: `A-2026-${index}`,
        formKey: randomUUID(),
        formDigest: "",
      },
      ...{ state: "coordinating", urgency: "today", childView: "not_asked_yet", raisedById: by.id },
      ...{ raisedAt: by.at, answerDueAt: by.at, acknowledgedAt: by.at, acknowledgedById: by.id },
      ...{ decisionAlreadyMade: false, isChildSafe: true, wasSentOut: false, whereNow: "", withWhom: "" },
      ...{ whatHappened: "", triggers: [], whoKnows: [] },
    })),
  });
  await tx.alertHandover.createMany({
    data: alerts.flatMap(({ id: alertId, asked }) => {
      if (!asked) return [];
      const answer = asked.isAnswered ? { answeredAt: by.at, answer: "declined" } : {};
      return [{ alertId, fromId: by.id, toId: asked.personId, askedAt: by.at, ...answer }];
    }),
  });
  await tx.event.createMany({
    data: alerts.flatMap(({ id, learnerId, schoolId, eventId, innerEventId }) => {
      const line = {
        at: by.at,
        kind: "alert.noted",
        learnerId,
        schoolId,
        aboutKind: "alert",
        aboutId: id,
        summary: "",
      };
      return [
        { ...line, id: eventId, audience: "school_and_virtual_school" },
        { ...line, id: innerEventId, audience: "virtual_school_only" },
      ];
    }),
  });
}

/** Puts a world into the database, on behalf of somebody who sees every learner; opened records on behalf of their teachers. */
export async function storeWorld(
  world: World,
  maker: Actor,
  given: { authorityId: string; at: Date },
): Promise<void> {
  const by = { id: maker.personId, ...given };
  await storePeople(world);
  // A transaction each: on a busy machine both together take longer than one may.
  await asActor(maker, (tx) => storeLearners(tx, world.learners, by));
  await asActor(maker, (tx) => storeAlerts(tx, world.learners, by));
  const openings = world.learners.flatMap(({ id: learnerId, openings: own }) =>
    own.map(({ id, personId, untilAt, isEnded }) => ({
      ...{ id, learnerId, personId, untilAt, reason: "Invented reason" },
      openedAt: new Date(untilAt.getTime() - 24 * 60 * 60 * 1000),
      ...(isEnded ? { endedById: personId, endedAt: given.at } : {}),
    })),
  );
  await storeOpenings(openings);
}

type Opening = {
  id: string;
  learnerId: string;
  personId: string;
  untilAt: Date;
  openedAt: Date;
  reason: string;
};

/** Nobody opens a record for somebody else; a teacher whose role is over did so before it was. */
async function storeOpenings(openings: Opening[]): Promise<void> {
  const teachers = [...new Set(openings.map(({ personId }) => personId))];
  const held = await asNobody((tx) =>
    tx.membership.findMany({ where: { personId: { in: teachers }, role: "vs_teacher" } }),
  );
  const change = (data: object) =>
    asNobody((tx) => tx.membership.updateMany({ where: { id: { in: held.map(({ id }) => id) } }, data }));
  await change({ validFrom: toDateColumn("2020-01-01"), validTo: null });
  for (const personId of teachers)
    await asActor({ personId }, (tx) =>
      tx.openedRecord.createMany({ data: openings.filter((opening) => opening.personId === personId) }),
    );
  for (const { id, validFrom, validTo } of held)
    await asNobody((tx) => tx.membership.update({ where: { id }, data: { validFrom, validTo } }));
}
