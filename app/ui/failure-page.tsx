import { useContext } from "react";
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
      <p>
        <TextLink href="/">Go to the start page</TextLink>
      </p>
    </Page>
  );
}
