import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { weekdayNameOf } from "~/domain/calendars/calendars.words";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { dutyPeople, turnOf } from "~/domain/duty/duty.queries.server";
import { saveDutyTurnSchema } from "~/domain/duty/duty.schema";
import { FallbackField } from "~/domain/duty/fallback-field";
import { rotaWords } from "~/domain/duty/rota.words";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { dayOf } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change a duty turn");

export const loader = guarded(dutyPolicy.saveTurn, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => ({
    turn: await turnOf(tx, params),
    people: (await dutyPeople(tx, dayOf(clock.now()))).map(({ id, name }) => ({ value: id, label: name })),
  })),
);

export const action = guarded(dutyPolicy.saveTurn, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("areaId", params.areaId ?? "");
  form.set("weekday", params.weekday ?? "");
  const { again } = await submit(form, saveDutyTurnSchema, (input) => saveDutyTurn(actor, input, clock));
  if (again) return again;
  throw redirect(`${dutyPaths.rota()}?saved`);
});

export default function ChangeDutyTurn() {
  const { turn, people } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveDutyTurnSchema>>({
    id: "turn",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: { personId: turn.personId, deputeId: turn.deputeId },
  });
  const where = `${weekdayNameOf(turn.weekday)} in ${turn.area}`;
  return (
    <Page title={`On duty on ${where}`} back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}>
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.personId} {...rotaWords.personId} options={people} />
        <Select field={fields.deputeId} {...rotaWords.deputeId} options={people} />
        <FallbackField field={fields.fallbackId} people={people} />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </Page>
  );
}
