import type { ReactNode } from "react";
import { BackLink } from "./link";
import { Notice } from "./notice";
import { Page } from "./page";

type TaskPageProps = {
  title: string;
  /** What it is done with: a reference or a name, above the title. */
  label: string;
  lead?: ReactNode;
  back: { href: string; label: string };
  /** Why nothing is accepted now: shown in place of the form. Null once something was typed and sent. */
  refused?: string | null;
  children: ReactNode;
};

/** A page on which one thing is done with one record. */
export function TaskPage({ title, label, lead, back, refused = null, children }: TaskPageProps) {
  return (
    <Page title={title} label={label} lead={lead} back={<BackLink href={back.href}>{back.label}</BackLink>}>
      {refused === null ? (
        children
      ) : (
        <Notice title="Not now">
          <p>{refused}</p>
        </Notice>
      )}
    </Page>
  );
}

/** What a room's own frame passes on. */
export type TaskProps = Omit<TaskPageProps, "label" | "back">;
