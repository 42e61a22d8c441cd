import { ButtonLink, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { referencePaths } from "./reference.paths";
import type { ListedEntry } from "./reference.queries.server";
import { type RefList, refListWords } from "./reference.schema";

const columns = (list: RefList): Column<ListedEntry>[] => [
  { heading: "Place", isNumeric: true, cell: (entry) => entry.position },
  {
    heading: "Wording",
    isRowHeading: true,
    cell: (entry) => <TextLink href={referencePaths.code(list, entry.code)}>{entry.label}</TextLink>,
  },
  { heading: "Hint", cell: (entry) => entry.hint ?? "" },
  {
    heading: "Offered",
    cell: (entry) => (entry.isOffered ? "Yes" : <Tag>No longer offered</Tag>),
  },
  { heading: "Do", cell: (entry) => entry.isOffered && <RetireButton list={list} entry={entry} /> },
];

function RetireButton({ list, entry }: { list: RefList; entry: ListedEntry }) {
  return (
    <ActionForm hidden={{ list, code: entry.code, version: String(entry.version) }}>
      <SubmitButton kind="secondary" isSmall>
        Stop offering<span className="visually-hidden"> {entry.label}</span>
      </SubmitButton>
    </ActionForm>
  );
}

/** One list with its entries as they are worded now; those no longer offered come last. */
export function RefListSection({ list, entries }: { list: RefList; entries: readonly ListedEntry[] }) {
  const { title, use } = refListWords[list];
  return (
    <Section
      id={list}
      title={title}
      actions={
        <ButtonLink href={referencePaths.newCode(list)} kind="secondary" isSmall>
          Add an entry<span className="visually-hidden"> to {title}</span>
        </ButtonLink>
      }
    >
      <p>{use}</p>
      <Table
        caption={title}
        isCaptionHidden
        columns={columns(list)}
        rows={entries}
        rowKey={(entry) => entry.code}
        emptyText="Nothing to choose from yet."
      />
    </Section>
  );
}
