import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AbsenceTable } from "~/domain/duty/absence-table";
import { absencesFrom } from "~/domain/duty/absences.queries.server";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { endAbsenceSchema } from "~/domain/duty/rota.schema";
import { endAbsence } from "~/domain/duty/save-absence.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { ButtonLink } from "~/ui/button";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Planned absences");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => ({
    absences: await absencesFrom(tx, clock.now()),
    mayEdit: may(actor, dutyPolicy.saveAbsence),
    hasSaved: new URL(request.url).searchParams.has("saved"),
  })),
);

export const action = guarded(dutyPolicy.saveAbsence, async ({ actor, clock, request }) => {
  const sent = endAbsenceSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!sent.success) throw new Invalid("Select an absence.");
  await endAbsence(actor, sent.data, clock);
  throw redirect(`${dutyPaths.absences()}?saved`);
});

export default function Absences() {
  const { absences, mayEdit, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Planned absences"
      lead="Whoever is away is told of no alert: the depute, or somebody named, stands in. Why is not asked and not kept."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      actions={mayEdit && <ButtonLink href={dutyPaths.newAbsence()}>Enter an absence</ButtonLink>}
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <AbsenceTable absences={absences} mayEdit={mayEdit} />
    </Page>
  );
}
