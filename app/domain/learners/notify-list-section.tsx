import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { PhoneLink, TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { learnersPaths } from "./learners.paths";
import {
  type ParentalAnswer,
  parentalAnswers,
  relationInWords,
  type Telling,
  tellings,
} from "./learners.words";
import type { NotifyEntry } from "./notify-list.queries.server";

type Entry = SerializeFrom<NotifyEntry>;
type Props = { learner: { id: string; notifyList: Entry[] }; mayAdd: boolean };

const words = (telling: string) => tellings[telling as Telling];

function told({ mayBeTold, mayNotBeTold }: Entry) {
  return (
    <ul className="m-0 list-none p-0">
      {mayBeTold.length === 0 && (
        <li>
          <Tag colour="red">Nothing</Tag>
        </li>
      )}
      {mayBeTold.map((telling) => (
        <li key={telling}>{words(telling)}</li>
      ))}
      {mayNotBeTold.map((telling) => (
        <li key={telling}>
          <Tag colour="red">Never: {words(telling)}</Tag>
        </li>
      ))}
    </ul>
  );
}

const reached = ({ phone, email }: Entry) => (
  <>
    {phone ? <PhoneLink number={phone} /> : !email && "Not known"}
    {phone && email && <br />}
    {email && <span className="break-words">{email}</span>}
  </>
);

function who({ relation, parentalResponsibilities: parental, fromOn, untilOn, isAround }: Entry): string {
  const dates = [fromOn && `from ${formatDay(fromOn)}`, untilOn && `until ${formatDay(untilOn)}`];
  const answer = parental && parentalAnswers[parental as ParentalAnswer].toLowerCase();
  return [
    relationInWords(relation),
    answer && `parental responsibilities: ${answer}`,
    ...dates,
    !isAround && "not around now",
  ]
    .filter(Boolean)
    .join(", ");
}

/** Who is around the learner, how to reach them, and what each may be told. */
export function NotifyList({ learner, mayAdd }: Props) {
  return (
    <Section
      id="notify-list"
      title="People around them"
      actions={mayAdd && <TextLink href={learnersPaths.addPerson(learner.id)}>Add somebody</TextLink>}
    >
      <Table
        caption="People around the learner, and what each may be told"
        isCaptionHidden
        rows={learner.notifyList}
        rowKey={(person) => person.id}
        emptyText="Nobody is on the notify list yet."
        columns={[
          {
            heading: "Name",
            isRowHeading: true,
            cell: (person) =>
              mayAdd ? (
                <TextLink href={learnersPaths.changePerson(learner.id, person.id)}>{person.name}</TextLink>
              ) : (
                person.name
              ),
          },
          { heading: "Who they are", cell: who },
          { heading: "Call", cell: reached },
          { heading: "May be told", cell: told },
        ]}
      />
    </Section>
  );
}
