import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { letterTemplateLabels, letterTemplates } from "~/domain/reference/letter-templates.words";
import { RefListSection } from "~/domain/reference/ref-list-section";
import { referencePaths } from "~/domain/reference/reference.paths";
import { referencePolicy } from "~/domain/reference/reference.policy";
import { entriesOf } from "~/domain/reference/reference.queries.server";
import { refLists, retireRefCodeSchema } from "~/domain/reference/reference.schema";
import { retireRefCode } from "~/domain/reference/retire-ref-code.server";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Lists");

export const loader = guarded(referencePolicy.edit, async ({ actor, request }) => ({
  entries: await asActor(actor, entriesOf),
  hasSaved: new URL(request.url).searchParams.has("saved"),
}));

export const action = guarded(referencePolicy.edit, async ({ actor, clock, request }) => {
  const input = retireRefCodeSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!input.success) throw new Invalid("Select the entry to stop offering.");
  await retireRefCode(actor, input.data, clock);
  throw redirect(`${referencePaths.lists()}?saved`);
});

export default function ReferenceLists() {
  const { entries, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Lists"
      lead="What people choose from. A change counts from today; what was recorded keeps the words it was recorded under."
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <Section id="letters" title="Letters and rules">
        <ul>
          {letterTemplates.map((code) => (
            <li key={code}>
              <TextLink href={referencePaths.letter(code)}>{letterTemplateLabels[code]}</TextLink>
            </li>
          ))}
          <li>
            <TextLink href={exclusionsPaths.rules()}>How days are counted after an exclusion</TextLink>
          </li>
        </ul>
      </Section>
      {refLists.map((list) => (
        <RefListSection key={list} list={list} entries={entries.filter((entry) => entry.list === list)} />
      ))}
    </Page>
  );
}
