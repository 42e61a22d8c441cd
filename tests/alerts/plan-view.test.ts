import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aDecidedAlert, anAnsweredAlert, decisionInput } from "#tests/factories/alert-stages";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { offerAdvocacy } from "~/domain/alerts/offer-advocacy.server";
import { planView } from "~/domain/alerts/plan-view.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { tickAction } from "~/domain/alerts/tick-action.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

await aDatabase();
const clock = fixedClock("2026-11-23T10:30:00Z");

beforeAll(starterCodesInDatabase);

const viewFor = async (actor: Actor, id: string, now = clock.now()) =>
  planView(await asActor(actor, (tx) => alertRecord(tx, id, dayOf(now))), now);
const action = (alertId: string, personId: string, changes = {}) => ({
  alertId,
  formKey: randomUUID(),
  what: "Ring home",
  personId,
  dueOn: "2026-11-24",
  audience: "school_and_virtual_school" as const,
  ...changes,
});

describe("the plan as the record shows it", () => {
  it("has labels and names in place of codes and ids, what is used first", async () => {
    const { id, lead } = await anAnsweredAlert();
    const base = { code: "base", answer: "not_now", reason: "no_place", whyNot: "Full." } as const;
    const mentor = { code: "mentor", answer: "will_use", why: "From Tuesday." } as const;
    await considerOptions(lead, { alertId: id, options: [base] }, clock);
    await considerOptions(lead, { alertId: id, seen: clock.now().toISOString(), options: [mentor] }, clock);
    await offerAdvocacy(lead, { alertId: id, offeredBy: "Mx Advocate", answer: "accepted" }, clock);
    const when = { day: "2026-11-23", time: "10:15" };
    await recordMeeting(
      lead,
      { alertId: id, formKey: randomUUID(), kind: "online", attendees: ["Mx One"], ...when },
      clock,
    );
    const view = await viewFor(lead, id);
    expect(view.options.map(({ id: _id, ...option }) => option)).toEqual([
      {
        label: "Mentor",
        isUsed: true,
        answer: "Will use",
        why: "From Tuesday.",
        by: `${lead.name}, 23 November 2026`,
      },
      {
        label: "A place in the school’s base",
        isUsed: false,
        answer: "Not now",
        why: "No place or nobody free. Full.",
        by: `${lead.name}, 23 November 2026`,
      },
    ]);
    expect(view.advocacy).toEqual({ offeredBy: "Mx Advocate", answer: "Accepted" });
    expect(view.meetings).toMatchObject([
      { title: "Online, 23 November 2026, 10:15", attendees: ["Mx One"], by: lead.name },
    ]);
    expect(view.decision).toBeNull();
  });

  it("says which actions are open, overdue, done", async () => {
    const { id, lead, raisedBy } = await anAnsweredAlert();
    const [open, late, done] = ["2026-11-30", "2026-11-24", "2026-11-25"].map((dueOn) =>
      action(id, lead.personId, { dueOn }),
    );
    for (const one of [open, late, done]) if (one) await agreeAction(lead, one, clock);
    await tickAction(raisedBy, { actionId: done?.formKey ?? "" }, clock);
    const view = await viewFor(lead, id, new Date("2026-11-25T08:00:00Z"));
    expect(view.actions.map(({ dueOn, status, done: by }) => [dueOn, status, by])).toEqual([
      ["24 November 2026", "overdue", null],
      ["30 November 2026", "open", null],
      ["25 November 2026", "done", `23 November 2026, 10:30, ${raisedBy.name}`],
    ]);
  });

  it("keeps actions for the Virtual School only from the school", async () => {
    const { id, lead, raisedBy } = await anAnsweredAlert();
    await agreeAction(lead, action(id, lead.personId, { audience: "virtual_school_only" }), clock);
    expect((await viewFor(lead, id)).actions).toHaveLength(1);
    expect((await viewFor(raisedBy, id)).actions).toHaveLength(0);
  });

  it("reads 'Not known yet' until a check, and names the days of the checks", async () => {
    const { id, lead } = await aDecidedAlert();
    const view = await viewFor(lead, id);
    expect(view.decision).toMatchObject({ label: "Not excluded", length: null, child: "Not asked yet" });
    expect(view.outcome).toMatchObject({ value: "pending", label: "Not known yet" });
    expect(view.checksToCome).toEqual(["7 December 2026", "4 January 2027"]);
  });

  it("shows every fact, and which of them the outcome rests on", async () => {
    const { id, lead, raisedBy } = await anAnsweredAlert({ openingsConsidered: 6 });
    await recordDecision(raisedBy, decisionInput(id, { decision: "excluded_temporary", openings: 1 }), clock);
    const found = { check: "none", finding: "sent_home", happenedOn: "2026-11-24", source: "carer" } as const;
    const later = fixedClock("2026-11-25T10:00:00Z");
    await recordFollowUp(lead, { alertId: id, formKey: randomUUID(), ...found }, later);
    const { outcome } = await viewFor(lead, id);
    expect(outcome).toMatchObject({ label: "Excluded", remark: "Shorter than first considered" });
    expect(outcome?.facts).toMatchObject([
      {
        label: "Excluded, 1 half day",
        happenedOn: "23 November 2026",
        source: "The head teacher’s decision",
        counts: true,
      },
      {
        label: "Sent home without an exclusion on record",
        happenedOn: "24 November 2026",
        source: "Carer or home",
        counts: false,
      },
    ]);
  });
});
