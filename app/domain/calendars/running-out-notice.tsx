import { formatDay } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { calendarsPaths } from "./calendars.paths";
import type { RunningOut } from "./running-out";

const until = ({ lastDay }: RunningOut): string =>
  lastDay === null ? "no term dates are known" : `dates are known until ${formatDay(lastDay)}`;

/** Says until when dates are known, where the next ones are missing. Shows nothing while none are. */
export function RunningOutNotice({ authorities }: { authorities: readonly RunningOut[] }) {
  if (authorities.length === 0) return null;
  return (
    <Notice kind="warning" title="Term dates are missing">
      <ul>
        {authorities.map((authority) => (
          <li key={authority.id}>
            <TextLink href={calendarsPaths.calendar(authority.id)}>{authority.name}</TextLink>:{" "}
            {until(authority)}.
          </li>
        ))}
      </ul>
      <p>Beyond what is known the app takes each weekday for a school day. Enter or import the next terms.</p>
    </Notice>
  );
}
