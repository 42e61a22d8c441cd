import type { SerializeFrom } from "@remix-run/node";
import { formatDay } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { SummaryList } from "~/ui/summary-list";
import { birthBases, detailsWords } from "./learner-details.words";
import type { LearnerRecord } from "./learner-record.queries.server";
import { learnersPaths } from "./learners.paths";
import { periodInWords } from "./learners.words";

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
          ...(learner.teachers.length > 0 || mayChange
            ? [{ key: "Virtual School", value: <Teachers learner={learner} mayChange={mayChange} /> }]
            : []),
        ]}
      />
    </Section>
  );
}

/** Who has or had the learner on a caseload; for a school and for a teacher, only what is theirs to know. */
function Teachers({ learner, mayChange }: { learner: Learner; mayChange: boolean }) {
  return (
    <>
      <ul className="m-0 list-none p-0">
        {learner.teachers.map((teacher) => (
          <li key={teacher.caseloadId}>
            {teacher.name}, {periodInWords(teacher)}
            {mayChange && !teacher.endedOn && (
              <ActionForm action={learnersPaths.endCaseload(learner.id, teacher.caseloadId)}>
                <SubmitButton kind="secondary" isSmall>
                  Take off the caseload<span className="visually-hidden">: {teacher.name}</span>
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
      {mayChange && <TextLink href={learnersPaths.startCaseload(learner.id)}>Put on a caseload</TextLink>}
    </>
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
          ...(learner.earlierNames.length > 0
            ? [{ key: "Names from before the adoption", value: list(learner.earlierNames) }]
            : []),
        ]}
      />
    </Section>
  );
}
