import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import type { HostInvitation } from "./host-invitations.queries.server";
import { learnersPaths } from "./learners.paths";

type Props = {
  learnerId: string;
  shared: {
    invitations: HostInvitation[];
    /** Is the learner on the roll of a school in another authority? */
    hasHostSchool: boolean;
  };
};

/** Who of schools in other authorities sees this learner. Nothing where there is neither such a person nor such a school. */
export function SharedWith({ learnerId, shared }: Props) {
  const { invitations, hasHostSchool } = shared;
  if (invitations.length === 0 && !hasHostSchool) return null;
  return (
    <Section
      id="shared"
      title="Shared with"
      actions={
        hasHostSchool && (
          <TextLink href={learnersPaths.inviteHost(learnerId)}>Invite the host school</TextLink>
        )
      }
    >
      {invitations.length === 0 && <p>Nobody of their host school in another authority is let in yet.</p>}
      <ul className="list-none p-0">
        {invitations.map(({ id, name, school, since, isRunning }) => (
          <li key={id}>
            {name}, {school}, since {formatDay(since)}
            {!isRunning && " (sees nothing any more: the learner has left)"}
            <ActionForm action={learnersPaths.hostInvitation(learnerId, id)}>
              <SubmitButton kind="secondary" isSmall>
                Take back<span className="visually-hidden">{`: ${name}, ${school}`}</span>
              </SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}
