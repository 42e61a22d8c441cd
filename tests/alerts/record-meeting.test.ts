import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { anAnsweredAlert } from "#tests/factories/alert-stages";
import { rowsOf, tracesOf } from "#tests/support/alert-traces";
import { aDatabase } from "#tests/support/database";
import { recordMeetingSchema } from "~/domain/alerts/coordinate-alert.schema";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { fixedClock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T11:00:00Z");

const meeting = (alertId: string, changes = {}) => ({
  alertId,
  formKey: randomUUID(),
  kind: "call" as const,
  day: "2026-11-23",
  time: "10:45",
  attendees: ["Mx One, pastoral care", "Mx Two, carer"],
  notes: "A plan until Friday.",
  ...changes,
});

describe("recording a meeting", () => {
  it("stores who took part by name, and what was said", async () => {
    const { id, lead } = await anAnsweredAlert();
    const input = meeting(id);
    await recordMeeting(lead, input, clock);
    expect(await rowsOf(database, "alert_meeting", id)).toMatchObject([
      {
        id: input.formKey,
        kind: "call",
        held_at: new Date("2026-11-23T10:45:00Z"),
        attendees: input.attendees,
        notes: "A plan until Friday.",
        person_id: lead.personId,
      },
    ]);
    const { events, audit, alert } = await tracesOf(database, id, "meeting.recorded");
    expect(events).toMatchObject([
      {
        summary: "Meeting, by phone, 23 November 2026, 10:45",
        detail: "With Mx One, pastoral care; Mx Two, carer\nA plan until Friday.",
      },
    ]);
    expect(audit).toMatchObject([
      { detail: { state: "coordinating", meetingId: input.formKey, attendees: 2 } },
    ]);
    expect(alert).toMatchObject({ state: "coordinating" });
  });

  it("reads the time as Scotland's clocks show it, in summer too", async () => {
    const { id, lead } = await anAnsweredAlert();
    await recordMeeting(lead, meeting(id, { day: "2026-07-01", time: "10:45" }), clock);
    expect(await rowsOf(database, "alert_meeting", id)).toMatchObject([
      { held_at: new Date("2026-07-01T09:45:00Z") },
    ]);
  });

  it("stores one meeting when the form is sent twice", async () => {
    const { id, lead } = await anAnsweredAlert();
    const input = meeting(id);
    await Promise.all([recordMeeting(lead, input, clock), recordMeeting(lead, input, clock)]);
    expect(await rowsOf(database, "alert_meeting", id)).toHaveLength(1);
    expect((await tracesOf(database, id, "meeting.recorded")).events).toHaveLength(1);
  });

  it.each([
    ["later today", { time: "11:01" }, "Time must be in the past. For a meeting to come, agree an action"],
    ["tomorrow", { day: "2026-11-24", time: "09:00" }, "Day must be today or earlier"],
    ["a slip of the year", { day: "2024-11-23" }, "Day must be within the year before the alert"],
  ])("refuses a meeting of %s", async (_case, changes, sentence) => {
    const { id, lead } = await anAnsweredAlert();
    const attempt = recordMeeting(lead, meeting(id, changes), clock);
    await expect(attempt).rejects.toThrow(Invalid);
    await expect(attempt).rejects.toThrow(sentence);
  });
});

describe("the form", () => {
  const parse = (attendees: string | undefined) =>
    recordMeetingSchema.safeParse({ ...meeting(randomUUID()), attendees });

  it("takes one person from each line", () => {
    expect(parse(" Mx One, carer \r\n\r\nMx Two\n").data?.attendees).toEqual(["Mx One, carer", "Mx Two"]);
  });

  it.each([undefined, "", " \n "])("asks who took part: %j", (attendees) => {
    expect(parse(attendees).error?.issues.map((issue) => issue.message)).toEqual(["Enter who took part"]);
  });
});
