import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { peopleOfSteps } from "~/domain/duty/absences.queries.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { dutyPeople } from "~/domain/duty/duty.queries.server";
import { FallbackField } from "~/domain/duty/fallback-field";
import { saveAbsenceSchema } from "~/domain/duty/rota.schema";
import { rotaWords } from "~/domain/duty/rota.words";
import { saveAbsence } from "~/domain/duty/save-absence.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { DateField, Select, TimeField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Enter an absence");

const asChoices = (people: { id: string; name: string }[]) =>
  people.map(({ id, name }) => ({ value: id, label: name }));

export const loader = guarded(dutyPolicy.saveAbsence, ({ actor, clock }) =>
  asActor(actor, async (tx) => ({
    me: actor.personId,
    people: asChoices(await peopleOfSteps(tx, dayOf(clock.now()))),
    fallbacks: asChoices(await dutyPeople(tx, dayOf(clock.now()))),
  })),
);

export const action = guarded(dutyPolicy.saveAbsence, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), saveAbsenceSchema, (input) =>
    saveAbsence(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${dutyPaths.absences()}?saved`);
});

export default function EnterAbsence() {
  const { me, people, fallbacks } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveAbsenceSchema>>({
    id: "absence",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { personId: me },
  });
  return (
    <Page
      title="Enter an absence"
      back={<BackLink href={dutyPaths.absences()}>Back to planned absences</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.personId} {...rotaWords.away} options={people} />
        <DateField field={fields.firstDay} {...rotaWords.firstDay} />
        <TimeField field={fields.fromTime} {...rotaWords.fromTime} isOptional width="10" />
        <DateField field={fields.lastDay} {...rotaWords.lastDay} />
        <TimeField field={fields.untilTime} {...rotaWords.untilTime} isOptional width="10" />
        <FallbackField field={fields.fallbackId} people={fallbacks} />
        <SubmitButton>Save the absence</SubmitButton>
      </Form>
    </Page>
  );
}
