import { ButtonLink } from "~/ui/button";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { lettersPaths } from "./letters.paths";
import type { ListedLetter } from "./letters.queries.server";

const columns: Column<ListedLetter>[] = [
  {
    heading: "Letter",
    isRowHeading: true,
    cell: (row) => (
      <TextLink href={lettersPaths.letter(row.id)}>
        {row.title}
        <span className="visually-hidden">, to {row.to}</span>
      </TextLink>
    ),
  },
  { heading: "To", cell: (row) => row.to },
  { heading: "Made", cell: (row) => row.madeOn },
  { heading: "Sent", cell: (row) => row.sent ?? <Tag colour="orange">Not sent yet</Tag> },
];

/** The letters of an exclusion, and the way to write one. */
export function LettersSection({
  letters,
  exclusionId,
  mayWrite,
}: {
  letters: readonly ListedLetter[];
  exclusionId: string;
  mayWrite: boolean;
}) {
  return (
    <Section
      id="letters"
      title="Letters"
      actions={
        mayWrite ? (
          <ButtonLink href={lettersPaths.write(exclusionId)} kind="secondary" isSmall>
            Write a letter
          </ButtonLink>
        ) : undefined
      }
    >
      <Table
        caption="Letters"
        isCaptionHidden
        columns={columns}
        rows={letters}
        rowKey={(row) => row.id}
        emptyText="No letter has been made yet."
      />
    </Section>
  );
}
