import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import type { FoundLearner, ListedLearner } from "./learner-list.queries.server";
import { learnersPaths } from "./learners.paths";
import type { searchLearnersSchema } from "./learners.schema";
import { learnersWords } from "./learners.words";

type Row = ListedLearner & Partial<Pick<FoundLearner, "match">>;

const columns: Column<Row>[] = [
  {
    heading: "Learner",
    isRowHeading: true,
    cell: ({ id, name, match }) => (
      <>
        <TextLink href={learnersPaths.record(id)}>{name}</TextLink>
        {match === "earlier_name" && <span className="block font-normal">found by an earlier name</span>}
      </>
    ),
  },
  { heading: "Stage", cell: (learner) => learner.stage },
  { heading: "School", cell: (learner) => learner.school },
];

/** Learners by name, with stage and school. */
export function LearnerTable({
  caption,
  learners,
  emptyText,
}: {
  caption: string;
  learners: Row[];
  emptyText: string;
}) {
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={learners}
      rowKey={(learner) => learner.id}
      emptyText={emptyText}
    />
  );
}

/** What a search found: as it was typed, then what is spelt or said like it. */
export function FoundLearners({ learners, limit }: { learners: FoundLearner[]; limit: number }) {
  const similar = learners.filter(({ match }) => match === "similar");
  const found = learners.filter(({ match }) => match !== "similar");
  const cut = learners.length === limit ? `The first ${limit}. Type more of the name to see others` : null;
  return (
    <div className="mt-8">
      {(found.length > 0 || similar.length === 0) && (
        <LearnerTable
          caption={cut && similar.length === 0 ? cut : "Found"}
          learners={found}
          emptyText="No learner of that name is open to you."
        />
      )}
      {similar.length > 0 && (
        <LearnerTable caption={cut ?? "Spelt or said in a similar way"} learners={similar} emptyText="" />
      )}
    </div>
  );
}

/** The search by name or SCN. What is typed goes by POST: it says who somebody is, and stays out of addresses and logs. */
export function LearnerSearch({
  action = learnersPaths.search(),
  lastResult,
}: {
  action?: string;
  lastResult?: SubmissionResult<string[]> | undefined;
}) {
  const [form, fields] = useForm<z.input<typeof searchLearnersSchema>>({ id: "search", lastResult });
  return (
    <Form form={form} action={action}>
      <ErrorSummary form={form} />
      <TextField field={fields.typed} {...learnersWords.search} type="search" width="two-thirds" />
      <SubmitButton>Search</SubmitButton>
    </Form>
  );
}
