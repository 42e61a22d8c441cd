import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { recordFollowUpSchema } from "~/domain/alerts/decide-alert.schema";
import { FollowUpForm, type ShownCheck } from "~/domain/alerts/follow-up-form";
import { openTask } from "~/domain/alerts/open-task.server";
import { type FollowUpCheck, followUpChecks, recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf, formatDay, formatDayTime } from "~/platform/format";
import { Notice } from "~/ui/notice";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Record a follow-up");

function shown({ check, dueOn, isAssumed, action }: FollowUpCheck, today: string): ShownCheck {
  const day = `${formatDay(dueOn)}${isAssumed ? ", if schools are open as usual" : ""}`;
  if (action?.doneAt) return { check, isOpen: false, status: `done on ${formatDayTime(action.doneAt)}` };
  return today < dueOn
    ? { check, isOpen: false, status: `can be made from ${day}` }
    : { check, isOpen: true, status: `Due since ${day}` };
}

export const loader = guarded(alertsPolicy.followUp, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "follow_up_check");
    const today = dayOf(visit.clock.now());
    const checks = refused ? [] : await followUpChecks(tx, alert);
    return {
      alert,
      refused,
      today,
      formKey: randomUUID(),
      checks: checks.map((check) => shown(check, today)),
    };
  }),
);

export const action = guarded(alertsPolicy.followUp, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = await submit(form, recordFollowUpSchema, (input) =>
    recordFollowUp(actor, input, clock),
  );
  if (again) return again;
  throw redirect(alertsPaths.record(done.id));
});

export default function FollowUp() {
  const { alert, refused, today, formKey, checks } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const closed = checks.filter((check) => !check.isOpen);
  return (
    <AlertTask
      alert={alert}
      title="Record a follow-up"
      lead="Did they stay in school? Time out of school counts whatever it is called."
      refused={reply ? null : refused}
    >
      {closed.length > 0 && (
        <Notice>
          {closed.map(({ check, status }) => (
            <p key={check}>
              The check after {check} school days: {status}.
            </p>
          ))}
        </Notice>
      )}
      <FollowUpForm checks={checks} today={today} formKey={formKey} reply={reply} />
    </AlertTask>
  );
}
