import type { ReactNode } from "react";
import { classNames } from "./class-names";

type PageProps = {
  /** The one h1. */
  title: string;
  /** A short line above the heading: a reference, a step, the part of the service. */
  label?: ReactNode;
  /** A sentence or two under the heading. */
  lead?: ReactNode;
  /** Usually a `<BackLink>`. */
  back?: ReactNode;
  /** Buttons that act on the whole page; beside the heading where there is room. */
  actions?: ReactNode;
  /** Shown beside the content on a wide screen, under it on a phone. */
  aside?: ReactNode;
  /** Boards and tables take the whole width; text and forms stay at a readable measure. */
  wide?: boolean;
  children: ReactNode;
};

/** The content of one page inside the shell. */
export function Page({ title, label, lead, back, actions, aside, wide = false, children }: PageProps) {
  return (
    <>
      {back}
      <div
        className={classNames("vs-page", wide && "vs-page--wide", aside !== undefined && "vs-page--aside")}
      >
        <header className="vs-page__header">
          <div>
            {label !== undefined && <p className="vs-page__label">{label}</p>}
            <h1 className="ds_page-header__title">{title}</h1>
            {lead !== undefined && <div className="vs-page__lead">{lead}</div>}
          </div>
          {actions !== undefined && <div className="vs-page__actions">{actions}</div>}
        </header>
        <div className="vs-page__content">{children}</div>
        {aside !== undefined && <aside className="vs-page__aside">{aside}</aside>}
      </div>
    </>
  );
}

/** A part of a page with its own heading; the heading names the section for screen readers. */
export function Section({
  id,
  title,
  actions,
  children,
}: {
  id: string;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const headingId = `${id}-heading`;
  return (
    <section id={id} className="vs-section" aria-labelledby={headingId}>
      <div className="vs-section__header">
        <h2 id={headingId}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** A bordered box for one thing in a list of things: an alert on the board, an action waiting. */
export function Card({
  tone = "plain",
  children,
}: {
  tone?: "plain" | "urgent" | "calm";
  children: ReactNode;
}) {
  return <div className={classNames("vs-card", tone !== "plain" && `vs-card--${tone}`)}>{children}</div>;
}

/** Sections side by side where there is room, in equal halves. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className="vs-columns">{children}</div>;
}
