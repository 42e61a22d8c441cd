import { useForm } from "@conform-to/react";
import { SubmitButton } from "~/ui/button";
import { Select } from "~/ui/fields";
import { QueryForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import type { FilterChoices } from "./learner-list-view.server";
import { learnersPaths } from "./learners.paths";
import { stages } from "./learners.words";
import { filterWords } from "./list.words";
import { type ListFilter, sortings } from "./list-filter";

const stageChoices = stages.map((stage) => ({ value: stage, label: stage }));
const sortChoices = Object.entries(sortings).map(([value, label]) => ({ value, label }));

type Props = { filter: ListFilter; query: string; choices: FilterChoices };

/** "S2, Ardlennox Academy, sorted by school"; null when nothing is chosen. `choices` has the words of what is. */
function chosenWords({ filter, choices }: Omit<Props, "query">): string | null {
  const { stage, school, areaId, known, sort } = filter;
  const labelIn = (offered: readonly { value: string; label: string }[] | undefined, value: string | null) =>
    value === null ? null : (offered?.find((each) => each.value === value)?.label ?? "something else");
  const words = [
    stage,
    labelIn(choices?.schools, school),
    labelIn(choices?.areas, areaId),
    labelIn(choices?.known, known),
    sort === "name" ? null : `sorted by ${sortings[sort].toLowerCase()}`,
  ].filter((word) => word !== null);
  return words.length === 0 ? null : words.join(", ");
}

/** What the list shows, and the way to choose something else. */
export function FilterDoor({ filter, query, choices }: Props) {
  const chosen = chosenWords({ filter, choices });
  return (
    <p className="mt-6">
      {chosen && <strong>{`Only: ${chosen}. `}</strong>}
      <TextLink href={learnersPaths.filter(query)}>Filter and sort</TextLink>
      {chosen && (
        <>
          {" "}
          or <TextLink href={learnersPaths.list()}>show everybody</TextLink>
        </>
      )}
    </p>
  );
}

/** Everything that a list can be filtered and sorted by; goes into the address of the list. */
export function FilterForm({ filter, choices }: Omit<Props, "query">) {
  const { stage, school, areaId, known, sort } = filter;
  const [form, fields] = useForm<{ [field in keyof typeof filterWords]?: string }>({
    id: "filter",
    defaultValue: {
      stage: stage ?? "",
      school: school ?? "",
      area: areaId ?? "",
      known: known ?? "",
      sort,
    },
  });
  return (
    <QueryForm form={form} action={learnersPaths.list()}>
      <Select field={fields.stage} {...filterWords.stage} options={stageChoices} emptyLabel="Every stage" />
      {choices && (
        <>
          <Select
            field={fields.school}
            {...filterWords.school}
            options={choices.schools}
            emptyLabel="Every school"
          />
          <Select field={fields.area} {...filterWords.area} options={choices.areas} emptyLabel="Every area" />
          <Select field={fields.known} {...filterWords.known} options={choices.known} emptyLabel="Any" />
        </>
      )}
      <Select field={fields.sort} {...filterWords.sort} options={sortChoices} emptyLabel={null} />
      <SubmitButton>Show</SubmitButton>
    </QueryForm>
  );
}
