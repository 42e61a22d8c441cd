import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { daysOfDuty } from "~/domain/duty/days-of-duty.queries.server";
import { DaysTable } from "~/domain/duty/days-table";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const days = 28;

export const meta = () => pageTitle("Duty day by day");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => ({
    days: await daysOfDuty(tx, {
      calendar: await calendarOf(tx, await homeAuthorityId(tx)),
      from: clock.now(),
      days,
    }),
    mayEdit: may(actor, dutyPolicy.coverDay),
    hasSaved: new URL(request.url).searchParams.has("saved"),
  })),
);

export default function DutyDays() {
  const { days, mayEdit, hasSaved } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Duty day by day"
      lead="The next four weeks: the usual week, with cover for single days and absences taken into account."
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      wide
    >
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      <DaysTable days={days} mayEdit={mayEdit} />
    </Page>
  );
}
