import { redirect } from "@remix-run/node";
import type { Visit } from "~/domain/accounts/guarded.server";
import { submit } from "~/platform/form.server";
import { considerPoints } from "./consider-points.server";
import { type ConsideredAbout, consideredPaths } from "./considered.paths";
import { considerPointsSchema } from "./considered.schema";

/** What the answers' form sends, of an alert or of an exclusion: the form again with its mistakes, or back to the list. */
export async function answerConsidered(
  { actor, clock, request, params }: Visit,
  kind: ConsideredAbout["kind"],
) {
  const form = await request.formData();
  form.set("about.kind", kind);
  form.set("about.id", params.id ?? "");
  const { again, done } = await submit(form, considerPointsSchema, (input) =>
    considerPoints(actor, input, clock),
  );
  if (again) return again;
  throw redirect(consideredPaths.read(done));
}
