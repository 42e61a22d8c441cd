import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { accountsPaths } from "./accounts.paths";
import type { ListedPerson, ListedRole } from "./accounts.queries.server";
import { roleTitle } from "./accounts.words";

/** Does the role count on the day ("2026-11-22")? Both its days do. */
const isHeld = ({ validFrom, validTo }: ListedRole, day: string): boolean =>
  validFrom <= day && (validTo === null || validTo >= day);

/** "Depute Designated Manager, Invented Academy" */
const roleAndPlace = (role: ListedRole): string => [roleTitle(role), role.place].filter(Boolean).join(", ");

const columns = (today: string): Column<ListedPerson>[] => [
  {
    heading: "Name",
    isRowHeading: true,
    cell: (person) => <TextLink href={accountsPaths.person(person.id)}>{person.name}</TextLink>,
  },
  {
    heading: "Roles",
    cell: (person) => <Roles roles={person.roles.filter((role) => isHeld(role, today))} />,
  },
  { heading: "Email", cell: (person) => <span className="break-words">{person.email}</span> },
];

function Roles({ roles }: { roles: ListedRole[] }) {
  if (roles.length === 0) return <span className="vs-quiet">No role now: cannot sign in</span>;
  return (
    <ul className="m-0 list-none p-0">
      {roles.map((role) => (
        <li key={role.id}>{roleAndPlace(role)}</li>
      ))}
    </ul>
  );
}

/** People with the roles they hold today. */
export function PeopleTable({ people, today }: { people: ListedPerson[]; today: string }) {
  return (
    <Table
      caption="People and their roles"
      isCaptionHidden
      columns={columns(today)}
      rows={people}
      rowKey={(person) => person.id}
      emptyText="There is nobody else."
    />
  );
}

const heldWords = ({ validFrom, validTo }: ListedRole): string =>
  validTo ? `${formatDay(validFrom)} to ${formatDay(validTo)}` : `since ${formatDay(validFrom)}`;

/** All roles of one person, those of today with a way to end them. Asks once more before it does. */
export function RoleList({ roles, today, mayEnd }: { roles: ListedRole[]; today: string; mayEnd: boolean }) {
  return (
    <Table
      caption="Roles, oldest first"
      isCaptionHidden
      rows={roles}
      rowKey={(role) => role.id}
      columns={[
        { heading: "Role", isRowHeading: true, cell: roleAndPlace },
        { heading: "Held", cell: heldWords },
        ...(mayEnd
          ? [{ heading: "End", cell: (role: ListedRole) => isHeld(role, today) && <EndRole role={role} /> }]
          : []),
      ]}
    />
  );
}

function EndRole({ role }: { role: ListedRole }) {
  return (
    <Details summary="End this role">
      <p>It ends today, and the person is signed out everywhere at once.</p>
      <ActionForm hidden={{ intent: "end", membershipId: role.id }}>
        <SubmitButton kind="danger" isSmall>
          End the role of {roleAndPlace(role)}
        </SubmitButton>
      </ActionForm>
    </Details>
  );
}
