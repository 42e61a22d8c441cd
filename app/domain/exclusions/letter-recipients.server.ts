import { relationInWords, type Telling } from "~/domain/learners/learners.words";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { LetterTemplateCode } from "~/domain/reference/letter-templates.words";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";

/** Capacity is presumed from this age on. */
const capacityAge = 12;

/** Somebody whom a letter can be made for. */
export type Recipient = {
  /** Entry of the notify list; "learner" for the young person. */
  id: string;
  name: string;
  label: string;
  mayBeTold: Telling[];
  template: LetterTemplateCode;
};

/** On a day ("2026-11-22"), has somebody born on a day this age? */
function hasAge(bornOn: string, years: number, onDay: string): boolean {
  return `${Number(bornOn.slice(0, 4)) + years}${bornOn.slice(4)}` <= onDay;
}

/** Parent in the wide sense: whoever cares for the child. A social worker does not get a parent's letter. */
const isParent = ({ relation }: { relation: string }) => relation !== "social_worker";

/**
 * Whom a letter can be made for, and what each may be told: people of the notify list who may be told the decision, and
 * the young person from 12 on. Empty when the actor may not see the learner (any more).
 */
export async function letterRecipients(tx: Tx, learnerId: string, today: string) {
  const learner = await tx.learner.findUnique({
    where: { id: learnerId },
    select: { givenName: true, familyName: true, knownAs: true, dateOfBirth: true },
  });
  if (!learner) return { youngPerson: null, recipients: [], leftOut: 0 };
  const entries = await notifyListOf(tx, learnerId);
  const offered = entries.filter((entry) => isParent(entry) && entry.mayBeTold.includes("decision"));
  const firstName = learner.knownAs ?? learner.givenName;
  const { dateOfBirth } = learner;
  const hasCapacity = dateOfBirth !== null && hasAge(fromDateColumn(dateOfBirth), capacityAge, today);
  const recipients: Recipient[] = offered.map((entry) => ({
    id: entry.id,
    name: entry.name,
    label: `${entry.name}, ${relationInWords(entry.relation).toLowerCase()}`,
    mayBeTold: entry.mayBeTold as Telling[],
    template: "written_notice_parent",
  }));
  if (hasCapacity)
    recipients.push({
      id: "learner",
      name: firstName,
      label: "The young person, in their own right",
      mayBeTold: ["decision", "address", "school"],
      template: "written_notice_young_person",
    });
  return {
    youngPerson: {
      name: `${firstName} ${learner.familyName}`,
      whyNoLetter: hasCapacity
        ? null
        : dateOfBirth
          ? `The young person is not ${capacityAge} yet.`
          : `The young person’s date of birth is not on record, so it cannot be said that they are ${capacityAge}.`,
    },
    recipients,
    leftOut: entries.length - offered.length,
  };
}
