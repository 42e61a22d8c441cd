import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { OutcomeFigures } from "~/domain/outcomes/outcome-figures";
import { outcomesPaths } from "~/domain/outcomes/outcomes.paths";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { outcomesOf } from "~/domain/outcomes/outcomes.queries.server";
import { definitions, schoolYearLabel, schoolYearSchema } from "~/domain/outcomes/outcomes.words";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { formatDayTime } from "~/platform/format";
import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

export const meta = () => pageTitle("Outcomes");

export const loader = guarded(outcomesPolicy.see, ({ actor, clock, request }) => {
  const year = schoolYearSchema
    .optional()
    .safeParse(new URL(request.url).searchParams.get("year") ?? undefined);
  if (!year.success) throw new Invalid("Select a school year from the list on the outcomes page.");
  return asActor(actor, async (tx) => {
    const now = clock.now();
    const { alertIds, ...figures } = await outcomesOf(tx, { year: year.data, now });
    await writeReadLine(tx, { at: now, personId: actor.personId, section: "outcomes", ids: alertIds });
    return { ...figures, asOf: now };
  });
});

export default function Outcomes() {
  const { schoolYear, schoolYears, overview, asOf } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`Outcomes, school year ${schoolYearLabel(schoolYear)}`}
      lead={`Alerts raised from 1 August ${schoolYear} to 31 July ${schoolYear + 1}, as known on ${formatDayTime(asOf)}.`}
      wide
      actions={
        <ButtonLink href={outcomesPaths.alternatives()} kind="secondary">
          Alternatives to exclusion
        </ButtonLink>
      }
    >
      {schoolYears.length > 1 && <SchoolYears shown={schoolYear} all={schoolYears} />}
      <Notice title="Small numbers">
        <p>{definitions.smallNumbers}</p>
      </Notice>
      <OutcomeFigures overview={overview} />
    </Page>
  );
}

function SchoolYears({ shown, all }: { shown: number; all: number[] }) {
  return (
    <nav aria-label="School years">
      <ul className="mb-6 flex list-none flex-wrap gap-x-6 gap-y-2 p-0">
        {all.map((year) => (
          <li key={year}>
            {year === shown ? (
              <strong aria-current="page">{schoolYearLabel(year)}</strong>
            ) : (
              <TextLink href={outcomesPaths.overview(year)}>{schoolYearLabel(year)}</TextLink>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
