import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { DutyHoursList } from "~/domain/calendars/calendar-tables";
import { calendarsPaths } from "~/domain/calendars/calendars.paths";
import { calendarOf, lastTermDays } from "~/domain/calendars/calendars.queries.server";
import { isRunningOut } from "~/domain/calendars/running-out";
import { staffedWords } from "~/domain/calendars/staffed-words";
import { awayAt } from "~/domain/duty/absences.queries.server";
import { coverageView } from "~/domain/duty/coverage.queries.server";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { rota } from "~/domain/duty/duty.queries.server";
import { DutyDoors } from "~/domain/duty/duty-doors";
import { RotaTable } from "~/domain/duty/rota-table";
import { waitingSwaps } from "~/domain/duty/swaps.queries.server";
import { authorityNames, homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";

export const meta = () => pageTitle("Duty");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const now = clock.now();
    const homeId = await homeAuthorityId(tx);
    const calendar = await calendarOf(tx, homeId);
    const lastDays = await lastTermDays(tx);
    return {
      staffed: staffedWords(calendar, now),
      hours: calendar.dutyHours,
      turns: await rota(tx, calendar, dayOf(now)),
      authorities: (await authorityNames(tx)).map((each) => ({
        ...each,
        lastDay: lastDays.get(each.id) ?? null,
        needsTerms: isRunningOut(lastDays.get(each.id) ?? null, dayOf(now)),
      })),
      doors: {
        holes: (await coverageView(tx, now)).holes.length,
        awayNow: (await awayAt(tx, now)).size,
        swaps: (await waitingSwaps(tx, actor.personId, dayOf(now))).length,
        maySwap: may(actor, dutyPolicy.swap),
      },
      mayEdit: may(actor, dutyPolicy.saveTurn),
      mayPractise: may(actor, alertsPolicy.practise),
      hasSaved: new URL(request.url).searchParams.has("saved"),
    };
  }),
);

type Authority = Awaited<ReturnType<typeof loader>>["authorities"][number];

const calendarColumns: Column<Authority>[] = [
  {
    heading: "Education authority",
    isRowHeading: true,
    cell: (authority) => <TextLink href={calendarsPaths.calendar(authority.id)}>{authority.name}</TextLink>,
  },
  {
    heading: "Terms are entered until",
    cell: ({ lastDay, needsTerms }) => (
      <>
        {lastDay ? formatDay(lastDay) : "Not entered"}{" "}
        {needsTerms && <Tag colour="orange">Enter the next terms</Tag>}
      </>
    ),
  },
];

const practice = {
  key: "Practice alerts",
  value: "How fast they were answered",
  action: <TextLink href={alertsPaths.drills()}>See practice</TextLink>,
};

export default function Duty() {
  const { staffed, hours, turns, authorities, doors, mayEdit, mayPractise, hasSaved } =
    useLoaderData<typeof loader>();
  const holes = turns.flatMap((turn) => turn.hole ?? []);
  return (
    <Page title="Duty" lead={staffed} wide>
      {hasSaved && <Notice kind="success" title="Saved" isNews />}
      {holes.length > 0 && (
        <Notice kind="warning" title="The rota has holes">
          <ul>
            {holes.map((hole) => (
              <li key={hole}>{hole}</li>
            ))}
          </ul>
          <p>Where nobody is on duty, everybody who could be is told of an alert.</p>
        </Notice>
      )}
      <Section id="rota" title="Who is on duty">
        <RotaTable turns={turns} mayEdit={mayEdit} />
      </Section>
      <Section id="more" title="Days, absences and coverage">
        <DutyDoors {...doors} more={mayPractise ? [practice] : []} />
      </Section>
      <Section id="hours" title="Duty hours">
        <p>Out of these hours, on closed days and between terms the time to answer stands still.</p>
        <DutyHoursList hours={hours} />
      </Section>
      <Section id="calendars" title="Terms and closed days">
        <Table
          caption="Calendars"
          isCaptionHidden
          columns={calendarColumns}
          rows={authorities}
          rowKey={(authority) => authority.id}
        />
      </Section>
    </Page>
  );
}
