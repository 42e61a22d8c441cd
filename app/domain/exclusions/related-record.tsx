import type { SerializeFrom } from "@remix-run/node";
import type { ReactNode } from "react";
import { formatDay } from "~/platform/format";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import type { RelatedView } from "./related-view.server";

type Related = SerializeFrom<RelatedView>;

const lines = (rows: ReactNode[]) =>
  rows.length === 0 ? null : (
    <ul className="m-0 list-none p-0">
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a page that is not changed in place
        <li key={index} className="whitespace-pre-line break-words">
          {row}
        </li>
      ))}
    </ul>
  );

const schools = ({ schools: all }: Related) =>
  lines(
    all.map(
      ({ name, phone, isShared, startedOn }) =>
        `${name}${isShared ? " (shared)" : ""}, since ${formatDay(startedOn)}${phone ? `, ${phone}` : ""}`,
    ),
  );

const wayBack = ({ ways }: Related) =>
  lines(
    ways.flatMap(({ keyAdult, firstDay, support, reviewOn }) => [
      `${keyAdult} meets them. The first day: ${firstDay}`,
      ...(support ? [`Support: ${support}`] : []),
      ...(reviewOn ? [`Looked at again on ${reviewOn}`] : []),
    ]),
  );

const outOfSchool = (learner: Related) => ({
  key: "Out of school",
  value: lines(learner.out) ?? "Not today, as far as it is recorded",
});

/** What each role sees of a learner: what is not here, is not for them. */
const rowsFor = {
  social_worker: (learner: Related) => [
    { key: "School", value: schools(learner) },
    {
      key: "Alerts",
      value:
        lines(
          learner.alerts.map((alert) => `${alert.reference}, ${formatDay(alert.raisedAt)}: ${alert.state}`),
        ) ?? "None",
    },
    outOfSchool(learner),
    { key: "The way back", value: wayBack(learner) ?? "No plan for return is open" },
    {
      key: "Actions",
      value:
        lines(
          learner.actions.map(
            ({ what, who, dueOn, doneAt }) =>
              `${what} (${who}, ${doneAt ? "done" : `by ${formatDay(dueOn)}`})`,
          ),
        ) ?? "None",
    },
    {
      key: "Plans",
      value:
        lines(learner.plans.map((plan) => `${plan.kind}, ${formatDay(plan.datedOn)}: ${plan.keptWhere}`)) ??
        "None",
    },
  ],
  house_key_worker: (learner: Related) => [
    outOfSchool(learner),
    { key: "The way back", value: wayBack(learner) ?? "No plan for return is open" },
    { key: "School", value: schools(learner) },
  ],
  guardian: (learner: Related) => [{ key: "School", value: schools(learner) }],
  partner: ({ voice }: Related) => [
    { key: "What helps, in their words", value: voice?.helps ?? null },
    { key: "What does not help", value: voice?.helpsNot ?? null },
  ],
} as const;

/** The part of one learner's record that is for somebody around them. */
export function RelatedRecord({ learner }: { learner: Related }) {
  return (
    <Section id={`learner-${learner.role}-${learner.id}`} title={learner.called}>
      <SummaryList
        rows={[
          ...rowsFor[learner.role](learner),
          {
            key: "Who helps at the Virtual School",
            value: lines(learner.helpers) ?? "Ring the Virtual School",
          },
          ...(learner.untilOn ? [{ key: "Shown to you until", value: formatDay(learner.untilOn) }] : []),
        ]}
      />
    </Section>
  );
}
