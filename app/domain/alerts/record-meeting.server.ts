import { londonInstant } from "~/domain/calendars/calendars.clocks";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf, formatDayTime } from "~/platform/format";
import type { RecordMeetingInput } from "./coordinate-alert.schema";
import { meetingKindWords } from "./coordinate-alert.words";
import { changeAlert } from "./internal/change-alert.server";
import { problemOfPastDay } from "./internal/sensible-days";

/**
 * Puts a meeting that was held on the record: who took part, by name, and what was said.
 * @throws Invalid for one that is still to come
 */
export function recordMeeting(actor: Actor, input: RecordMeetingInput, clock: Clock) {
  const { alertId, formKey: id, kind, attendees, notes = null } = input;
  const request = { alertId, verb: "record_meeting", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const problem = problemOfPastDay(input.day, { today: dayOf(at), raisedOn: dayOf(alert.raisedAt) });
    if (problem) throw new Invalid(problem, "day");
    const heldAt = londonInstant(input.day, input.time);
    if (heldAt > at)
      throw new Invalid("Time must be in the past. For a meeting to come, agree an action", "time");
    const meeting = { id, alertId, kind, heldAt, attendees, notes, personId: actor.personId };
    const { count } = await tx.alertMeeting.createMany({ data: [meeting], skipDuplicates: true });
    if (count === 0) return null;
    return {
      event: {
        kind: "meeting.recorded",
        summary: `Meeting, ${meetingKindWords[kind].toLowerCase()}, ${formatDayTime(heldAt)}`,
        detail: [`With ${attendees.join("; ")}`, notes].filter(Boolean).join("\n"),
      },
      audit: { meetingId: id, attendees: attendees.length },
    };
  });
}
