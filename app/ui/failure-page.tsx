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
      {failure.fields.length > 0 && <SendAgain fields={failure.fields} />}
      <p>
        <TextLink href="/">Go to the start page</TextLink>
      </p>
    </Page>
  );
}

/** Everything that was sent, so that nothing typed is lost: one press sends it again to the same address. */
function SendAgain({ fields }: { fields: Failure["fields"] }) {
  return (
    <form method="post" className="vs-action-form">
      <p>What you entered is kept on this page. Leave it open, and press the button in a minute.</p>
      {fields.map(([name, value], index) => (
        <textarea key={`${name} ${index}`} name={name} defaultValue={value} hidden readOnly />
      ))}
      <SubmitButton>Send it again</SubmitButton>
    </form>
  );
}
