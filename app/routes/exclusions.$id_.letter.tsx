import { randomUUID } from "node:crypto";
import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { ExclusionTask } from "~/domain/exclusions/exclusion-task";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { LetterForm } from "~/domain/exclusions/letter-form";
import { LetterText } from "~/domain/exclusions/letter-text";
import { lettersPaths } from "~/domain/exclusions/letters.paths";
import { makeLetterSchema } from "~/domain/exclusions/letters.schema";
import { makeLetter } from "~/domain/exclusions/make-letter.server";
import { letterShown, openLetterForm } from "~/domain/exclusions/open-letter-form.server";
import { submit } from "~/platform/form.server";
import { Notice } from "~/ui/notice";
import { Card } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Write a letter");

export const loader = guarded(exclusionsPolicy.record, async (visit) => ({
  ...(await openLetterForm(visit)),
  letterId: randomUUID(),
}));

export const action = guarded(exclusionsPolicy.record, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("exclusionId", params.id ?? "");
  const isMade = form.get("intent") === "make";
  const { again, done } = await submit(form, makeLetterSchema, async (input) => {
    if (isMade) await makeLetter(actor, input, clock);
    return { input, shown: isMade ? null : await letterShown({ actor, clock }, input) };
  });
  if (again) return again;
  if (done.shown === null) throw redirect(lettersPaths.letter(done.input.letterId));
  return { reply: undefined, letter: done.shown, typed: done.input };
});

export default function WriteLetter() {
  const { exclusion, refused, recipients, leftOut, whyNoLetter, start, letterId } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const shown = answer && "letter" in answer ? answer : null;
  const reply = answer?.reply;
  return (
    <ExclusionTask
      exclusion={exclusion}
      title="Write a letter"
      lead="The written notice to one person. It says nothing that the notify list keeps from them."
      refused={answer ? null : refused}
    >
      {shown && (
        <>
          <h2 id="shown">The letter as it will be</h2>
          {shown.letter.leftOut.length > 0 && (
            <Notice title="Parts are left out">
              <p>
                Nobody has ticked yet that these parts were checked with your legal team:{" "}
                {shown.letter.leftOut.join("; ")}. Ask an administrator before you send a letter without them.
              </p>
            </Notice>
          )}
          <Card>
            <LetterText body={shown.letter.body} level={3} />
          </Card>
          <h2>Change it, or make it</h2>
        </>
      )}
      {leftOut > 0 && (
        <p className="vs-quiet">
          The notify list has others: people who may not be told the decision, or social workers. No letter is
          made for them.
        </p>
      )}
      {whyNoLetter && <p className="vs-quiet">{whyNoLetter} So no letter in their own right is offered.</p>}
      <LetterForm
        recipients={recipients}
        letterId={shown?.typed.letterId ?? letterId}
        start={shown?.typed ?? start}
        isShown={shown !== null}
        reply={reply}
      />
    </ExclusionTask>
  );
}
