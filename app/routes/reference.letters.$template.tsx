import { useForm } from "@conform-to/react";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { z } from "zod";
import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { LetterTemplateForm, partsFor } from "~/domain/reference/letter-template-form";
import {
  letterTemplateNamed,
  letterTemplateOf,
  letterTemplateVersions,
} from "~/domain/reference/letter-templates.queries.server";
import { saveLetterTemplateSchema } from "~/domain/reference/letter-templates.schema";
import { letterTemplateLabels, placeholderWords } from "~/domain/reference/letter-templates.words";
import { referencePaths } from "~/domain/reference/reference.paths";
import { referencePolicy } from "~/domain/reference/reference.policy";
import { saveLetterTemplate } from "~/domain/reference/save-letter-template.server";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { formatDayTime } from "~/platform/format";
import { Details } from "~/ui/details";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { SummaryList } from "~/ui/summary-list";

export const meta = () => pageTitle("Wording of a letter");

export const loader = guarded(referencePolicy.edit, ({ actor, params, request }) => {
  const code = letterTemplateNamed(params.template);
  return asActor(actor, async (tx) => {
    const versions = await letterTemplateVersions(tx, code);
    const names = await namesOf(
      tx,
      versions.map((each) => each.savedById),
    );
    return {
      template: await letterTemplateOf(tx, code),
      versions: versions.map(({ version, savedAt, savedById }) => ({
        version,
        words: `${formatDayTime(savedAt)}, by ${names.get(savedById) ?? "somebody who has left"}`,
      })),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  });
});

export const action = guarded(referencePolicy.edit, async ({ actor, clock, request, params }) => {
  const code = letterTemplateNamed(params.template);
  const form = await request.formData();
  form.set("code", code);
  const { again } = await submit(form, saveLetterTemplateSchema, (input) =>
    saveLetterTemplate(actor, input, clock),
  );
  if (again) return again;
  throw redirect(`${referencePaths.letter(code)}?saved`);
});

const names = Object.entries(placeholderWords).map(([name, value]) => ({ key: `{${name}}`, value }));

export default function LetterTemplate() {
  const { template, versions, hasSaved } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  const [form, fields] = useForm<z.input<typeof saveLetterTemplateSchema>>({
    id: "letter",
    lastResult: reply,
    defaultValue: { parts: partsFor(template.parts) },
  });
  return (
    <Page
      title={letterTemplateLabels[template.code]}
      lead={`${template.version === 0 ? "This wording comes with the product." : `Version ${template.version} holds.`} A change counts for letters made from now on; letters keep the text they were made with.`}
      back={<BackLink href={referencePaths.lists()}>Back to lists</BackLink>}
    >
      {hasSaved && !reply && <Notice kind="success" title="Saved" isNews />}
      <Details summary="Names that a letter fills in">
        <p>
          A part is left out of a letter when there is nothing to fill in: a part about a meeting, say, while
          no meeting is to come.
        </p>
        <SummaryList rows={names} />
      </Details>
      <LetterTemplateForm
        form={form}
        parts={fields.parts}
        version={template.version}
        saved={template.parts}
      />
      {versions.length > 0 && (
        <Section id="versions" title="Versions">
          <SummaryList
            rows={versions.map(({ version, words }) => ({ key: `Version ${version}`, value: words }))}
          />
        </Section>
      )}
    </Page>
  );
}
