import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aTimeOut, partTime } from "#tests/factories/time-out";
import { aDatabase } from "#tests/support/database";
import { endTimeOut } from "~/domain/exclusions/end-time-out.server";
import { reviewTimeOut } from "~/domain/exclusions/review-time-out.server";
import { reviewTimeOutSchema } from "~/domain/exclusions/time-out.schema";
import { withdrawTimeOut } from "~/domain/exclusions/withdraw-time-out.server";
import { fixedClock } from "~/platform/clock";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-12-07T10:00:00Z");

const row = async (id: string) => {
  const [found] = await database.superuserQuery(
    "select ends_on::text, ends_at, review_on::text, reviewed_on::text, withdrawn_at, withdrawn_why from time_out where id = $1",
    [id],
  );
  return found;
};
const summaries = async (id: string) =>
  (
    await database.superuserQuery("select summary from event where about_id = $1 order by sequence", [id])
  ).map((event) => event.summary);
const end = (timeOutId: string, endsOn = "2026-11-27") => ({
  timeOutId,
  endsOn,
  endsAt: "afternoon" as const,
});
const review = (timeOutId: string, changes = {}) => ({
  timeOutId,
  reviewedOn: "2026-12-04",
  decided: "Two more mornings from January.",
  ...changes,
});

describe("an end", () => {
  it("is set, and set again to another day, each on the record; the same end once", async () => {
    const { id, recorder } = await aTimeOut({ endsOn: undefined });
    await endTimeOut(recorder, end(id), clock);
    await endTimeOut(recorder, end(id), clock);
    await endTimeOut(recorder, end(id, "2026-11-26"), clock);
    expect(await row(id)).toMatchObject({ ends_on: "2026-11-26", ends_at: "afternoon" });
    expect((await summaries(id)).slice(1)).toEqual([
      "Time out of school: sent home, until 27 November 2026",
      "Time out of school: sent home, until 26 November 2026",
    ]);
  });

  it.each([
    ["before the start", "2026-11-23", "Last day must be the first day or later"],
    ["in two years", "2028-11-23", "Day must be within a year from now"],
  ])("%s is refused", async (_, day, sentence) => {
    const { id, recorder } = await aTimeOut({ endsOn: undefined });
    await expect(endTimeOut(recorder, end(id, day), clock)).rejects.toThrow(sentence);
    expect(await row(id)).toMatchObject({ ends_on: null });
  });

  it("is not for another school, which does not see it, nor for a role without a child in it", async () => {
    const { id } = await aTimeOut({ endsOn: undefined });
    const other = await aTimeOut();
    await expect(endTimeOut(other.recorder, end(id), clock)).rejects.toThrow(NotFound);
    await expect(endTimeOut(await aPerson("administrator"), end(id), clock)).rejects.toThrow(NotFound);
  });
});

describe("a review", () => {
  it("says when the next one is, and what was decided", async () => {
    const { id, recorder } = await aTimeOut(partTime);
    await reviewTimeOut(recorder, review(id, { nextReviewOn: "2026-12-14" }), clock);
    await reviewTimeOut(recorder, review(id, { nextReviewOn: "2026-12-14" }), clock);
    expect(await row(id)).toMatchObject({ reviewed_on: "2026-12-04", review_on: "2026-12-14" });
    expect((await summaries(id)).slice(1)).toEqual([
      "Part-time timetable reviewed on 4 December 2026, next on 14 December 2026",
    ]);
  });

  it.each([
    ["to come", { reviewedOn: "2026-12-08" }, "Day of the review must be today or earlier"],
    [
      "before the start",
      { reviewedOn: "2026-11-23" },
      "Day must be on or after 24 November 2026, the first day",
    ],
    ["next in two years", { nextReviewOn: "2028-12-08" }, "Day must be within a year from now"],
  ])("%s is refused", async (_, changes, sentence) => {
    const { id, recorder } = await aTimeOut(partTime);
    await expect(reviewTimeOut(recorder, review(id, changes), clock)).rejects.toThrow(sentence);
  });

  it("is of a part-time timetable only, and its next one after it", async () => {
    const { id, recorder } = await aTimeOut();
    await expect(reviewTimeOut(recorder, review(id), clock)).rejects.toThrow(Conflict);
    const problems = reviewTimeOutSchema.safeParse(review(id, { nextReviewOn: "2026-12-04" })).error?.issues;
    expect(problems?.map((issue) => issue.message)).toEqual(["Next review must be after this one"]);
  });
});

describe("withdrawing", () => {
  const withdrawal = (timeOutId: string) => ({ timeOutId, reason: "Recorded for the wrong learner." });

  it("keeps the row and its reason, once", async () => {
    const { id, recorder } = await aTimeOut();
    await withdrawTimeOut(recorder, withdrawal(id), clock);
    await withdrawTimeOut(recorder, withdrawal(id), fixedClock("2026-12-08T10:00:00Z"));
    expect(await row(id)).toMatchObject({
      withdrawn_at: clock.now(),
      withdrawn_why: "Recorded for the wrong learner.",
    });
    expect((await summaries(id)).slice(1)).toEqual(["Withdrawn: sent home from 24 November 2026"]);
    await expect(endTimeOut(recorder, end(id), clock)).rejects.toThrow("This was withdrawn.");
  });

  it("is for who recorded it, and for a lead", async () => {
    const lead = await aPerson("lead");
    const { id, school } = await aTimeOut({ by: lead, source: "carer" });
    const manager = await aPerson("designated_manager", { schoolId: school.id });
    await expect(withdrawTimeOut(manager, withdrawal(id), clock)).rejects.toThrow(NotAllowed);
    await withdrawTimeOut(await aPerson("lead"), withdrawal(id), clock);
    expect(await row(id)).toMatchObject({ withdrawn_at: clock.now() });
  });
});
