import { useForm } from "@conform-to/react";
import { ButtonGroup, SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
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

/** What the list shows and in which order; goes into the address. */
export function LearnerFilter({ filter, query, choices }: Props) {
  const { stage, school, areaId, known, sort } = filter;
  const [form, fields] = useForm<{ [field in keyof typeof filterWords]?: string }>({
    // Another filter is another form: what the browser shows follows the address.
    id: `filter-${query}`,
    defaultValue: {
      stage: stage ?? "",
      school: school ?? "",
      area: areaId ?? "",
      known: known ?? "",
      sort,
    },
  });
  const isChosen = query !== "";
  return (
    <Details summary="Filter and sort" isOpen={isChosen}>
      <QueryForm form={form} action={learnersPaths.list()}>
        <div className="grid gap-x-6 md:grid-cols-2 xl:grid-cols-3">
          <Select
            field={fields.stage}
            {...filterWords.stage}
            options={stageChoices}
            emptyLabel="Every stage"
          />
          {choices && (
            <>
              <Select
                field={fields.school}
                {...filterWords.school}
                options={choices.schools}
                emptyLabel="Every school"
              />
              <Select
                field={fields.area}
                {...filterWords.area}
                options={choices.areas}
                emptyLabel="Every area"
              />
              <Select
                field={fields.known}
                {...filterWords.known}
                options={choices.known}
                emptyLabel="Whatever they are known for"
              />
            </>
          )}
          <Select field={fields.sort} {...filterWords.sort} options={sortChoices} emptyLabel={null} />
        </div>
        <ButtonGroup>
          <SubmitButton kind="secondary">Show</SubmitButton>
          {isChosen && <TextLink href={learnersPaths.list()}>Show everybody</TextLink>}
        </ButtonGroup>
      </QueryForm>
    </Details>
  );
}
