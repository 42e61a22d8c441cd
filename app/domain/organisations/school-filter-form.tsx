import { getFormProps, useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
import { Select } from "~/ui/fields";
import { TextLink } from "~/ui/link";
import { organisationsPaths } from "./organisations.paths";
import { sectorLabels } from "./organisations.words";
import { type SchoolFilter, schoolGaps } from "./school-filter";

type Choice = { value: string; label: string };
const choices = (labels: Record<string, string>): Choice[] =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

type Props = { filter: SchoolFilter; authorities: Choice[]; areas: Choice[] };

/** Which schools are shown, and the way to choose others. */
export function SchoolFilterForm({ filter, authorities, areas }: Props) {
  const { authorityId, areaId, sector, gap, isClosed } = filter;
  const chosen = {
    authority: authorityId ?? "",
    area: areaId ?? "",
    sector: sector ?? "",
    gap: gap ?? "",
    state: isClosed ? "closed" : "",
  };
  const [form, fields] = useForm<typeof chosen>({ id: "schools", defaultValue: chosen });
  const words = [
    areas.find(({ value }) => value === areaId)?.label,
    sector && sectorLabels[sector],
    gap && schoolGaps[gap],
    authorities.find(({ value }) => value === authorityId)?.label,
    isClosed && "Closed schools",
  ].filter(Boolean);
  return (
    <>
      {words.length > 0 && (
        <p>
          <strong>Only:</strong> {words.join(", ")}.{" "}
          <TextLink href={organisationsPaths.list()}>Show every open school</TextLink>
        </p>
      )}
      <Details summary="Choose schools">
        <form {...getFormProps(form)} method="get" noValidate className="vs-form">
          <Select field={fields.area} label="Area" options={areas} emptyLabel="Every area" />
          <Select
            field={fields.sector}
            label="Sector"
            options={choices(sectorLabels)}
            emptyLabel="Every sector"
          />
          <Select
            field={fields.gap}
            label="What is missing"
            options={choices(schoolGaps)}
            emptyLabel="No matter"
          />
          <Select
            field={fields.authority}
            label="Education authority"
            options={authorities}
            emptyLabel="Every authority"
          />
          <Select
            field={fields.state}
            label="Open or closed"
            options={[{ value: "closed", label: "Closed schools" }]}
            emptyLabel="Open schools"
          />
          <SubmitButton kind="secondary">Show</SubmitButton>
        </form>
      </Details>
    </>
  );
}
