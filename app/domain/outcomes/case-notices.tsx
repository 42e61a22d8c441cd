import { Notice } from "~/ui/notice";
import type { OpenCase } from "./case-view.server";
import { reviewLabels } from "./quality.words";

/** What to know before reading a case: what was found in it, what is rare about it, and what was said of it. */
export function CaseNotices({ task }: { task: OpenCase }) {
  const { tells, warnings, review, permission } = task;
  return (
    <>
      {review && (
        <Notice
          kind={review.review === "fit" ? "success" : "warning"}
          title={`${reviewLabels[review.review]}: ${review.signed}`}
        >
          {review.why && <p>{review.why}</p>}
        </Notice>
      )}
      {tells.length > 0 && (
        <Notice kind="warning" title="Marked in the text">
          <ul>
            {tells.map(({ words, stops }) => (
              <li key={words}>
                {words}
                {stops && ": it cannot leave with this"}
              </li>
            ))}
          </ul>
          <p>Marks are a help. Something that is not marked can point to a child too.</p>
        </Notice>
      )}
      {warnings.length > 0 && (
        <Notice title="Small numbers">
          {warnings.map((words) => (
            <p key={words}>{words}</p>
          ))}
        </Notice>
      )}
      {permission && (
        <Notice title="Permission for the young person’s words">
          <p>{permission} This stays in the app.</p>
        </Notice>
      )}
    </>
  );
}
