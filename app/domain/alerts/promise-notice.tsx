import { formatDayTime } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { alertsPaths } from "./alerts.paths";
import type { openPromises } from "./promises.queries.server";
import { promiseWords } from "./promises.words";

type Broken = Awaited<ReturnType<typeof openPromises>>[number];

/** What the auditor finds broken, on the board of those who can put it right. */
export function PromiseNotice({ broken }: { broken: readonly Broken[] }) {
  if (broken.length === 0) return null;
  const title = broken.length === 1 ? "One promise is not kept" : `${broken.length} promises are not kept`;
  return (
    <Notice kind="warning" title={title}>
      <ul>
        {broken.map(({ id, code, alertId, reference, foundAt }) => (
          <li key={id}>
            {alertId && reference && (
              <>
                <TextLink href={alertsPaths.record(alertId)}>{reference}</TextLink>:{" "}
              </>
            )}
            {promiseWords[code]}. Found {formatDayTime(foundAt)}.
          </li>
        ))}
      </ul>
      <p>
        Look at each one and ring whoever should know. This notice goes away by itself once it is put right.
      </p>
    </Notice>
  );
}
