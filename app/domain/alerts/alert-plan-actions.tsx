import { ButtonLink, SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { Tag, type TagColour } from "~/ui/tag";
import { alertsPaths } from "./alerts.paths";
import type { AlertVerb } from "./offered.server";
import type { ActionStatus, PlanView } from "./plan-view.server";

type PlannedAction = PlanView["actions"][number];

const statusWords: Record<ActionStatus, string> = {
  open: "Open",
  overdue: "Overdue",
  done: "Done",
  dropped: "Dropped",
};
const statusColours: Record<ActionStatus, TagColour> = {
  open: "blue",
  overdue: "red",
  done: "green",
  dropped: "grey",
};

/** The press that ends an action; for a check, the way to record what was found. */
function Settle({
  action,
  alertId,
  verbs,
}: {
  action: PlannedAction;
  alertId: string;
  verbs: readonly AlertVerb[];
}) {
  if (action.done) return action.done;
  if (action.status === "dropped") return "–";
  if (action.isCheck) {
    return verbs.includes("follow_up_check") ? <CheckLink alertId={alertId} what={action.what} /> : "–";
  }
  if (!verbs.includes("tick_action")) return "–";
  return (
    <ActionForm action={alertsPaths.tickAction(alertId, action.id)}>
      <SubmitButton kind="secondary" isSmall>
        Tick off<span className="visually-hidden">: {action.what}</span>
      </SubmitButton>
    </ActionForm>
  );
}

function CheckLink({ alertId, what }: { alertId: string; what: string }) {
  return (
    <ButtonLink href={alertsPaths.followUp(alertId)} kind="secondary" isSmall>
      Record<span className="visually-hidden">: {what}</span>
    </ButtonLink>
  );
}

/** Who does what by when; overdue ones say so. */
export function ActionsSection({ plan, verbs }: { plan: PlanView; verbs: readonly AlertVerb[] }) {
  const mayAdd = verbs.includes("agree_action");
  if (plan.actions.length === 0 && !mayAdd) return null;
  const columns: Column<PlannedAction>[] = [
    {
      heading: "What",
      isRowHeading: true,
      cell: (action) => <span className="whitespace-pre-line break-words">{action.what}</span>,
    },
    { heading: "Who", cell: (action) => action.person },
    { heading: "By", cell: (action) => action.dueOn },
    {
      heading: "Stands at",
      cell: (action) => <Tag colour={statusColours[action.status]}>{statusWords[action.status]}</Tag>,
    },
    { heading: "Done", cell: (action) => <Settle action={action} alertId={plan.id} verbs={verbs} /> },
  ];
  return (
    <Section
      id="actions"
      title="Actions"
      actions={
        mayAdd && (
          <ButtonLink href={alertsPaths.action(plan.id)} kind="secondary" isSmall>
            Agree an action
          </ButtonLink>
        )
      }
    >
      <Table
        caption="Actions"
        isCaptionHidden
        columns={columns}
        rows={plan.actions}
        rowKey={(action) => action.id}
        emptyText="None agreed yet."
      />
    </Section>
  );
}
