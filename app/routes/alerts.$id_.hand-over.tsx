import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { answerHandOverSchema, handlingWords, handOverSchema } from "~/domain/alerts/alert-handling.schema";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { answerHandOver } from "~/domain/alerts/answer-hand-over.server";
import { handOver } from "~/domain/alerts/hand-over.server";
import { handoverView } from "~/domain/alerts/handover-view.server";
import { openTask } from "~/domain/alerts/open-task.server";
import { choicesOfPeople } from "~/domain/duty/absences.queries.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { ButtonGroup, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Hand over");

export const loader = guarded(alertsPolicy.handOver, (visit) =>
  asActor(visit.actor, async (tx) => {
    const now = visit.clock.now();
    const { alert, refused } = await openTask(tx, visit, "hand_over");
    const handover = await handoverView(tx, alert.id, visit.actor);
    const isMine = alert.ownerId === visit.actor.personId;
    const staff = await peopleWithRole(tx, alertsPolicy.followUp.roles, { day: dayOf(now) });
    const others = staff.filter((person) => person.personId !== visit.actor.personId);
    const notMine =
      "Only whoever coordinates an alert can hand it over. A Lead can assign it to somebody else.";
    return {
      alert,
      asksMe: handover?.isForMe ? handover.from : null,
      asked: handover?.isMine ? handover.to : null,
      people: await choicesOfPeople(tx, others, now),
      refused: refused ?? (isMine || handover?.isForMe ? null : notMine),
    };
  }),
);

export const action = guarded(alertsPolicy.handOver, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const { again, done } = form.has("answer")
    ? await submit(form, answerHandOverSchema, (input) => answerHandOver(actor, input, clock))
    : await submit(form, handOverSchema, (input) => handOver(actor, input, clock));
  if (again) return again;
  const isDeclined = form.get("answer") === "decline";
  throw redirect(isDeclined ? alertsPaths.board() : alertsPaths.record(done.id));
});

export default function HandOver() {
  const { alert, asksMe, asked, people, refused } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof handOverSchema>>({ id: "hand-over", lastResult: reply });
  if (asksMe) {
    return (
      <AlertTask
        alert={alert}
        title="Take over the alert"
        lead={`${asksMe} asks you to coordinate this alert from now on.`}
        refused={refused}
      >
        <Form form={form}>
          <ErrorSummary form={form} />
          <ButtonGroup>
            <SubmitButton name="answer" value="accept">
              I take it over
            </SubmitButton>
            <SubmitButton name="answer" value="decline" kind="secondary">
              I cannot
            </SubmitButton>
          </ButtonGroup>
        </Form>
      </AlertTask>
    );
  }
  return (
    <AlertTask
      alert={alert}
      title="Hand over the alert"
      lead={
        asked
          ? `You have asked ${asked}, who has not answered yet. Asking somebody else takes that back.`
          : undefined
      }
      refused={reply ? null : refused}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select
          field={fields.toId}
          label={handlingWords.toId.label}
          hint={handlingWords.toId.hint}
          options={people}
        />
        <SubmitButton>Ask them</SubmitButton>
      </Form>
    </AlertTask>
  );
}
