import { formatWeekday } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import type { DayOfDuty } from "./days-of-duty.queries.server";
import { dutyPaths } from "./duty.paths";

type Row = { day: string; areas: DayOfDuty[] };

function rowsOf(days: readonly DayOfDuty[]): Row[] {
  const rows = new Map<string, Row>();
  for (const each of days) {
    const row = rows.get(each.day) ?? { day: each.day, areas: [] };
    rows.set(each.day, { ...row, areas: [...row.areas, each] });
  }
  return [...rows.values()];
}

/** Who is on duty on which day: days down, areas across. */
export function DaysTable({ days, mayEdit }: { days: readonly DayOfDuty[]; mayEdit: boolean }) {
  const areas = [...new Map(days.map(({ areaId, area }) => [areaId, area]))];
  const columns: Column<Row>[] = [
    { heading: "Day", isRowHeading: true, cell: ({ day }) => formatWeekday(day) },
    ...areas.map(([areaId, heading]) => ({
      heading,
      cell: (row: Row) => {
        const day = row.areas.find((each) => each.areaId === areaId);
        return day && <DayCell day={day} mayEdit={mayEdit} />;
      },
    })),
  ];
  return (
    <Table
      caption="Who is on duty on which day"
      isCaptionHidden
      columns={columns}
      rows={rowsOf(days)}
      rowKey={(row) => row.day}
      emptyText="There is no duty in these weeks."
    />
  );
}

function DayCell({ day, mayEdit }: { day: DayOfDuty; mayEdit: boolean }) {
  return (
    <>
      <span className="block">{day.onDuty?.name ?? "Nobody"}</span>
      <span className="block text-sm">{day.depute ? `Depute: ${day.depute.name}` : "No depute"}</span>
      {day.isCover && <Tag colour="blue">Not the usual week</Tag>}{" "}
      {!day.onDuty && <Tag colour="red">Hole</Tag>}
      {day.onDuty && !day.depute && <Tag colour="orange">No depute</Tag>}
      {day.remarks.map((remark) => (
        <span key={remark} className="block text-sm">
          {remark}
        </span>
      ))}
      {mayEdit && (
        <span className="block">
          <TextLink href={dutyPaths.day(day.areaId, day.day)}>
            Change
            <span className="visually-hidden">{` ${formatWeekday(day.day)} in ${day.area}`}</span>
          </TextLink>
        </span>
      )}
    </>
  );
}
