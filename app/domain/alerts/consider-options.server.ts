import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { codesOf, type RefEntry } from "~/domain/reference/reference.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatTime } from "~/platform/format";
import type { ConsiderOptionsInput } from "./coordinate-alert.schema";
import { type OptionAnswer, optionAnswerWords } from "./coordinate-alert.words";
import { changeAlert } from "./internal/change-alert.server";

type Answered = { entry: RefEntry; answer: OptionAnswer; why: string };

function answeredIn(input: ConsiderOptionsInput, offered: RefEntry[]): Answered[] {
  const entries = new Map(offered.map((entry) => [entry.code, entry]));
  return input.options.flatMap((option, index) => {
    if (!option.answer) return [];
    const entry = entries.get(option.code);
    if (!entry)
      throw new Invalid("This is no longer in the list. Open the page again", `options[${index}].answer`);
    const why = option.answer === "will_use" ? option.why : option.whyNot;
    return [{ entry, answer: option.answer, why: why ?? "" }];
  });
}

const storedOptions = (tx: Tx, alertId: string) =>
  tx.alertOption.findMany({
    where: { alertId },
    orderBy: { at: "desc" },
    select: { alternative: true, answer: true, why: true, personId: true, at: true },
  });

type StoredOption = Awaited<ReturnType<typeof storedOptions>>[number];

/** Somebody else may have answered since the form was opened: what they wrote is not overwritten unseen. */
async function refuseUnseen(
  tx: Tx,
  newest: StoredOption | undefined,
  seen: string | undefined,
): Promise<void> {
  if (!newest || (seen && newest.at <= new Date(seen))) return;
  const names = await namesOf(tx, [newest.personId]);
  const who = names.get(newest.personId) ?? "Somebody";
  throw new Conflict(
    `${who} answered alternatives at ${formatTime(newest.at)}, while you had this page open. Their answers are shown beside yours. To store yours, press the button again.`,
  );
}

async function store(
  tx: Tx,
  { entry, answer, why }: Answered,
  by: { alertId: string; personId: string; at: Date },
) {
  const answered = { alternativeVersion: entry.version, answer, why, personId: by.personId, at: by.at };
  await tx.alertOption.upsert({
    where: { alertId_alternative: { alertId: by.alertId, alternative: entry.code } },
    create: { alertId: by.alertId, alternative: entry.code, ...answered },
    update: answered,
    select: { id: true },
  });
}

/**
 * Records which alternatives to exclusion were considered, with why or why not. Answers that are on record already in
 * the same words are left as they are; a press that changes nothing leaves no trace.
 * @throws Conflict when somebody else answered since the form was opened
 */
export function considerOptions(actor: Actor, input: ConsiderOptionsInput, clock: Clock) {
  const { alertId } = input;
  const request = { alertId, verb: "consider_option", clock } as const;
  return changeAlert(actor, request, async (tx, _alert, at) => {
    const answered = answeredIn(input, await codesOf(tx, "alternative", dayOf(at)));
    const stored = await storedOptions(tx, alertId);
    const isStored = ({ entry, answer, why }: Answered) =>
      stored.some(
        (option) => option.alternative === entry.code && option.answer === answer && option.why === why,
      );
    const changed = answered.filter((option) => !isStored(option));
    if (changed.length === 0) return null;
    await refuseUnseen(tx, stored[0], input.seen);
    for (const option of changed) await store(tx, option, { alertId, personId: actor.personId, at });
    const count = changed.length === 1 ? "1 alternative" : `${changed.length} alternatives`;
    return {
      event: {
        kind: "options.considered",
        summary: `${count} to exclusion considered`,
        detail: changed
          .map(
            ({ entry, answer, why }) => `${entry.label}: ${optionAnswerWords[answer].toLowerCase()} — ${why}`,
          )
          .join("\n"),
      },
      audit: {
        considered: changed.length,
        willUse: changed.filter((option) => option.answer === "will_use").length,
      },
    };
  });
}
