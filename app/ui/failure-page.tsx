import { useContext } from "react";
import { SubmitButton } from "./button";
import type { Failure } from "./failure";
import { TextLink } from "./link";
import { PageReferenceContext } from "./nonce";
import { Page } from "./page";

/** The page in place of one that cannot be shown. */
export function FailurePage({ failure }: { failure: Failure }) {
  const pageReference = useContext(PageReferenceContext);
  const reference = failure.reference ?? (failure.isFault ? pageReference : "");
  return (
    <Page title={failure.title}>
      <p>{failure.sentence}</p>
      {reference !== "" && (
        <p>
          Reference: <code className="vs-reference">{reference}</code>
        </p>
      )}
      {failure.isSignedOut && (
        <p>
          <a href="/sign-in" target="_blank" rel="noreferrer" className="vs-link">
            Sign in (opens in a new tab)
          </a>
        </p>
      )}
      {failure.fields.length > 0 && (
        <SendAgain
          fields={failure.fields}
          when={failure.isSignedOut ? "once you are signed in" : "in a minute"}
        />
      )}
      <p>
        <TextLink href="/">Go to the start page</TextLink>
      </p>
    </Page>
  );
}

/** Everything that was sent, so that nothing typed is lost: one press sends it again to the same address. */
function SendAgain({ fields, when }: { fields: Failure["fields"]; when: string }) {
  return (
    <form method="post" className="vs-action-form mb-8">
      <p>What you entered is kept on this page. Leave it open, and press the button {when}.</p>
      {fields.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes, and names repeat for ticked boxes
        <textarea key={`${name} ${index}`} name={name} defaultValue={value} hidden readOnly />
      ))}
      <SubmitButton>Send it again</SubmitButton>
    </form>
  );
}
