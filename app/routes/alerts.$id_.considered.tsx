import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { consideredTitle } from "~/domain/exclusions/considered.words";
import { ConsideredPage } from "~/domain/exclusions/considered-page";
import { openConsidered } from "~/domain/exclusions/considered-view.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle(consideredTitle);

export const loader = guarded(exclusionsPolicy.see, (visit) => openConsidered(visit, "alert"));

export default function Considered() {
  return <ConsideredPage view={useLoaderData<typeof loader>()} />;
}
