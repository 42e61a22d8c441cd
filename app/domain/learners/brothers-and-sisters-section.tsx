import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import type { BrothersAndSisters } from "./brothers-and-sisters.queries.server";
import { learnersPaths } from "./learners.paths";

type Props = { learnerId: string; links: BrothersAndSisters; mayLink: boolean };

/** Brothers and sisters the viewer may know of; nothing for a school that knows of none. */
export function BrothersAndSistersSection({ learnerId, links, mayLink }: Props) {
  if (links.length === 0 && !mayLink) return null;
  return (
    <Section
      id="brothers-and-sisters"
      title="Brothers and sisters"
      actions={mayLink && <TextLink href={learnersPaths.link(learnerId)}>Add a brother or sister</TextLink>}
    >
      {links.length === 0 && <p>None is on record.</p>}
      <ul className="m-0 list-none p-0">
        {links.map(({ id, learner }) => (
          <li key={id}>
            {learner ? (
              <>
                <TextLink href={learnersPaths.record(learner.id)}>{learner.name}</TextLink>, {learner.stage}
              </>
            ) : (
              "Somebody whom you do not work with. A lead knows who."
            )}
            {mayLink && (
              <ActionForm action={learnersPaths.unlink(learnerId, id)}>
                <SubmitButton kind="secondary" isSmall>
                  Take back<span className="visually-hidden">: {learner?.name}</span>
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
