import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { answerConsidered } from "~/domain/exclusions/answer-considered.server";
import { consideredTitle } from "~/domain/exclusions/considered.words";
import { ConsideredForm } from "~/domain/exclusions/considered-form";
import { openConsidered } from "~/domain/exclusions/considered-view.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle(consideredTitle);

export const loader = guarded(exclusionsPolicy.consider, (visit) => openConsidered(visit, "exclusion"));

export const action = guarded(exclusionsPolicy.consider, (visit) => answerConsidered(visit, "exclusion"));

export default function AnswerConsidered() {
  const reply = useActionData<typeof action>()?.reply;
  return <ConsideredForm view={useLoaderData<typeof loader>()} reply={reply} />;
}
