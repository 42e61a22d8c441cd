import { formatDay } from "~/platform/format";
import { PhoneLink, TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import type { HouseOrProvider } from "./houses-and-providers.queries.server";
import { organisationKinds } from "./organisation.words";
import { organisationsPaths } from "./organisations.paths";

const days = ({ activeFrom, activeTo }: HouseOrProvider): string =>
  activeTo ? `${formatDay(activeFrom)} to ${formatDay(activeTo)}` : `since ${formatDay(activeFrom)}`;

const columns = (mayChange: boolean): Column<HouseOrProvider>[] => [
  {
    heading: "Name",
    isRowHeading: true,
    cell: ({ id, name }) =>
      mayChange ? <TextLink href={organisationsPaths.other(id)}>{name}</TextLink> : name,
  },
  {
    heading: "What it is",
    cell: ({ kind, area }) => [organisationKinds[kind], area].filter(Boolean).join(", "),
  },
  {
    heading: "Contact",
    cell: ({ contact, phone, email }) => (
      <>
        {contact && <span className="block">{contact}</span>}
        {phone && <PhoneLink number={phone} />}
        {email && <span className="block break-words">{email}</span>}
      </>
    ),
  },
  { heading: "Works with us", cell: days },
];

/** Children's houses and providers. */
export function OrganisationTable({
  caption,
  rows,
  mayChange,
}: {
  caption: string;
  rows: HouseOrProvider[];
  mayChange: boolean;
}) {
  return (
    <Table
      caption={caption}
      isCaptionHidden
      columns={columns(mayChange)}
      rows={rows}
      rowKey={(row) => row.id}
      emptyText="None yet."
    />
  );
}
