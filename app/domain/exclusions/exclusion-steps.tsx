import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { appealSteps, type RecordableStep, stepQuestions } from "./exclusion-steps.words";
import type { ExclusionView } from "./exclusion-view.server";
import { exclusionsPaths } from "./exclusions.paths";

/** Steps that no duty asks for. */
const otherSteps = ({ offers, hasAppeal }: ExclusionView): RecordableStep[] => [
  ...(offers.record
    ? (["meeting_offered", "meeting_declined", "no_appeal_intended"] satisfies RecordableStep[])
    : []),
  ...(offers.recordAppeal
    ? appealSteps.filter((kind) => (kind === "appeal_lodged" ? !hasAppeal : hasAppeal))
    : []),
];

function Step({ step }: { step: ExclusionView["steps"][number] }) {
  return (
    <li>
      <strong>{step.label}</strong>, {step.when}
      {step.who && <>: {step.who}</>}
      {step.how && <>, {step.how.toLowerCase()}</>}. By {step.by}.
      {step.words && (
        <>
          <br />
          <span className="whitespace-pre-line break-words">{step.words}</span>
        </>
      )}
    </li>
  );
}

/** What was done since the decision, and the ways to write down more. */
export function ExclusionStepsSection({ view }: { view: ExclusionView }) {
  return (
    <Section id="steps" title="What was done">
      {view.steps.length === 0 ? (
        <p>Nothing is on record yet.</p>
      ) : (
        <ul>
          {view.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ul>
      )}
      {otherSteps(view).length > 0 && (
        <>
          <h3>Record something else</h3>
          <ul>
            {otherSteps(view).map((kind) => (
              <li key={kind}>
                <TextLink href={exclusionsPaths.step(view.id, kind)}>{stepQuestions[kind].title}</TextLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
