import type { SubmissionResult } from "@conform-to/react";
import { useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "~/ui/fields";
import { Form } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { type Column, Table } from "~/ui/table";
import type { ListedLearner } from "./learner-list.queries.server";
import { learnersPaths } from "./learners.paths";
import type { searchLearnersSchema } from "./learners.schema";
import { learnersWords } from "./learners.words";

const columns: Column<ListedLearner>[] = [
  {
    heading: "Learner",
    isRowHeading: true,
    cell: (learner) => <TextLink href={learnersPaths.record(learner.id)}>{learner.name}</TextLink>,
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
  learners: ListedLearner[];
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

/** The search by name. What is typed goes by POST: it is a name, and stays out of addresses and logs. */
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
