import { randomUUID } from "node:crypto";
import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { savedListWords } from "~/domain/learners/list.words";
import { filterIn, queryOf } from "~/domain/learners/list-filter";
import { saveList } from "~/domain/learners/save-list.server";
import { saveListSchema } from "~/domain/learners/saved-list.schema";
import { savedLists } from "~/domain/learners/saved-lists.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { ActionForm, Form } from "~/ui/form";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Table } from "~/ui/table";

export const meta = () => pageTitle("Your lists");

export const loader = guarded(learnersPolicy.see, ({ actor, request }) =>
  asActor(actor, async (tx) => {
    const maySeeCare = may(actor, learnersPolicy.seeCare);
    const query = queryOf(filterIn(new URL(request.url).searchParams, { maySeeCare }));
    return { listId: randomUUID(), query, lists: await savedLists(tx) };
  }),
);

export const action = guarded(learnersPolicy.see, async ({ actor, clock, request }) => {
  const { done, again } = await submit(await request.formData(), saveListSchema, (input) =>
    saveList(actor, input, clock),
  );
  if (again) return again;
  throw redirect(learnersPaths.list(done));
});

export default function YourLists() {
  const { listId, query, lists } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof saveListSchema>>({
    id: "list",
    lastResult: useActionData<typeof action>()?.reply,
  });
  return (
    <Page
      title={query === "" ? "Your lists" : "Keep this list"}
      lead={query === "" ? "Filter the learners first, then choose “Keep this list”." : undefined}
      back={<BackLink href={learnersPaths.list(query)}>Learners</BackLink>}
    >
      {query !== "" && (
        <Form form={form} hidden={{ listId, query }}>
          <ErrorSummary form={form} />
          <TextField field={fields.name} {...savedListWords.name} width="two-thirds" />
          <SubmitButton>Keep</SubmitButton>
        </Form>
      )}
      <Section id="lists" title={query === "" ? "Lists you kept" : "Lists you kept before"}>
        <Table
          caption="Lists you kept"
          isCaptionHidden
          columns={[
            {
              heading: "List",
              isRowHeading: true,
              cell: (list) => <TextLink href={learnersPaths.list(list.query)}>{list.name}</TextLink>,
            },
            {
              heading: "Remove",
              cell: (list) => (
                <ActionForm action={learnersPaths.removeSavedList(list.id)}>
                  <SubmitButton kind="secondary" isSmall>
                    Remove <span className="visually-hidden">{list.name}</span>
                  </SubmitButton>
                </ActionForm>
              ),
            },
          ]}
          rows={lists}
          rowKey={(list) => list.id}
          emptyText="None yet."
        />
      </Section>
    </Page>
  );
}
