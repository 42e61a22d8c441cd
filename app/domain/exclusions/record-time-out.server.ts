import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { isOnRoll } from "~/domain/learners/learners.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { timeOutLabels } from "./exclusions.words";
import { tellTimeOut } from "./internal/change-time-out.server";
import { problemOfDayAhead } from "./internal/days-ahead";
import type { RecordTimeOutInput } from "./time-out.schema";

function refuseDays({ kind, startsOn, endsOn, reviewOn }: RecordTimeOutInput, today: string): void {
  if (kind === "sent_home" && startsOn > today)
    throw new Invalid("First day must be today or earlier", "startsOn");
  for (const [field, day] of Object.entries({ startsOn, endsOn, reviewOn })) {
    const problem = day && problemOfDayAhead(day, today);
    if (problem) throw new Invalid(problem, field);
  }
}

/** The alert that it belongs to, of the same learner and school; null when it belongs to none. */
async function alertOf(tx: Tx, { alertId, learnerId, schoolId }: RecordTimeOutInput): Promise<string | null> {
  if (alertId === "none") return null;
  const alert = await alertHeading(tx, alertId);
  if (alert.learnerId !== learnerId || alert.schoolId !== schoolId) {
    throw new Invalid("Select an alert of the same learner and school", "alertId");
  }
  return alert.id;
}

/** What is asked of a part-time timetable only. */
function timetableOf({ kind, ...input }: RecordTimeOutInput) {
  if (kind !== "part_time") return {};
  const { agreedOpenings, entitledOpenings, agreedBy, reviewOn } = input;
  return { agreedOpenings, entitledOpenings, agreedBy, reviewOn: reviewOn ? toDateColumn(reviewOn) : null };
}

/**
 * Records time out of school that is no exclusion on record, whatever it was called: row, event, audit line and what the
 * alert's outcome makes of it, in one transaction. A second press of the same form finds the first.
 * @throws NotAllowed for another school; Invalid for a learner not on its roll that day, or a day that cannot be meant
 */
export function recordTimeOut(
  actor: Actor,
  input: RecordTimeOutInput,
  clock: Clock,
): Promise<{ id: string; learnerId: string }> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const { formKey: id, learnerId, schoolId, startsOn } = input;
    if (!may(actor, exclusionsPolicy.recordTimeOut, schoolId)) {
      throw new NotAllowed("You can record time out for your own school only.", { schoolId });
    }
    refuseDays(input, dayOf(at));
    if (!(await isOnRoll(tx, learnerId, { schoolId, day: toDateColumn(startsOn) }))) {
      throw new Invalid(`The learner was not on the school’s roll on ${formatDay(startsOn)}`, "startsOn");
    }
    const row = {
      ...timetableOf(input),
      ...{ id, learnerId, schoolId, kind: input.kind, why: input.why, source: input.source },
      alertId: await alertOf(tx, input),
      startsOn: toDateColumn(startsOn),
      startsAt: input.startsAt,
      endsOn: input.endsOn ? toDateColumn(input.endsOn) : null,
      endsAt: input.endsOn ? input.endsAt : null,
      recordedById: actor.personId,
      recordedAt: at,
    };
    // Two presses at once: the second waits for the first and then changes nothing.
    const { count } = await tx.timeOut.createMany({ data: [row], skipDuplicates: true });
    if (count > 0) {
      const summary = `Time out of school: ${timeOutLabels[input.kind].toLowerCase()}, from ${formatDay(startsOn)}`;
      await tellTimeOut(tx, id, {
        at,
        personId: actor.personId,
        event: { kind: "time_out.recorded", summary, detail: input.why },
        audit: { kind: input.kind, source: input.source },
      });
    }
    return { id, learnerId };
  });
}
