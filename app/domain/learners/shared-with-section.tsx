import { roleWords } from "~/domain/accounts/accounts.words";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import type { HostInvitation } from "./host-invitations.queries.server";
import type { Relation } from "./learner-relations.queries.server";
import { learnersPaths } from "./learners.paths";

type Props = {
  learnerId: string;
  shared: {
    invitations: HostInvitation[];
    relations: Relation[];
    /** Is the learner on the roll of a school in another authority? */
    hasHostSchool: boolean;
  };
};

function TakeBack({ action, who }: { action: string; who: string }) {
  return (
    <ActionForm action={action}>
      <SubmitButton kind="secondary" isSmall>
        Take back<span className="visually-hidden">{`: ${who}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}

/** Who outside our schools and the Virtual School sees this learner, or a part of the record. */
export function SharedWith({ learnerId, shared }: Props) {
  const { invitations, relations, hasHostSchool } = shared;
  return (
    <Section
      id="shared"
      title="Shared with"
      actions={
        <span className="flex flex-wrap gap-4">
          {hasHostSchool && (
            <TextLink href={learnersPaths.inviteHost(learnerId)}>Invite the host school</TextLink>
          )}
          <TextLink href={learnersPaths.startRelation(learnerId)}>Show somebody a part</TextLink>
        </span>
      }
    >
      {invitations.length + relations.length === 0 && <p>Nobody outside their own school.</p>}
      <ul className="m-0 list-none p-0">
        {invitations.map(({ id, name, school, since, isRunning }) => (
          <li key={id}>
            {name}, {school}, since {formatDay(since)}
            {!isRunning && " (sees nothing any more: the learner is not on the roll there)"}
            <TakeBack action={learnersPaths.hostInvitation(learnerId, id)} who={`${name}, ${school}`} />
          </li>
        ))}
        {relations.map(({ id, name, role, since, untilOn }) => (
          <li key={id}>
            {name}, {roleWords[role]}, a part of the record, since {formatDay(since)}
            {untilOn && `, until ${formatDay(untilOn)}`}
            <TakeBack action={learnersPaths.relation(learnerId, id)} who={`${name}, ${roleWords[role]}`} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
