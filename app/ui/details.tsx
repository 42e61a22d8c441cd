import type { ReactNode } from "react";

/** Text that not everybody needs, behind its own heading. Opens without JavaScript. */
export function Details({
  summary,
  isOpen = false,
  children,
}: {
  summary: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <details className="ds_details" open={isOpen}>
      <summary className="ds_details__summary">{summary}</summary>
      <div className="ds_details__text">{children}</div>
    </details>
  );
}
