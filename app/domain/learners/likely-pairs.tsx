import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { type Column, Table } from "~/ui/table";
import type { LikelyPair, PairedLearner, pairsToldApart } from "./duplicates.queries.server";
import { learnersPaths } from "./learners.paths";

type ToldApart = SerializeFrom<Awaited<ReturnType<typeof pairsToldApart>>[number]>;
type Pair = { one: PairedLearner; other: PairedLearner };
type Named = { id: string; name: string };
type NamedPair = { one: Named; other: Named };

const who = ({ name, stage, dateOfBirth }: PairedLearner) =>
  `${name}, ${stage}, ${dateOfBirth ? `born ${formatDay(dateOfBirth)}` : "date of birth not known"}`;

const both = ({ one, other }: Pair) => (
  <ul className="m-0 list-none p-0">
    <li className="m-0">{who(one)}</li>
    <li className="m-0">{who(other)}</li>
  </ul>
);

const keyOf = ({ one, other }: Pair) => `${one.id} ${other.id}`;

/** The press that says of two records that they are of two people, or takes it back. */
export function TellApart({ one, other, isToldApart }: NamedPair & { isToldApart: boolean }) {
  const press = isToldApart ? "suggest_again" : "two_people";
  return (
    <ActionForm action={learnersPaths.compare(one.id, other.id)} hidden={{ press }}>
      <SubmitButton kind="secondary" isSmall>
        {isToldApart ? "Suggest them again" : "They are two people"}
        <span className="visually-hidden">{`: ${one.name} and ${other.name}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}
function Compare({ one, other }: NamedPair) {
  return (
    <TextLink href={learnersPaths.compare(one.id, other.id)}>
      Compare<span className="visually-hidden">{` ${one.name} and ${other.name}`}</span>
    </TextLink>
  );
}

const likely: Column<LikelyPair>[] = [
  { heading: "Two records", isRowHeading: true, cell: both },
  { heading: "Why", cell: ({ why }) => why.join(", ") },
  {
    heading: "Do",
    cell: (pair) => (
      <div className="flex flex-wrap items-center gap-4">
        <Compare {...pair} />
        <TellApart {...pair} isToldApart={false} />
      </div>
    ),
  },
];

const apart: Column<ToldApart>[] = [
  { heading: "Two records", isRowHeading: true, cell: both },
  { heading: "Said by", cell: ({ by, at }) => `${by}, ${formatDay(at)}` },
  {
    heading: "Do",
    cell: (pair) => <TellApart {...pair} isToldApart />,
  },
];

type Props = { pairs: LikelyPair[]; limit: number; toldApart: ToldApart[] };

/** Records that are likely of one person, the likeliest first, and below those that are not. */
export function LikelyPairs({ pairs, limit, toldApart }: Props) {
  return (
    <Section id="likely-duplicates" title="Likely duplicates">
      <Table
        caption={pairs.length === limit ? `The ${limit} likeliest` : "The likeliest first"}
        columns={likely}
        rows={pairs}
        rowKey={keyOf}
        emptyText="No two records look like one person."
      />
      {toldApart.length > 0 && (
        <Details summary="Said to be two people">
          <Table
            caption="Said to be two people, newest first"
            isCaptionHidden
            columns={apart}
            rows={toldApart}
            rowKey={keyOf}
          />
        </Details>
      )}
    </Section>
  );
}
