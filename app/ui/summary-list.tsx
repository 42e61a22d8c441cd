import type { ReactNode } from "react";

export type SummaryRow = {
  key: string;
  /** null shows `emptyLabel`. */
  value: ReactNode;
  /** A link or button that changes this row; its words must say what it changes. */
  action?: ReactNode;
};

/** What is known, one line each. */
export function SummaryList({
  rows,
  emptyLabel = "Not known yet",
}: {
  rows: readonly SummaryRow[];
  emptyLabel?: string;
}) {
  const hasActions = rows.some((row) => row.action !== undefined);
  return (
    <dl className="ds_summary-list vs-summary-list">
      {rows.map((row) => (
        <div key={row.key} className="ds_summary-list__item">
          <dt className="ds_summary-list__key">{row.key}</dt>
          <dd className="ds_summary-list__value">
            {row.value ?? <span className="vs-quiet">{emptyLabel}</span>}
          </dd>
          {hasActions && <dd className="ds_summary-list__actions">{row.action}</dd>}
        </div>
      ))}
    </dl>
  );
}
