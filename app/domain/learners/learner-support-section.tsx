import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Table } from "~/ui/table";
import type { SupportShown } from "./learner-details.queries.server";
import { asnAnswers, cspAnswers, interpreters, supportWords as words } from "./learner-support.words";
import { learnersPaths } from "./learners.paths";

type Support = SerializeFrom<SupportShown>;

const cspWords = ({ csp, cspConsideredOn }: Support): string =>
  csp && cspConsideredOn ? `${cspAnswers[csp]}, ${formatDay(cspConsideredOn)}` : "Not considered yet";

/** Languages, and what support is in place. */
export function SupportSection({ learnerId, support }: { learnerId: string; support: Support }) {
  const { interpreter, asn, hasIep } = support;
  return (
    <Section
      id="support"
      title="Languages and support"
      actions={<TextLink href={learnersPaths.support(learnerId)}>Change languages and support</TextLink>}
    >
      <SummaryList
        rows={[
          { key: words.languages.label, value: support.languages.join(", ") || null },
          { key: words.interpreter.label, value: interpreter && interpreters[interpreter] },
          { key: words.asn.label, value: asn ? asnAnswers[asn] : "Presumed while looked after" },
          { key: words.stagedIntervention.label, value: support.stagedIntervention },
          { key: words.csp.label, value: cspWords(support) },
          { key: words.hasIep.label, value: hasIep === null ? null : hasIep ? "Yes" : "No" },
        ]}
      />
    </Section>
  );
}

type Plan = Support["plans"][number];

function EndPlan({ learnerId, plan }: { learnerId: string; plan: Plan }) {
  return (
    <ActionForm action={learnersPaths.plan(learnerId, plan.id)}>
      <SubmitButton kind="secondary" isSmall>
        Does not count any more<span className="visually-hidden">: {plan.name}</span>
      </SubmitButton>
    </ActionForm>
  );
}

/** Plans that others keep: which, where, of when. */
export function PlansSection({ learnerId, plans }: { learnerId: string; plans: Plan[] }) {
  return (
    <Section
      id="plans"
      title="Plans"
      actions={<TextLink href={learnersPaths.addPlan(learnerId)}>Refer to a plan</TextLink>}
    >
      <Table
        caption="Plans that are kept elsewhere, newest first"
        isCaptionHidden
        rows={plans}
        rowKey={(plan) => plan.id}
        emptyText="No plan is referred to yet."
        columns={[
          { heading: "Plan", isRowHeading: true, cell: (plan) => plan.name },
          { heading: "Kept", cell: (plan) => plan.keptWhere },
          { heading: "Date", cell: (plan) => formatDay(plan.datedOn) },
          {
            heading: "Counts",
            cell: (plan) =>
              plan.endedOn ? (
                `Until ${formatDay(plan.endedOn)}`
              ) : (
                <EndPlan learnerId={learnerId} plan={plan} />
              ),
          },
        ]}
      />
    </Section>
  );
}
