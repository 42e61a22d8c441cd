import { randomUUID } from "node:crypto";
import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { findDraft, keepForOwner, ownerToken, typedIn } from "~/domain/alerts/alert-drafts.server";
import { AlertForm } from "~/domain/alerts/alert-form";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { raiseAlertSchema } from "~/domain/alerts/alerts.schema";
import { findLearners } from "~/domain/alerts/find-learners.server";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { raiseForm } from "~/domain/alerts/raise-form.server";
import { addOpeningsLost } from "~/domain/exclusions/add-openings-lost.server";
import { submit } from "~/platform/form.server";
import { formatTime } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Raise an alert");

export const loader = guarded(alertsPolicy.raise, async ({ actor, clock, request }) => {
  const wanted = new URL(request.url).searchParams.get("draft");
  const draft = await findDraft(actor, wanted);
  const isOpen = draft !== null && draft.formKey === wanted;
  const formKey = isOpen ? draft.formKey : randomUUID();
  const { chosen, ...page } = await raiseForm(actor, isOpen ? draft.typed.learnerId : null, clock);
  return {
    page,
    formKey,
    owner: ownerToken(actor, formKey),
    found: chosen,
    defaults: isOpen ? draft.typed : {},
    waitingDraft: draft && !isOpen ? { formKey: draft.formKey, savedAt: formatTime(draft.savedAt) } : null,
  };
});

export const action = guarded(
  alertsPolicy.raise,
  async ({ actor, clock, request }) => {
    const form = await request.formData();
    const formKey = String(form.get("formKey") ?? "");
    const kept = {
      formKey: isUuid(formKey) ? formKey : randomUUID(),
      typedQuery: String(form.get("learnerQuery") ?? ""),
      defaults: typedIn(form),
    };
    const owner = ownerToken(actor, kept.formKey);
    if (form.get("intent") === "find") {
      const found =
        (await findLearners(
          actor,
          { schoolId: String(form.get("schoolId")), typed: kept.typedQuery },
          clock,
        )) ?? [];
      return data({
        ...kept,
        owner,
        found: await addOpeningsLost(actor, found, clock),
        hasSearched: true,
        reply: undefined,
      });
    }
    const { done, again } = await submit(form, raiseAlertSchema, (input) => raiseAlert(actor, input, clock));
    if (!again) {
      const stored = done.isRepeat
        ? `?${new URLSearchParams({ stored: done.isChanged ? "changed" : "repeat" })}`
        : "";
      throw redirect(alertsPaths.record(done.id) + stored);
    }
    const { chosen } = await raiseForm(actor, form.get("learnerId"), clock);
    return data(
      { ...kept, owner, found: chosen, hasSearched: false, reply: again.data.reply },
      again.init ?? undefined,
    );
  },
  { keepForLater: keepForOwner },
);

export default function RaiseAlert() {
  const loaded = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  return (
    <Page title="Raise an alert" lead="When an exclusion is being considered. About 90 seconds.">
      {loaded.waitingDraft && !sent && <WaitingDraft draft={loaded.waitingDraft} />}
      <AlertForm
        page={loaded.page}
        formKey={sent?.formKey ?? loaded.formKey}
        owner={sent?.owner ?? loaded.owner}
        found={sent?.found ?? loaded.found}
        typedQuery={sent?.typedQuery ?? ""}
        hasSearched={sent?.hasSearched ?? false}
        defaults={sent?.defaults ?? loaded.defaults}
        reply={sent?.reply}
      />
    </Page>
  );
}

function WaitingDraft({ draft }: { draft: { formKey: string; savedAt: string } }) {
  return (
    <Notice title="You have an alert that was not sent">
      <p>
        Kept at {draft.savedAt}.{" "}
        <TextLink href={`/alerts/new?draft=${draft.formKey}`}>Go on with it</TextLink>
      </p>
      <ActionForm action="/alerts/draft" hidden={{ formKey: draft.formKey, intent: "discard" }}>
        <SubmitButton kind="secondary" isSmall>
          Throw it away
        </SubmitButton>
      </ActionForm>
    </Notice>
  );
}
