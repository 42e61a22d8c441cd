import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { considerPoints } from "~/domain/exclusions/consider-points.server";
import { consideredPaths } from "~/domain/exclusions/considered.paths";
import { considerPointsSchema } from "~/domain/exclusions/considered.schema";
import { consideredTitle } from "~/domain/exclusions/considered.words";
import { ConsideredForm } from "~/domain/exclusions/considered-form";
import { openConsidered } from "~/domain/exclusions/considered-view.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";
import { submit } from "~/platform/form.server";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle(consideredTitle);

export const loader = guarded(exclusionsPolicy.consider, (visit) => openConsidered(visit, "exclusion"));

export const action = guarded(exclusionsPolicy.consider, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("about.kind", "exclusion");
  form.set("about.id", params.id ?? "");
  const { again, done } = await submit(form, considerPointsSchema, (input) =>
    considerPoints(actor, input, clock),
  );
  if (again) return again;
  throw redirect(consideredPaths.read(done));
});

export default function AnswerConsidered() {
  const reply = useActionData<typeof action>()?.reply;
  return <ConsideredForm view={useLoaderData<typeof loader>()} reply={reply} />;
}
