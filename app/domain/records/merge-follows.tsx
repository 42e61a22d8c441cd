import { Details } from "~/ui/details";
import { Notice } from "~/ui/notice";
import type { StayedRow } from "./internal/stayed-rows.server";
import type { MergeView } from "./merge-view.server";

/** "2 alerts, 1 exclusion" as a list, or that there is nothing. */
export function Counted({ counts, none }: { counts: readonly string[]; none: string }) {
  if (counts.length === 0) return <p>{none}</p>;
  return (
    <ul>
      {counts.map((count) => (
        <li key={count}>{count}</li>
      ))}
    </ul>
  );
}

/** Rows that stay with the record set aside, and why. */
export function StayedRows({ rows }: { rows: readonly StayedRow[] }) {
  return (
    <ul>
      {rows.map(({ what, why }, index) => (
        // Two rows may read the same.
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
        <li key={`${index} ${what}`}>
          {what} <span className="vs-quiet">(the kept record: {why})</span>
        </li>
      ))}
    </ul>
  );
}

/** What a merge does, before it is pressed. */
export function MergeFollows({ view }: { view: MergeView }) {
  const { kept, moves, stays, newcomers, flags, bringsPeople, namesOf } = view;
  return (
    <>
      <h2>What goes to {kept.name}</h2>
      <Counted counts={moves} none="Nothing: the other record has nothing that this one has not." />
      {namesOf && (
        <p>
          Names were kept apart with an adoption: those of the{" "}
          {namesOf === "kept" ? "record to keep" : "other record"} hold.
        </p>
      )}
      {flags.length > 0 && <p>{flags.join(" and ")} holds from then on.</p>}
      {bringsPeople && (
        <Notice kind="warning" title="Look at the people around them afterwards">
          <p>The same person may then be there twice, and may be told different things.</p>
        </Notice>
      )}
      {stays.length > 0 && (
        <Details summary={`What stays with the record set aside: ${stays.length}`} isOpen={stays.length < 8}>
          <p>It is not lost: the page of the merge shows it, and nothing else does.</p>
          <StayedRows rows={stays} />
        </Details>
      )}
      <h2>Who sees it from then on</h2>
      <p>
        {newcomers.length > 0
          ? `These see the kept record too, and do not now: ${newcomers.join(", ")}.`
          : "Nobody else, unless somebody opened the other record with a reason within the last 24 hours."}
      </p>
      <h2>If it was a mistake</h2>
      <p>
        Leads and the Virtual School Head Teacher can undo it at any time, under Merged records. What is added
        to the kept record meanwhile stays with it.
      </p>
    </>
  );
}
