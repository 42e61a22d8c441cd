import { formatDay } from "~/platform/format";
import { Details } from "~/ui/details";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { learnersPaths } from "./learners.paths";
import type { Voice } from "./voice.queries.server";

type Entry = Voice[number];

const words = "m-0 whitespace-pre-line break-words";

function Said({ entry: { called, helps, helpsNot, saidOn, writtenBy } }: { entry: Entry }) {
  return (
    <>
      {called && <p className={words}>Call me {called}.</p>}
      {helps && <p className={words}>What helps: {helps}</p>}
      {helpsNot && <p className={words}>What does not help: {helpsNot}</p>}
      <p className="vs-quiet m-0">
        Said on {formatDay(saidOn)}, written down by {writtenBy}
      </p>
    </>
  );
}

/** What the learner says, in their own words; before anything that others say of them. */
export function VoiceSection({ learnerId, voice }: { learnerId: string; voice: Voice }) {
  const [newest, ...earlier] = voice;
  return (
    <Section
      id="voice"
      title="In their own words"
      actions={<TextLink href={learnersPaths.addVoice(learnerId)}>Write down what they say</TextLink>}
    >
      {newest ? <Said entry={newest} /> : <p>Nobody has asked them yet.</p>}
      {earlier.length > 0 && (
        <Details summary={`What they said before (${earlier.length})`}>
          {earlier.map((entry) => (
            <Said key={entry.id} entry={entry} />
          ))}
        </Details>
      )}
    </Section>
  );
}
