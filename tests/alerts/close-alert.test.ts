import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { actionsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { closing } from "~/domain/alerts/closing.queries.server";
import { closeAlertSchema } from "~/domain/alerts/decide-alert.schema";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock("2027-01-04T15:00:00Z");
const today = dayOf(clock.now());
const learningNote = "Ring home before the afternoon.";

const outcomeOf = async (actor: Actor, id: string) =>
  (await asActor(actor, (tx) => alertRecord(tx, id, today))).outcome?.value;
const check = (alertId: string) => ({
  alertId,
  formKey: randomUUID(),
  check: "30" as const,
  finding: "still_in_school" as const,
  source: "school" as const,
});

describe("closing an alert", () => {
  it("ends it with what was learned and the outcome that its facts say", async () => {
    const { id, lead } = await aDecidedAlert();
    expect(await outcomeOf(lead, id)).toBe("pending");
    await recordFollowUp(lead, check(id), clock);
    await closeAlert(lead, { alertId: id, learningNote }, clock);
    expect(await outcomeOf(lead, id)).toBe("prevented_sustained");
    const { events, audit, alert } = await tracesOf(database, id, "alert.closed");
    expect(alert).toMatchObject({
      state: "closed",
      end_reason: "followed_up",
      ended_at: clock.now(),
      learning_note: learningNote,
    });
    expect(events).toMatchObject([
      { summary: "Alert closed. Outcome: still in school after 30 school days", detail: learningNote },
    ]);
    expect(audit).toMatchObject([
      { person_id: lead.personId, detail: { outcome: "prevented_sustained", droppedActions: 0 } },
    ]);
  });

  it("drops what is open, checks too: an outcome that nobody checked is not known", async () => {
    const { id, lead } = await aDecidedAlert();
    const action = {
      alertId: id,
      formKey: randomUUID(),
      what: "Ring home",
      personId: lead.personId,
      dueOn: "2027-01-10",
    };
    await agreeAction(lead, { ...action, audience: "virtual_school_only" }, clock);
    const before = await asActor(lead, (tx) => closing(tx, id, today));
    expect(before.outcome).toMatchObject({ label: "Not known", isKnown: false });
    expect(before.open).toHaveLength(3);
    await closeAlert(lead, { alertId: id, learningNote }, clock);
    expect(await outcomeOf(lead, id)).toBe("not_known");
    expect((await actionsOf(database, id)).map((one) => one.dropped_at)).toEqual([
      clock.now(),
      clock.now(),
      clock.now(),
    ]);
  });

  it("says before the press what the outcome will rest on", async () => {
    const { id, lead } = await aDecidedAlert(
      { openingsConsidered: 10 },
      { decision: "excluded_temporary", openings: 4 },
    );
    expect((await asActor(lead, (tx) => closing(tx, id, today))).outcome).toEqual({
      label: "Excluded",
      remark: "Shorter than first considered",
      isKnown: true,
      restsOn: ["Excluded, 23 November 2026"],
    });
  });

  it("is done by one of two people at the same moment", async () => {
    const { id, lead } = await aDecidedAlert();
    const attempts = await Promise.allSettled([
      closeAlert(lead, { alertId: id, learningNote }, clock),
      closeAlert(lead, { alertId: id, learningNote: "Another note." }, clock),
    ]);
    const refused = attempts.filter((attempt) => attempt.status === "rejected");
    expect(refused.map((attempt) => attempt.reason)).toEqual([expect.any(Conflict)]);
    expect((await tracesOf(database, id, "alert.closed")).events).toHaveLength(1);
  });

  it("asks what was learned", () => {
    const parsed = closeAlertSchema.safeParse({ alertId: randomUUID(), learningNote: "  " });
    expect(parsed.error?.issues[0]?.message).toBe(
      "Enter what was learned, or that there was nothing to learn",
    );
  });
});
