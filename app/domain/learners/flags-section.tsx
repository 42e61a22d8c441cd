import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import type { Flags as LearnerFlags } from "./flags.queries.server";
import { learnersPaths } from "./learners.paths";
import { type FlagKind, flagKinds } from "./learners.words";

type Props = { learnerId: string; flags: SerializeFrom<LearnerFlags> };

const meaning: Record<FlagKind, string> = {
  non_disclosure:
    "Do not tell anybody outside the home where they live or which school they go to. Parents and others are told neither, whatever the list says.",
  adoption: "Do not speak of the time before the adoption. Earlier names and care periods are kept apart.",
};

/** What everybody who works with the learner has to keep to; first on the record. */
export function Flags({ learnerId, flags, mayLift }: Props & { mayLift: boolean }) {
  return flags.map(({ id, kind, setBy, setAt, why }) => (
    <Notice key={id} kind="warning" title={flagKinds[kind]}>
      <p>{meaning[kind]}</p>
      <p className="m-0">
        Set by {setBy}, {formatDay(setAt)}.{why && ` ${why}`}
      </p>
      {mayLift && (
        <ActionForm action={learnersPaths.liftFlag(learnerId, id)}>
          <SubmitButton kind="secondary" isSmall>
            Lift this flag<span className="visually-hidden">: {flagKinds[kind]}</span>
          </SubmitButton>
        </ActionForm>
      )}
    </Notice>
  ));
}

/** Flags that do not stand, to set. */
export function SetFlags({ learnerId, flags }: Props) {
  const kinds = (Object.keys(flagKinds) as FlagKind[]).filter((kind) => !flags.some((f) => f.kind === kind));
  if (kinds.length === 0) return null;
  return (
    <Section id="flags" title="Flags">
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <TextLink href={learnersPaths.setFlag(learnerId, kind)}>
              Set the flag: {flagKinds[kind].toLowerCase()}
            </TextLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
