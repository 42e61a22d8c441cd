import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { LetterText } from "~/domain/exclusions/letter-text";
import { lettersPaths } from "~/domain/exclusions/letters.paths";
import { openLetter } from "~/domain/exclusions/letters.queries.server";
import { sendLetterSchema } from "~/domain/exclusions/letters.schema";
import { sendLetter } from "~/domain/exclusions/send-letter.server";
import { SendLetterForm } from "~/domain/exclusions/send-letter-form";
import { asActor } from "~/platform/database.server";
import { submit } from "~/platform/form.server";
import { ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Card, Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Letter");

export const loader = guarded(exclusionsPolicy.see, (visit) =>
  asActor(visit.actor, (tx) => openLetter(tx, visit)),
);

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("letterId", params.id ?? "");
  const { again, done } = await submit(form, sendLetterSchema, (input) => sendLetter(actor, input, clock));
  if (again) return again;
  throw redirect(`${exclusionsPaths.exclusion(done.id)}#letters`);
});

export default function Letter() {
  const letter = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>()?.reply;
  return (
    <Page
      title={letter.title}
      label={`Exclusion ${letter.exclusion.reference}`}
      lead={`Made on ${letter.made}. ${letter.sent ? `Sent on ${letter.sent}.` : "Not sent yet."}`}
      back={<BackLink href={exclusionsPaths.exclusion(letter.exclusion.id)}>Back to the exclusion</BackLink>}
    >
      {letter.stale ? (
        <Notice title="Do not send this letter">
          <p>{letter.stale}</p>
        </Notice>
      ) : (
        <p>
          <ButtonLink href={lettersPaths.document(letter.id)} kind="secondary">
            Download for Word
          </ButtonLink>
        </p>
      )}
      <Card>
        <LetterText body={letter.body} level={2} />
      </Card>
      {letter.maySend && !letter.stale && (
        <Section id="sending" title="When it has gone out">
          <p>
            Print this page, or download the letter; the app sends it to nobody. Then note here that it went
            out: the duty to send the written notice is met with it.
          </p>
          <SendLetterForm today={letter.today} byName={letter.actor} reply={reply} />
        </Section>
      )}
    </Page>
  );
}
