import type { ReactNode } from "react";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { BackLink } from "~/ui/link";
import { Page } from "~/ui/page";

type TimeOutTaskProps = {
  learner: { id: string; name: string };
  title: string;
  lead?: ReactNode;
  children: ReactNode;
};

/** The frame of a page on which one thing is done about a learner's time out of school. */
export function TimeOutTask({ learner, title, lead, children }: TimeOutTaskProps) {
  return (
    <Page
      title={title}
      label={learner.name}
      lead={lead}
      back={<BackLink href={learnersPaths.record(learner.id)}>Back to the learner</BackLink>}
    >
      {children}
    </Page>
  );
}
