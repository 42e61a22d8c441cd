import { type ChannelKind, channelWords } from "~/domain/notifications/channels.words";
import { PhoneLink, TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { organisationsPaths } from "./organisations.paths";
import type { ListedAuthority } from "./organisations.queries.server";
import { type PhonePurpose, phonePurposeLabels } from "./organisations.words";

type Phone = ListedAuthority["phoneNumbers"][number];

const phoneColumns = (authorityId: string): Column<Phone>[] => [
  {
    heading: "Who answers",
    isRowHeading: true,
    cell: (phone) => <TextLink href={organisationsPaths.phone(authorityId, phone)}>{phone.label}</TextLink>,
  },
  { heading: "Phone number", cell: (phone) => <PhoneLink number={phone.number} /> },
  { heading: "Shown", cell: (phone) => phonePurposeLabels[phone.purpose as PhonePurpose] },
  { heading: "Place", isNumeric: true, cell: (phone) => phone.position },
];

/** One education authority: areas and phone numbers, each a link to its form; its schools. */
export function AuthoritySection({ authority }: { authority: ListedAuthority }) {
  const { id, name, isHome, areas, schools, phoneNumbers, allowedChannels: channels } = authority;
  return (
    <Section
      id={`authority-${id}`}
      title={isHome ? `${name}, our own authority` : name}
      actions={
        <TextLink href={organisationsPaths.authority(id)}>
          Rename<span className="visually-hidden"> {name}</span>
        </TextLink>
      }
    >
      {isHome && (
        <p>
          Areas:{" "}
          {areas.length === 0
            ? "none yet. Add one before the first school."
            : areas.map((area, index) => (
                <span key={area.id}>
                  {index > 0 && ", "}
                  <TextLink href={organisationsPaths.area(area.id)}>{area.name}</TextLink>
                </span>
              ))}
        </p>
      )}
      {isHome && (
        <p>
          People may be told by: {channels.map((kind) => channelWords[kind as ChannelKind]).join(", ")}.{" "}
          <TextLink href={organisationsPaths.channels()}>
            Change<span className="visually-hidden"> by which channels people may be told</span>
          </TextLink>
        </p>
      )}
      <p>
        <TextLink href={organisationsPaths.list(`authority=${id}`)}>
          {schools.length === 1 ? "1 school" : `${schools.length} schools`}
          <span className="visually-hidden"> of {name}</span>
        </TextLink>
      </p>
      <Table
        caption={`Phone numbers of ${name}`}
        columns={phoneColumns(id)}
        rows={phoneNumbers}
        rowKey={(phone) => phone.id}
        emptyText={isHome ? "No phone number yet." : "No phone number: ours are shown to its schools."}
      />
      <p>
        <TextLink href={organisationsPaths.phone(id)}>
          Add a phone number<span className="visually-hidden"> for {name}</span>
        </TextLink>
      </p>
    </Section>
  );
}
