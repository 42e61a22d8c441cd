import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import { type LetterTemplateCode, letterTemplateLabels } from "~/domain/reference/letter-templates.words";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf, formatDay } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { youngPersonWords } from "./exclusion-steps.words";
import { exclusionsPolicy } from "./exclusions.policy";
import { exclusionOf } from "./exclusions.queries.server";
import { endedWords } from "./internal/change-exclusion.server";
import { sentHowLabels, type sentHows } from "./letters.words";

/**
 * A letter by the id in a URL.
 * @throws NotFound when there is none, or none for this actor
 */
export async function letterRow(tx: Tx, id: string | undefined) {
  const letter = isUuid(id) ? await tx.exclusionLetter.findUnique({ where: { id } }) : null;
  if (!letter) throw new NotFound("There is no such letter.");
  return letter;
}

type LetterRow = Awaited<ReturnType<typeof letterRow>>;

/** Said of a letter that must not go out any more. */
export const staleWords =
  "The notify list has changed since this letter was made: it says more than this person may be told now. Make a new letter.";

/** Does a letter say more than its recipient may be told now? */
export async function isStale(tx: Tx, { recipientId, told }: LetterRow, learnerId: string): Promise<boolean> {
  if (recipientId === null) return false;
  const entry = (await notifyListOf(tx, learnerId)).find(({ id }) => id === recipientId);
  return told.some((telling) => !entry?.mayBeTold.includes(telling));
}

const howOf = ({ sentOn, sentHow }: LetterRow): string | null =>
  sentOn && `${formatDay(sentOn)}, ${sentHowLabels[sentHow as (typeof sentHows)[number]].toLowerCase()}`;

const titleOf = ({ template }: LetterRow): string => letterTemplateLabels[template as LetterTemplateCode];

/** Letters of one exclusion, newest first. */
export async function lettersOf(tx: Tx, exclusion: { id: string; learnerId: string }) {
  const rows = await tx.exclusionLetter.findMany({
    where: { exclusionId: exclusion.id },
    orderBy: [{ madeAt: "desc" }, { id: "asc" }],
  });
  const names = new Map((await notifyListOf(tx, exclusion.learnerId)).map(({ id, name }) => [id, name]));
  return rows.map((letter) => ({
    id: letter.id,
    title: titleOf(letter),
    to: letter.recipientId ? (names.get(letter.recipientId) ?? "Somebody") : youngPersonWords,
    madeOn: formatDay(letter.madeAt),
    sent: howOf(letter),
  }));
}

export type ListedLetter = Awaited<ReturnType<typeof lettersOf>>[number];

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/**
 * One letter as its page and its document show it. Notes that it was read.
 * @throws NotFound when there is none, or none for this actor
 */
export async function openLetter(tx: Tx, { actor, clock, params }: Visit) {
  const letter = await letterRow(tx, params.id);
  const exclusion = await exclusionOf(tx, letter.exclusionId);
  const { id, learnerId, reference, schoolId } = exclusion;
  const at = clock.now();
  await writeReadLine(tx, { at, personId: actor.personId, section: "letter", learnerId, ids: [letter.id] });
  const sent = howOf(letter);
  const madeBy = (await namesOf(tx, [letter.madeById])).get(letter.madeById) ?? "somebody who has left";
  return {
    id: letter.id,
    exclusion: { id, reference },
    title: titleOf(letter),
    body: letter.body,
    made: `${formatDay(letter.madeAt)}, by ${madeBy}`,
    sent,
    /** Why it must not go out; null when it may, or has. */
    stale: !sent && (await isStale(tx, letter, learnerId)) ? staleWords : null,
    maySend: !sent && endedWords(exclusion) === null && may(actor, exclusionsPolicy.record, schoolId),
    today: dayOf(at),
    actor: actor.name,
  };
}
