import { weekdayNameOf } from "~/domain/calendars/calendars.words";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { dutyPaths } from "./duty.paths";
import type { Turn } from "./duty.queries.server";

type AreaRow = { id: string; name: string; turns: Turn[] };

/** One row for each area, in the order of its turns. */
function rowsOf(turns: readonly Turn[]): AreaRow[] {
  const rows = new Map<string, AreaRow>();
  for (const turn of turns) {
    const row = rows.get(turn.areaId) ?? { id: turn.areaId, name: turn.area, turns: [] };
    rows.set(turn.areaId, { ...row, turns: [...row.turns, turn] });
  }
  return [...rows.values()];
}

/** Who is on duty: areas down, weekdays across. */
export function RotaTable({ turns, mayEdit }: { turns: readonly Turn[]; mayEdit: boolean }) {
  const weekdays = [...new Set(turns.map((turn) => turn.weekday))];
  const columns: Column<AreaRow>[] = [
    { heading: "Area", isRowHeading: true, cell: (area) => area.name },
    ...weekdays.map((weekday) => ({
      heading: weekdayNameOf(weekday),
      cell: (area: AreaRow) => {
        const turn = area.turns.find((each) => each.weekday === weekday);
        return turn && <TurnCell turn={turn} mayEdit={mayEdit} />;
      },
    })),
  ];
  return (
    <Table
      caption="Who is on duty"
      isCaptionHidden
      columns={columns}
      rows={rowsOf(turns)}
      rowKey={(area) => area.id}
      emptyText="There is no area yet. An administrator adds areas under Schools."
    />
  );
}

function TurnCell({ turn, mayEdit }: { turn: Turn; mayEdit: boolean }) {
  return (
    <>
      {turn.person && turn.depute ? (
        <>
          <span className="block">{turn.person.name}</span>
          <span className="block text-sm">Depute: {turn.depute.name}</span>
        </>
      ) : (
        <span className="block">Nobody</span>
      )}
      {turn.hole && <Tag colour="orange">Check</Tag>}
      {mayEdit && (
        <span className="block">
          <TextLink href={dutyPaths.turn(turn.areaId, turn.weekday)}>
            Change
            <span className="visually-hidden">{` ${weekdayNameOf(turn.weekday)} in ${turn.area}`}</span>
          </TextLink>
        </span>
      )}
    </>
  );
}
