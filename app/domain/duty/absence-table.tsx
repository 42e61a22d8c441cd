import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import type { ListedAbsence } from "./absences.queries.server";

/** Who is or will be away, each with a button that ends it where the actor may. */
export function AbsenceTable({
  absences,
  mayEdit,
}: {
  absences: readonly ListedAbsence[];
  mayEdit: boolean;
}) {
  const columns: Column<ListedAbsence>[] = [
    { heading: "Who", isRowHeading: true, cell: (absence) => absence.name },
    {
      heading: "Away",
      cell: ({ when, isNow }) => (
        <>
          {when} {isNow && <Tag colour="blue">Away now</Tag>}
        </>
      ),
    },
  ];
  const end: Column<ListedAbsence> = {
    heading: "Do",
    cell: ({ id, name, when, isNow }) => (
      <ActionForm hidden={{ absenceId: id }}>
        <SubmitButton kind="secondary" isSmall>
          {isNow ? "Back again" : "Take out"}
          <span className="visually-hidden">{`: ${name}, away ${when}`}</span>
        </SubmitButton>
      </ActionForm>
    ),
  };
  return (
    <Table
      caption="Absences"
      isCaptionHidden
      columns={mayEdit ? [...columns, end] : columns}
      rows={absences}
      rowKey={(absence) => absence.id}
      emptyText="Nobody of the rota is away, as far as it is entered."
    />
  );
}
