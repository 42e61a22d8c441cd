import { type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Select, TextField } from "~/ui/fields";
import { ActionForm, Form } from "~/ui/form";
import { PhoneLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import type { addPersonInvolvedSchema, offerAdvocacySchema } from "./coordinate-alert.schema";
import { advocacyAnswerWords, advocacyWords, peopleWords } from "./coordinate-alert.words";
import type { PeopleForms } from "./people-forms.server";

type Around = PeopleForms["around"][number];
type Reply = { reply?: SubmissionResult<string[]> };

/** The press beside somebody who may be told; in place of it, why there is none. */
function Telling({ person }: { person: Around }) {
  if (!person.mayBeTold) return "May not be told";
  if (person.toldAt) return `Told, ${person.toldAt}`;
  return (
    <ActionForm hidden={{ intent: "tell", learnerPersonId: person.id }}>
      <SubmitButton kind="secondary" isSmall>
        Mark as told<span className="visually-hidden">: {person.name}</span>
      </SubmitButton>
    </ActionForm>
  );
}

const aroundColumns: Column<Around>[] = [
  { heading: "Name", isRowHeading: true, cell: (person) => person.name },
  { heading: "Who they are", cell: (person) => person.relation },
  { heading: "Phone", cell: (person) => (person.phone ? <PhoneLink number={person.phone} /> : "–") },
  { heading: "Told of the alert", cell: (person) => <Telling person={person} /> },
];

/** The notify list, with the press that says somebody was told. */
export function TellingSection({ around, reply }: { around: Around[] } & Reply) {
  const problems = Object.values(reply?.error ?? {}).flatMap((sentences) => sentences ?? []);
  return (
    <Section id="around" title="Lead professional and home">
      {problems.length > 0 && (
        <Notice kind="warning" isNews title="Not stored">
          <p>{problems.join(" ")}</p>
        </Notice>
      )}
      <p>Ring or see them yourself, then mark them as told. The app sends them nothing.</p>
      <Table
        caption="People around the learner"
        columns={aroundColumns}
        rows={around}
        rowKey={(person) => person.id}
        emptyText="There is no notify list for this child yet. Ask the Virtual School before you tell anybody outside the school."
      />
    </Section>
  );
}

type InvolvedProps = Pick<PeopleForms, "involved" | "around"> & { formKey: string } & Reply;

/** Everybody involved, by name and role, and the form for one more. */
export function InvolvedSection({ involved, around, formKey, reply }: InvolvedProps) {
  const [form, fields] = useForm<z.input<typeof addPersonInvolvedSchema>>({
    id: "person",
    lastResult: reply,
  });
  const offered = around.filter((person) => person.mayBeTold && !person.isInvolved);
  return (
    <Section id="involved" title="People involved">
      {involved.length > 0 && (
        <ul>
          {involved.map((person) => (
            <li key={person.id}>
              {person.name}, {person.role}
            </li>
          ))}
        </ul>
      )}
      <Form form={form} hidden={{ intent: "add", formKey }}>
        <ErrorSummary form={form} />
        {offered.length > 0 && (
          <Select
            field={fields.learnerPersonId}
            label={peopleWords.learnerPersonId.label}
            hint={peopleWords.learnerPersonId.hint}
            options={offered.map((person) => ({
              value: person.id,
              label: `${person.name}, ${person.relation}`,
            }))}
            emptyLabel="Nobody of the list"
          />
        )}
        <TextField
          field={fields.name}
          label={offered.length > 0 ? peopleWords.name.label : "Name"}
          width="two-thirds"
        />
        <TextField
          field={fields.role}
          label={peopleWords.role.label}
          hint={peopleWords.role.hint}
          width="two-thirds"
        />
        <SubmitButton>Add this person</SubmitButton>
      </Form>
    </Section>
  );
}

/** Independent advocacy: who offered it, and what the child said to it. */
export function AdvocacySection({ advocacy, reply }: Pick<PeopleForms, "advocacy"> & Reply) {
  const [form, fields] = useForm<z.input<typeof offerAdvocacySchema>>({
    id: "advocacy-offer",
    lastResult: reply,
    defaultValue: advocacy,
  });
  return (
    <Section id="advocacy" title="Advocacy">
      <Form form={form} hidden={{ intent: "advocacy" }}>
        <ErrorSummary form={form} />
        <TextField
          field={fields.offeredBy}
          label={advocacyWords.offeredBy.label}
          hint={advocacyWords.offeredBy.hint}
          width="two-thirds"
        />
        <Radios
          field={fields.answer}
          label={advocacyWords.answer.label}
          options={Object.entries(advocacyAnswerWords).map(([value, label]) => ({ value, label }))}
        />
        <SubmitButton>Store the offer</SubmitButton>
      </Form>
    </Section>
  );
}
