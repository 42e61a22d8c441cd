import { TextLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { organisationsPaths } from "./organisations.paths";

/** Says how many schools have nobody who may raise an alert. Shows nothing while all have somebody. */
export function SchoolGapsNotice({ count }: { count: number }) {
  if (count === 0) return null;
  const schools = count === 1 ? "1 school has" : `${count} schools have`;
  return (
    <Notice kind="warning" title="Nobody to raise an alert">
      <p>
        {schools} neither a designated manager nor a head teacher in the app:{" "}
        <TextLink href={organisationsPaths.list("gap=nobody")}>see which</TextLink>. An administrator invites
        them.
      </p>
    </Notice>
  );
}
