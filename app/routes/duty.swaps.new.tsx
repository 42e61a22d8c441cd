import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { dutyPeople } from "~/domain/duty/duty.queries.server";
import { proposeSwap } from "~/domain/duty/propose-swap.server";
import { proposeSwapSchema } from "~/domain/duty/rota.schema";
import { rotaWords } from "~/domain/duty/rota.words";
import { swapChoices } from "~/domain/duty/swaps.queries.server";
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

export const meta = () => pageTitle("Ask somebody to swap");

export const loader = guarded(dutyPolicy.swap, ({ actor, clock }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const people = await dutyPeople(tx, dayOf(at));
    return {
      ...(await swapChoices(tx, actor.personId, at)),
      colleagues: people
        .filter(({ id }) => id !== actor.personId)
        .map(({ id, name }) => ({ value: id, label: name })),
    };
  }),
);

export const action = guarded(dutyPolicy.swap, async ({ actor, clock, request }) => {
  const { again } = await submit(await request.formData(), proposeSwapSchema, (input) =>
    proposeSwap(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${dutyPaths.swaps()}?saved`);
});

export default function NewSwap() {
  const { mine, theirs, colleagues } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof proposeSwapSchema>>({
    id: "swap",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page title="Ask somebody to swap" back={<BackLink href={dutyPaths.swaps()}>Back to swaps</BackLink>}>
      <Form form={form}>
        <ErrorSummary form={form} />
        <Select field={fields.turn} {...rotaWords.turn} options={mine} />
        <Select field={fields.toId} {...rotaWords.toId} options={colleagues} />
        <Select
          field={fields.returnTurn}
          {...rotaWords.returnTurn}
          options={theirs}
          emptyLabel="None"
          isOptional
        />
        <SubmitButton>Ask them</SubmitButton>
      </Form>
    </Page>
  );
}
