import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { coverDay, uncoverDay } from "~/domain/duty/cover-day.server";
import { coverOf } from "~/domain/duty/days-of-duty.queries.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { dutyPeople } from "~/domain/duty/duty.queries.server";
import { FallbackField } from "~/domain/duty/fallback-field";
import { coverDaySchema, uncoverDaySchema } from "~/domain/duty/rota.schema";
import { rotaWords } from "~/domain/duty/rota.words";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { formatWeekday } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Select } from "~/ui/fields";
import { ActionForm, Form } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Change a day of duty");

export const loader = guarded(dutyPolicy.coverDay, ({ actor, params }) =>
  asActor(actor, async (tx) => {
    const cover = await coverOf(tx, params);
    const people = (await dutyPeople(tx, cover.day)).map(({ id, name }) => ({ value: id, label: name }));
    return { cover, people };
  }),
);

export const action = guarded(dutyPolicy.coverDay, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("areaId", params.areaId ?? "");
  form.set("day", params.day ?? "");
  const { again } =
    form.get("back") === "usual"
      ? await submit(form, uncoverDaySchema, (input) => uncoverDay(actor, input, clock))
      : await submit(form, coverDaySchema, (input) => coverDay(actor, input, clock));
  if (again) return again;
  throw redirect(`${dutyPaths.days()}?saved`);
});

export default function ChangeDay() {
  const { cover, people } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof coverDaySchema>>({
    id: "day",
    lastResult: useActionData<typeof action>()?.reply,
    defaultValue: cover.pair ?? {},
  });
  return (
    <Page
      title={`On duty on ${formatWeekday(cover.day)}`}
      label={cover.area}
      lead={
        cover.isCover
          ? "This day is not as in the usual week."
          : "For this day only: the usual week stays as it is."
      }
      back={<BackLink href={dutyPaths.days()}>Back to duty day by day</BackLink>}
    >
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.personId} {...rotaWords.personId} options={people} />
        <Select field={fields.deputeId} {...rotaWords.deputeId} options={people} />
        <FallbackField field={fields.fallbackId} people={people} />
        <SubmitButton>Save the day</SubmitButton>
      </Form>
      {cover.isCover && (
        <ActionForm hidden={{ back: "usual" }}>
          <SubmitButton kind="secondary">Back to the usual week</SubmitButton>
        </ActionForm>
      )}
    </Page>
  );
}
