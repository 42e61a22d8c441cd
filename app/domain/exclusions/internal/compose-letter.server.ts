import { authorityNames, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { letterTemplateOf } from "~/domain/reference/letter-templates.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatDay, fromDateColumn } from "~/platform/format";
import { exclusionOf } from "../exclusions.queries.server";
import { type Ground, groundLabels, type Half, halfLabels, noneSoFar } from "../exclusions.words";
import { letterRecipients } from "../letter-recipients.server";
import type { MakeLetterInput } from "../letters.schema";
import type { ExclusionRow } from "./exclusion-rows.server";
import { type GivenAway, type LetterFacts, letterFor } from "./letter-for";

/** "4 half days, from the morning of 24 November 2026". */
function lengthOf({ openings, startsAt, startsOn }: ExclusionRow): string | null {
  if (openings === null) return null;
  const from = `the ${halfLabels[startsAt as Half].toLowerCase()} of ${formatDay(startsOn)}`;
  return `${openings} half ${openings === 1 ? "day" : "days"}, from ${from}`;
}

/** The meeting offered last, while it is still to come. */
function meetingOf({ steps }: ExclusionRow, today: string): LetterFacts["meeting"] {
  const offered = steps.findLast((step) => step.kind === "meeting_offered");
  const isOver = steps.some((step) => step.kind === "meeting_held" || step.kind === "meeting_declined");
  if (!offered || isOver || fromDateColumn(offered.happenedOn) < today) return null;
  const when = [formatDay(offered.happenedOn), offered.time].filter(Boolean).join(" at ");
  return { when, place: offered.words ?? "" };
}

async function educationOf(tx: Tx, { education }: ExclusionRow, today: string): Promise<string | null> {
  const answer = education.at(-1);
  if (!answer || answer.provision === noneSoFar) return null;
  const labels = await codeLabels(tx, "education_meanwhile", today);
  return (labels.get(answer.provision) ?? answer.provision).toLowerCase();
}

type About = { row: ExclusionRow; youngPerson: string; input: MakeLetterInput; today: string };

async function factsOf(tx: Tx, { row, youngPerson, input, today }: About): Promise<LetterFacts> {
  const school = (await schoolsByIds(tx, [row.schoolId])).get(row.schoolId);
  const home = (await authorityNames(tx)).find(({ isHome }) => isHome);
  return {
    today: formatDay(today),
    youngPerson,
    school: { name: school?.name ?? "", phone: school?.phone ?? "" },
    headTeacher: row.decidedBy,
    authority: home?.name ?? "",
    decidedOn: formatDay(row.decidedOn),
    length: lengthOf(row),
    removedOn: row.removedOn && formatDay(row.removedOn),
    ground: groundLabels[row.ground as Ground],
    reasons: input.reasons,
    conditions: input.conditions ?? null,
    returnDay: row.returnDueOn && formatDay(row.returnDueOn),
    education: await educationOf(tx, row, today),
    meeting: meetingOf(row, today),
  };
}

const namesWords = {
  school: "names the school or somebody who leads it, and this person may not be told the school",
  address: "holds an address, and this person may not be told where the young person lives",
} as const;

function refuse({ where, what }: GivenAway): never {
  if (where === "template")
    throw new Invalid(`The wording of the letter ${namesWords[what]}. Ask an administrator to change it.`);
  throw new Invalid(`This text ${namesWords[what]}`, where);
}

/**
 * The letter that a form asks for, as the record stands at a time.
 * @throws NotFound for an exclusion the actor may not see; Conflict for a learner they may not see any more; Invalid for
 * somebody no letter goes to, and for words that say what the recipient may not know
 */
export async function composeLetter(tx: Tx, input: MakeLetterInput, at: Date) {
  const today = dayOf(at);
  const row = await exclusionOf(tx, input.exclusionId);
  const { youngPerson, recipients } = await letterRecipients(tx, row.learnerId, today);
  if (!youngPerson)
    throw new Conflict("This learner is not open to you any more, so no letter can be made here.");
  const recipient = recipients.find(({ id }) => id === input.to);
  const template = recipient && (await letterTemplateOf(tx, recipient.template));
  const letter =
    template &&
    letterFor({
      parts: template.parts,
      facts: await factsOf(tx, { row, youngPerson: youngPerson.name, input, today }),
      recipient: recipient.name,
      mayBeTold: recipient.mayBeTold,
    });
  if (!letter) throw new Invalid("The notify list says that no letter goes to this person", "to");
  if (letter.givesAway) refuse(letter.givesAway);
  return { recipient, template, body: letter.body, leftOut: letter.leftOut };
}
