import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import type { Closing } from "./closing.queries.server";

/** Said before the press: the outcome that will stand, and what will be dropped. */
export function ClosingSummary({ outcome, open }: Closing) {
  return (
    <Section id="outcome" title="If you close it now">
      {outcome && (
        <p>
          The outcome will read <strong>{outcome.label}</strong>
          {outcome.remark && ` (${outcome.remark.toLowerCase()})`}.
        </p>
      )}
      {outcome && outcome.restsOn.length > 0 && (
        <>
          <p>It rests on:</p>
          <ul>
            {outcome.restsOn.map((fact) => (
              <li key={fact}>{fact}</li>
            ))}
          </ul>
        </>
      )}
      {open.length > 0 && (
        <Notice
          kind="warning"
          title={
            open.length === 1
              ? "1 open action will be dropped"
              : `${open.length} open actions will be dropped`
          }
        >
          <ul>
            {open.map((action) => (
              <li key={action.id}>
                {action.what} ({action.person}, by {action.dueOn})
              </li>
            ))}
          </ul>
          {outcome && !outcome.isKnown && open.some((action) => action.isCheck) && (
            <p>
              Nobody has checked yet whether they stayed in school: that is why the outcome will not be known.
            </p>
          )}
        </Notice>
      )}
    </Section>
  );
}
