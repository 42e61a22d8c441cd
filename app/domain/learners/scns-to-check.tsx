import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import { learnersPaths } from "./learners.paths";
import type { ScnToCheck } from "./scns-to-check.queries.server";

function Press({ learner, press, label }: { learner: ScnToCheck; press: string; label: string }) {
  const hidden = { learnerId: learner.id, scn: learner.typed, press };
  return (
    <ActionForm action={learnersPaths.duplicates()} hidden={hidden}>
      <SubmitButton kind="secondary" isSmall>
        {label}
        <span className="visually-hidden">{`: ${learner.typed}, ${learner.name}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}

const columns: Column<ScnToCheck>[] = [
  {
    heading: "Learner",
    isRowHeading: true,
    cell: ({ id, name }) => <TextLink href={learnersPaths.record(id)}>{name}</TextLink>,
  },
  { heading: "To check", cell: ({ typed }) => typed },
  { heading: "On record", cell: ({ onRecord }) => onRecord ?? "None" },
  {
    heading: "Do",
    cell: (learner) => (
      <div className="flex flex-wrap items-center gap-4">
        {learner.heldById ? (
          <span>
            Another learner has it.{" "}
            <TextLink href={learnersPaths.compare(learner.id, learner.heldById)}>
              Compare<span className="visually-hidden"> {learner.name} with that learner</span>
            </TextLink>
          </span>
        ) : (
          <Press learner={learner} press="take_over" label="Take over" />
        )}
        <Press learner={learner} press="drop" label="Drop" />
      </div>
    ),
  },
];

/** SCNs that a school or a teacher typed, to take over or to drop. */
export function ScnsToCheck({ learners }: { learners: ScnToCheck[] }) {
  return (
    <Section id="scns-to-check" title="SCNs to check">
      <p>Typed by a school or a teacher, who cannot see whether another learner has the number.</p>
      <Table
        caption="SCNs to check"
        isCaptionHidden
        columns={columns}
        rows={learners}
        rowKey={({ id }) => id}
        emptyText="There is none to check."
      />
    </Section>
  );
}
