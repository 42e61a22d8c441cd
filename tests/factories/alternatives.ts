import { randomUUID } from "node:crypto";
import type { Decision, FactKind } from "~/domain/alerts/alerts.words";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import type { Actor } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { aLearner, type TestLearner } from "./learners";
import { aSchool, type TestSchool } from "./organisations";

/** What was found out about an alert, so many days after the decision. */
type Story = { decision: Decision; facts: [FactKind, number][] };

const stories: Record<"stillInSchool" | "excluded" | "notChecked", Story> = {
  stillInSchool: {
    decision: "not_excluded",
    facts: [
      ["decision_not_excluded", 0],
      ["still_in_school_30", 60],
    ],
  },
  excluded: { decision: "excluded_temporary", facts: [["excluded", 0]] },
  notChecked: { decision: "not_excluded", facts: [["decision_not_excluded", 0]] },
};

type Often = Partial<Record<keyof typeof stories, number>> & {
  /** Sees all alerts. */
  as: Actor;
  alternative: string;
  answer?: "will_use" | "not_now";
  reason?: string;
  learners?: number;
  isDrill?: boolean;
  decidedOn?: string;
};

/**
 * Many alerts at a school of their own, raised and decided on 2 September 2026 unless said otherwise, all with the same
 * answer to one alternative; written in one go, not by commands. Gives the school.
 */
export async function considered(often: Often): Promise<TestSchool> {
  const {
    decidedOn = "2026-09-02",
    as,
    alternative,
    answer = "will_use",
    reason = null,
    learners: count = 5,
    isDrill,
  } = often;
  const school = await aSchool();
  const learners: TestLearner[] = [];
  for (let index = 0; index < count; index += 1) learners.push(await aLearner({ school }));
  const told = (Object.keys(stories) as (keyof typeof stories)[]).flatMap((key) =>
    Array.from({ length: often[key] ?? 0 }, () => stories[key]),
  );
  const alerts = told.map((story, index) => ({
    ...story,
    id: randomUUID(),
    learnerId: learners[index % count]?.id ?? null,
  }));
  const at = new Date(`${decidedOn}T10:00:00Z`);
  const by = { personId: as.personId, at };
  await asActor(as, async (tx) => {
    await tx.alert.createMany({
      data: alerts.map(({ id, learnerId }) => ({
        id,
        learnerId,
        isDrill,
        reference: `T-${id}`,
        formKey: id,
        formDigest: "",
        schoolId: school.id,
        state: "decided",
        urgency: "today",
        decisionAlreadyMade: false,
        isChildSafe: true,
        wasSentOut: false,
        whereNow: "in_class",
        withWhom: "Mx Invented",
        whatHappened: "Invented.",
        childView: "not_asked_yet",
        raisedById: as.personId,
        raisedAt: at,
        answerDueAt: at,
      })),
    });
    await tx.alertOption.createMany({
      data: alerts.map(({ id }) => ({
        ...by,
        alertId: id,
        alternative,
        alternativeVersion: 1,
        answer,
        why: "",
        reason,
        reasonVersion: reason === null ? null : 1,
      })),
    });
    await tx.alertDecision.createMany({
      data: alerts.map(({ id, decision }) => ({
        alertId: id,
        decision,
        decidedOn: toDateColumn(decidedOn),
        decidedBy: "Mx Invented",
        recordedById: as.personId,
        recordedAt: at,
        openings: decision === "excluded_temporary" ? 2 : null,
        reason: "Invented.",
        childView: "not_asked_yet",
      })),
    });
    await tx.alertFact.createMany({
      data: alerts.flatMap(({ id, facts }) =>
        facts.map(([kind, daysLater]) => ({
          alertId: id,
          kind,
          happenedOn: toDateColumn(addCalendarDays(decidedOn, daysLater)),
          source: "school",
          recordedAt: at,
        })),
      ),
    });
  });
  return school;
}
