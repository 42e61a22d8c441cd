import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { PhoneLink, TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { Table } from "~/ui/table";
import { Tag } from "~/ui/tag";
import { birthBases, detailsWords } from "./learner-details.words";
import type { LearnerRecord } from "./learner-record.queries.server";
import { learnersPaths } from "./learners.paths";
import { periodInWords, type Relation, relations, type Telling, tellings } from "./learners.words";

type Learner = SerializeFrom<LearnerRecord>;

const list = (lines: string[]) =>
  lines.length === 0 ? null : (
    <ul className="m-0 list-none p-0">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );

/** Stage and schools now, and who of the Virtual School works with the learner. */
export function SchoolNow({ learner, mayChange }: { learner: Learner; mayChange: boolean }) {
  const teachers = learner.teachers.map((teacher) => `${teacher.name}, ${periodInWords(teacher)}`);
  return (
    <Section
      id="school"
      title="School"
      actions={mayChange && <TextLink href={learnersPaths.school(learner.id)}>Change of school</TextLink>}
    >
      <SummaryList
        rows={[
          { key: "Stage", value: learner.stage },
          { key: "School", value: <Schools learner={learner} mayChange={mayChange} /> },
          ...(teachers.length > 0 ? [{ key: "Virtual School", value: list(teachers) }] : []),
        ]}
      />
    </Section>
  );
}

function Schools({ learner, mayChange }: { learner: Learner; mayChange: boolean }) {
  return (
    <ul className="m-0 list-none p-0">
      {learner.enrolments.map((enrolment) => (
        <li key={enrolment.id}>
          {enrolment.school}
          {enrolment.isShared && " (shared)"}, {periodInWords(enrolment)}
          {mayChange && enrolment.isShared && !enrolment.endedOn && (
            <ActionForm action={learnersPaths.sharedSchool(learner.id, enrolment.id)}>
              <SubmitButton kind="secondary" isSmall>
                Ends today<span className="visually-hidden">: {enrolment.school}</span>
              </SubmitButton>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "SHO-na. They say: Reid Shona. Pronouns she/her." Null when none of it is known. */
export function howToSay({ nameAsSaid, pronunciation, pronouns }: Learner): string | null {
  const parts = [
    nameAsSaid && `They say: ${nameAsSaid}`,
    pronunciation && `Pronounced ${pronunciation}`,
    pronouns && `Pronouns ${pronouns}`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join(". ")}.` : null;
}

const birth = ({ dateOfBirth, dateOfBirthBasis }: Learner): string | null =>
  dateOfBirth && `${formatDay(dateOfBirth)} (rests on: ${birthBases[dateOfBirthBasis].toLowerCase()})`;

const scnShown = ({ scn, scnToCheck }: Learner) =>
  [scn, scnToCheck && `${scnToCheck}, to be checked by the Virtual School`].filter(Boolean).join("; ") ||
  null;

/** What the school holds of a learner, and how sure the date of birth is. */
export function LearnerDetails({ learner }: { learner: Learner }) {
  return (
    <Section
      id="details"
      title="Details"
      actions={<TextLink href={learnersPaths.details(learner.id)}>Change details</TextLink>}
    >
      <SummaryList
        rows={[
          { key: detailsWords.dateOfBirth.label, value: birth(learner) },
          { key: detailsWords.sex.label, value: learner.sex },
          { key: detailsWords.scn.label, value: scnShown(learner) },
        ]}
      />
    </Section>
  );
}

const told = (mayBeTold: string[]) =>
  mayBeTold.length === 0 ? (
    <Tag colour="red">Nothing</Tag>
  ) : (
    list(mayBeTold.map((telling) => tellings[telling as Telling]))
  );

/** Who is around the learner, and what each may be told. */
export function NotifyList({ learner, mayAdd }: { learner: Learner; mayAdd: boolean }) {
  return (
    <Section
      id="notify-list"
      title="Notify list"
      actions={
        mayAdd ? (
          <TextLink href={learnersPaths.addPerson(learner.id)}>Add or change somebody</TextLink>
        ) : undefined
      }
    >
      <Table
        caption="People around the learner, and what each may be told"
        isCaptionHidden
        rows={learner.notifyList}
        rowKey={(person) => person.id}
        emptyText="Nobody is on the notify list yet."
        columns={[
          { heading: "Name", isRowHeading: true, cell: (person) => person.name },
          { heading: "Who they are", cell: (person) => relations[person.relation as Relation] },
          {
            heading: "Phone",
            cell: (person) => (person.phone ? <PhoneLink number={person.phone} /> : "Not known"),
          },
          { heading: "May be told", cell: (person) => told(person.mayBeTold) },
        ]}
      />
    </Section>
  );
}
