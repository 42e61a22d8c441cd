import { type FieldMetadata, type SubmissionResult, useForm } from "@conform-to/react";
import type { z } from "zod";
import { SubmitButton } from "~/ui/button";
import { Radios } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { Form, HiddenFields } from "~/ui/form";
import { BackLink } from "~/ui/link";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { consideredPaths } from "./considered.paths";
import type { ConsideredPoint } from "./considered.queries.server";
import type { considerPointsSchema } from "./considered.schema";
import { checklistNotice, consideredLabels, consideredTitle, pointWords } from "./considered.words";
import type { ConsideredView } from "./considered-view.server";

type Fields = Omit<z.input<typeof considerPointsSchema>, "about">;
type PointFields = Fields["points"][number];

function shownFirst({ code, answer, ...point }: ConsideredPoint): PointFields {
  const version = String(point.version);
  if (!answer) return { code, version };
  const comment = answer.comment ?? "";
  return answer.isConsidered
    ? { code, version, considered: "yes", comment, evidence: answer.evidence ?? "" }
    : { code, version, considered: "no", whyNot: comment };
}

type Props = { view: ConsideredView; reply?: SubmissionResult<string[]> };

/** All points of the checklist; what nobody has answered may stay open. */
export function ConsideredForm({ view, reply }: Props) {
  const { about, record, points, refused, seen } = view;
  const [form, fields] = useForm<Fields>({
    id: "considered",
    lastResult: reply,
    defaultValue: { points: points.map(shownFirst) },
  });
  const back = <BackLink href={consideredPaths.read(about)}>Back to the list</BackLink>;
  if (refused && !reply)
    return (
      <Page title={consideredTitle} label={record} back={back}>
        <Notice title="Not now">
          <p>{refused}</p>
        </Notice>
      </Page>
    );
  return (
    <Page
      title={consideredTitle}
      label={record}
      back={back}
      lead={`Answer what you can, and leave the rest open: you can come back. ${checklistNotice}`}
    >
      <Form form={form} hidden={seen === null ? {} : { seen }}>
        <ErrorSummary form={form} />
        {fields.points.getFieldList().map((field) => (
          <PointQuestion key={field.key} field={field} points={points} />
        ))}
        <SubmitButton>Store the answers</SubmitButton>
      </Form>
    </Page>
  );
}

/** What is on record, where it is not what the form shows: somebody else answered, or the list was reworded. */
function onRecord(
  { version, answer }: ConsideredPoint,
  shown: { considered?: string; comment?: string; evidence?: string },
) {
  if (!answer) return null;
  const given = answer.isConsidered ? "yes" : "no";
  const isShown =
    given === shown.considered &&
    (answer.comment ?? "") === (shown.comment ?? "") &&
    (answer.evidence ?? "") === (shown.evidence ?? "");
  if (isShown)
    return answer.version === version ? null : `Answered under earlier words: ${answer.answeredWords}`;
  const words = [consideredLabels[given].toLowerCase(), answer.comment, answer.evidence];
  return `On record: ${words.filter(Boolean).join(", ")} (${answer.by})`;
}

function PointQuestion({
  field,
  points,
}: {
  field: FieldMetadata<PointFields>;
  points: readonly ConsideredPoint[];
}) {
  const { code, version, considered, comment, evidence, whyNot } = field.getFieldset();
  const point = points.find((one) => one.code === code.initialValue);
  if (!point) return null;
  const isYes = considered.initialValue === "yes";
  const shown = {
    considered: considered.initialValue,
    comment: isYes ? comment.initialValue : whyNot.initialValue,
    evidence: isYes ? evidence.initialValue : undefined,
  };
  const hint = [point.hint, onRecord(point, shown)].filter(Boolean).join(". ");
  return (
    <>
      <HiddenFields
        values={{ [code.name]: point.code, [version.name]: String(version.initialValue ?? point.version) }}
      />
      <Radios
        field={considered}
        label={point.label}
        hint={hint === "" ? undefined : hint}
        isSmall
        options={[
          {
            value: "yes",
            label: consideredLabels.yes,
            reveals: (
              <>
                <TextArea field={comment} {...pointWords.comment} rows={3} isOptional />
                <TextArea field={evidence} {...pointWords.evidence} rows={2} isOptional />
              </>
            ),
          },
          {
            value: "no",
            label: consideredLabels.no,
            reveals: <TextArea field={whyNot} {...pointWords.whyNot} rows={3} isOptional />,
          },
        ]}
      />
    </>
  );
}
