import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import type { ComparedField } from "./compared-learners.server";

const lines = (values: string[]) =>
  values.length === 0 ? (
    <span className="vs-quiet">Not known</span>
  ) : (
    <ul className={values.length === 1 ? "m-0 list-none p-0" : "m-0 pl-5 text-left"}>
      {values.map((value) => (
        <li key={value} className="m-0 break-words">
          {value}
        </li>
      ))}
    </ul>
  );

const columns: Column<ComparedField>[] = [
  {
    heading: "Field",
    isRowHeading: true,
    cell: ({ label, differs }) => (
      <>
        {label} {differs && <Tag colour="orange">Differs</Tag>}
      </>
    ),
  },
  { heading: "First record", cell: ({ one }) => lines(one) },
  { heading: "Second record", cell: ({ other }) => lines(other) },
];

/** Two records side by side; under each other on a phone. */
export function ComparedTable({ fields }: { fields: ComparedField[] }) {
  const different = fields.filter(({ differs }) => differs).length;
  return (
    <Table
      caption={`${different} of ${fields.length} fields differ`}
      columns={columns}
      rows={fields}
      rowKey={({ label }) => label}
    />
  );
}
