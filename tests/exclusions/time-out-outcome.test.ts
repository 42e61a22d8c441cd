import { describe, expect, it } from "vitest";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { aTimeOut, partTime } from "#tests/factories/time-out";
import { aDatabase } from "#tests/support/database";
import { alertOutcomes } from "~/domain/alerts/alert-outcomes.queries.server";
import { alertRecord } from "~/domain/alerts/alert-record.queries.server";
import { planView } from "~/domain/alerts/plan-view.server";
import { endTimeOut } from "~/domain/exclusions/end-time-out.server";
import { reviewTimeOut } from "~/domain/exclusions/review-time-out.server";
import type { RecordTimeOutInput } from "~/domain/exclusions/time-out.schema";
import { withdrawTimeOut } from "~/domain/exclusions/withdraw-time-out.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";

await aDatabase();
const onDay = (day: string) => fixedClock(`${day}T10:00:00Z`);

/** An alert of 23 November that was decided not to exclude, and time out from the 24th that belongs to it. */
async function timeOutAfterAnAlert(changes: Partial<RecordTimeOutInput> = {}) {
  const alert = await aDecidedAlert();
  const learner = alert.learner ?? undefined;
  const timeOut = await aTimeOut({
    school: alert.school,
    learner,
    by: alert.raisedBy,
    alertId: alert.id,
    ...changes,
  });
  const outcome = async (today: string) => {
    const record = await asActor(alert.lead, (tx) => alertRecord(tx, alert.id, today));
    return { value: record.outcome?.value, facts: planView(record, onDay(today).now()).outcome?.facts };
  };
  return { ...alert, timeOut, outcome };
}

describe("the outcome of an alert", () => {
  it("rests on being sent home, and says so", async () => {
    const { id, lead, outcome } = await timeOutAfterAnAlert();
    const { value, facts } = await outcome("2026-11-25");
    expect(value).toBe("displaced");
    expect(facts?.filter((fact) => fact.counts)).toMatchObject([
      {
        label: "Sent home without an exclusion on record",
        happenedOn: "24 November 2026",
        source: "The school told us",
      },
    ]);
    const november = { from: new Date("2026-11-01"), to: new Date("2026-12-01"), today: "2026-11-25" };
    const counted = await asActor(lead, (tx) => alertOutcomes(tx, november));
    expect(counted.find((one) => one.id === id)?.outcome).toBe("displaced");
  });

  it("does not count what was withdrawn, and shows that it was", async () => {
    const { raisedBy, timeOut, outcome } = await timeOutAfterAnAlert();
    await withdrawTimeOut(
      raisedBy,
      { timeOutId: timeOut.id, reason: "Another learner." },
      onDay("2026-11-26"),
    );
    const { value, facts } = await outcome("2026-11-26");
    expect(value).toBe("pending");
    expect(facts).toMatchObject([{ withdrawnOn: null }, { counts: false, withdrawnOn: "26 November 2026" }]);
  });

  it("counts a part-time timetable without an end at once, and for good", async () => {
    const { raisedBy, timeOut, outcome } = await timeOutAfterAnAlert({ ...partTime, endsOn: undefined });
    expect((await outcome("2026-11-25")).value).toBe("displaced");
    const end = { timeOutId: timeOut.id, endsOn: "2026-12-18", endsAt: "afternoon" } as const;
    await endTimeOut(raisedBy, end, onDay("2026-11-30"));
    const review = { timeOutId: timeOut.id, reviewedOn: "2026-11-30", decided: "Goes on." };
    await reviewTimeOut(raisedBy, review, onDay("2026-11-30"));
    expect((await outcome("2026-11-30")).value).toBe("displaced");
  });

  it("counts one with an end from the day after its review was due", async () => {
    const { outcome } = await timeOutAfterAnAlert(partTime);
    const before = await outcome("2026-12-04");
    expect(before.value).toBe("pending");
    expect(before.facts).toHaveLength(1);
    expect((await outcome("2026-12-05")).value).toBe("displaced");
  });

  it("does not count one that is reviewed in time", async () => {
    const { raisedBy, timeOut, outcome } = await timeOutAfterAnAlert(partTime);
    const review = {
      timeOutId: timeOut.id,
      reviewedOn: "2026-12-04",
      decided: "More mornings.",
      nextReviewOn: "2026-12-11",
    };
    await reviewTimeOut(raisedBy, review, onDay("2026-12-04"));
    expect((await outcome("2026-12-05")).value).toBe("pending");
    expect((await outcome("2026-12-12")).value).toBe("displaced");
    const last = { timeOutId: timeOut.id, reviewedOn: "2026-12-11", decided: "Ends next week." };
    await reviewTimeOut(raisedBy, last, onDay("2026-12-11"));
    expect((await outcome("2026-12-12")).value).toBe("pending");
  });

  it("keeps a review that came too late", async () => {
    const { raisedBy, timeOut, outcome } = await timeOutAfterAnAlert(partTime);
    const review = { timeOutId: timeOut.id, reviewedOn: "2026-12-09", decided: "Full time again soon." };
    await reviewTimeOut(raisedBy, review, onDay("2026-12-09"));
    expect((await outcome("2026-12-10")).value).toBe("displaced");
  });

  it("does not count one that ends before its review", async () => {
    const { raisedBy, timeOut, outcome } = await timeOutAfterAnAlert(partTime);
    const end = { timeOutId: timeOut.id, endsOn: "2026-12-02", endsAt: "afternoon" } as const;
    await endTimeOut(raisedBy, end, onDay("2026-12-02"));
    expect((await outcome("2026-12-05")).value).toBe("pending");
  });

  it("is not touched by other authorised time, nor by time out that belongs to no alert", async () => {
    const { school, learner, outcome } = await timeOutAfterAnAlert({ kind: "other_authorised" });
    await aTimeOut({ school, learner: learner ?? undefined });
    expect((await outcome("2026-11-25")).value).toBe("pending");
  });

  it("cannot be that of another learner", async () => {
    const { school, id, raisedBy } = await aDecidedAlert();
    await expect(aTimeOut({ school, by: raisedBy, alertId: id })).rejects.toThrow(Invalid);
  });
});
