import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { coverageView, toldOn } from "~/domain/duty/coverage.queries.server";
import { CoverageCalendar } from "~/domain/duty/coverage-calendar";
import { dutyPaths } from "~/domain/duty/duty.paths";
import { dutyPolicy } from "~/domain/duty/duty.policy";
import { ToldTable } from "~/domain/duty/told-table";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDayTime, formatWeekday } from "~/platform/format";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Coverage");

export const loader = guarded(dutyPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    const at = clock.now();
    const view = await coverageView(tx, at);
    const asked = new URL(request.url).searchParams.get("day");
    const day = view.days.some((each) => each.day === asked) && asked ? asked : dayOf(at);
    return { ...view, day, told: await toldOn(tx, day) };
  }),
);

const lastNightWords = (lastNight: { ranAt: string | Date; holes: number } | null) =>
  lastNight
    ? `The nightly check last ran on ${formatDayTime(lastNight.ranAt)}.`
    : "The nightly check has not run yet.";

export default function Coverage() {
  const { days, holes, schools, lastNight, day, told } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Coverage"
      lead={`For ${schools} ${schools === 1 ? "school" : "schools"} and every quarter of an hour of the next four weeks: is there somebody to tell at each step?`}
      back={<BackLink href={dutyPaths.rota()}>Back to duty</BackLink>}
      wide
    >
      {holes.length > 0 ? (
        <Notice kind="warning" title="There are holes">
          <ul>
            {holes.map((hole) => (
              <li key={hole}>{hole}</li>
            ))}
          </ul>
          <p>A step that reaches nobody is skipped at once, and the next one is told.</p>
        </Notice>
      ) : (
        <Notice kind="success" title="No holes" />
      )}
      <CoverageCalendar days={days} chosen={day} />
      <p className="vs-quiet">{lastNightWords(lastNight)}</p>
      <Section id="told" title={`Who is told on ${formatWeekday(day)}`}>
        <ToldTable rows={told} caption={`Who is told on ${formatWeekday(day)}`} />
      </Section>
    </Page>
  );
}
