import { ButtonGroup, ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { alertsPaths } from "./alerts.paths";
import type { AlertVerb } from "./offered.server";
import type { PlanView } from "./plan-view.server";

type Props = { plan: PlanView; verbs: readonly AlertVerb[] };

/** The outcome with the facts it rests on, what was learned, and the ways to follow up and to end. */
export function OutcomeSection({ plan, verbs }: Props) {
  const { outcome, checksToCome, learningNote } = plan;
  const hasEnds = verbs.some((verb) => ["follow_up_check", "close", "withdraw"].includes(verb));
  if (!plan.decision && !outcome?.facts.length && !hasEnds) return null;
  return (
    <Section id="outcome" title="Outcome">
      <p>
        {outcome ? <strong>{outcome.label}</strong> : "None: the alert ended without one."}
        {outcome?.remark && ` (${outcome.remark.toLowerCase()})`}
      </p>
      {outcome?.value === "pending" && checksToCome.length > 0 && (
        <p>Whether they stayed in school is checked from {checksToCome.join(", and again from ")}.</p>
      )}
      {outcome && outcome.facts.length > 0 && <Facts facts={outcome.facts} />}
      {learningNote && (
        <>
          <h3>What was learned</h3>
          <p className="whitespace-pre-line break-words">{learningNote}</p>
        </>
      )}
      <Ends plan={plan} verbs={verbs} />
    </Section>
  );
}

function Facts({ facts }: { facts: NonNullable<PlanView["outcome"]>["facts"] }) {
  return (
    <>
      <h3>What is known</h3>
      <ul>
        {facts.map((fact) => (
          <li key={fact.id}>
            {fact.label}, {fact.happenedOn}. {fact.source}
            {fact.counts && <strong> (the outcome rests on this)</strong>}
            {fact.withdrawnOn && ` Withdrawn on ${fact.withdrawnOn}: it counts for nothing.`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Ends({ plan, verbs }: Props) {
  return (
    <>
      {(verbs.includes("follow_up_check") || verbs.includes("close")) && (
        <ButtonGroup>
          {verbs.includes("follow_up_check") && (
            <ButtonLink href={alertsPaths.followUp(plan.id)} kind="secondary">
              Record a follow-up
            </ButtonLink>
          )}
          {verbs.includes("close") && (
            <ButtonLink href={alertsPaths.close(plan.id)} kind="secondary">
              Close the alert
            </ButtonLink>
          )}
        </ButtonGroup>
      )}
      {verbs.includes("withdraw") && (
        <p>
          Raised by mistake? <TextLink href={alertsPaths.withdraw(plan.id)}>Withdraw the alert</TextLink>
        </p>
      )}
    </>
  );
}
