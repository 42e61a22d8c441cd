import { type Actor, may, type Permission } from "~/platform/actor";
import { TextLink } from "~/ui/link";
import { learnersPaths } from "./learners.paths";
import { learnersPolicy } from "./learners.policy";

type Door = { href: string; label: string };

const doors: (Door & { permission: Permission })[] = [
  { href: learnersPaths.open(), label: "Open a record with a reason", permission: learnersPolicy.openRecord },
  { href: learnersPaths.caseloads(), label: "Caseloads", permission: learnersPolicy.startCaseload },
  {
    href: learnersPaths.duplicates(),
    label: "Likely duplicates and SCNs to check",
    permission: learnersPolicy.compare,
  },
  {
    href: learnersPaths.openings(),
    label: "Records opened with a reason",
    permission: learnersPolicy.seeOpenings,
  },
];

/** The other pages of learners that the actor may open. */
export const learnerDoorsOf = (actor: Actor): Door[] =>
  doors.filter(({ permission }) => may(actor, permission)).map(({ href, label }) => ({ href, label }));

/** Links to the other pages of learners; nothing where there are none. */
export function LearnerDoors({ doors: shown }: { doors: Door[] }) {
  if (shown.length === 0) return null;
  return (
    <ul>
      {shown.map(({ href, label }) => (
        <li key={href}>
          <TextLink href={href}>{label}</TextLink>
        </li>
      ))}
    </ul>
  );
}
