import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Table } from "~/ui/table";
import type { Authorities } from "./authorities.queries.server";
import type { Care } from "./care.queries.server";
import { learnersPaths } from "./learners.paths";
import { careSources, learnerScopes, legalBases, periodInWords } from "./learners.words";

type Shown = SerializeFrom<Care>;
type Period = Shown["periods"][number];
type Props = { learnerId: string; care: Shown; mayChange: boolean };

const lookedAfter = ({ isLookedAfter }: Period): string =>
  isLookedAfter === null ? "Not known" : isLookedAfter ? "Yes" : "No";

const verifiedWords = ({ verified, source }: Period): string =>
  verified
    ? `${careSources[source]}; verified ${formatDay(verified.on)} by ${verified.by}`
    : `${careSources[source]}; not verified yet`;

/** How and since when a learner is care experienced, and why else they are known: for the Virtual School only. */
export function CareSection({ learnerId, care, mayChange }: Props) {
  return (
    <Section
      id="care"
      title="Care experience"
      actions={mayChange && <TextLink href={learnersPaths.addCare(learnerId)}>Add a care period</TextLink>}
    >
      <Table
        caption="Care experience, newest first"
        isCaptionHidden
        rows={care.periods}
        rowKey={(period) => period.id}
        emptyText="No care period is on record."
        columns={[
          {
            heading: "What",
            isRowHeading: true,
            cell: (period) =>
              mayChange ? (
                <TextLink href={learnersPaths.care(learnerId, period.id)}>{period.label}</TextLink>
              ) : (
                period.label
              ),
          },
          { heading: "When", cell: periodInWords },
          {
            heading: "Legal basis",
            cell: (period) => (period.legalBasis ? legalBases[period.legalBasis] : "None"),
          },
          { heading: "Looked after in law", cell: lookedAfter },
          { heading: "Home authority", cell: (period) => period.homeAuthority },
          { heading: "Known from", cell: verifiedWords },
        ]}
      />
      <Scopes learnerId={learnerId} care={care} mayChange={mayChange} />
    </Section>
  );
}

function Scopes({ learnerId, care, mayChange }: Props) {
  return (
    <>
      {care.scopes.length > 0 && (
        <ul className="m-0 list-none p-0">
          {care.scopes.map((scope) => (
            <li key={scope.id}>
              <p className="m-0">
                {learnerScopes[scope.scope]}, {periodInWords(scope)}, {scope.homeAuthority}
              </p>
              {mayChange && !scope.endedOn && (
                <ActionForm action={learnersPaths.scope(learnerId, scope.id)}>
                  <SubmitButton kind="secondary" isSmall>
                    Ends today<span className="visually-hidden">: {learnerScopes[scope.scope]}</span>
                  </SubmitButton>
                </ActionForm>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <p>
          <TextLink href={learnersPaths.addScope(learnerId)}>
            Say why else the Virtual School works with them
          </TextLink>
        </p>
      )}
    </>
  );
}

/** The three authorities: responsible for their care, of their school, where they live. For the Virtual School only. */
export function AuthoritiesSection({
  learnerId,
  authorities: { home, school, residences },
  mayChange,
}: {
  learnerId: string;
  authorities: SerializeFrom<Authorities>;
  mayChange: boolean;
}) {
  const lived = residences.map((residence) => `${residence.authority}, ${periodInWords(residence)}`);
  return (
    <Section
      id="authorities"
      title="Authorities"
      actions={
        mayChange && <TextLink href={learnersPaths.residence(learnerId)}>Change where they live</TextLink>
      }
    >
      <SummaryList
        rows={[
          { key: "Home", value: home },
          { key: "School", value: school },
          { key: "Where they live", value: lived.join("; ") || null },
        ]}
      />
    </Section>
  );
}
