import { namesOf } from "~/domain/accounts/accounts.queries.server";
import {
  codesOf,
  type RefEntry,
  versionKey,
  versionLabels,
} from "~/domain/reference/reference.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatTime } from "~/platform/format";
import type { ConsiderOptionsInput } from "./coordinate-alert.schema";
import { type OptionAnswer, optionAnswerWords } from "./coordinate-alert.words";
import { changeAlert } from "./internal/change-alert.server";

type Reason = { code: string; version: number };
type Answered = { entry: RefEntry; answer: OptionAnswer; why: string; reason: Reason | null };

const storedOptions = (tx: Tx, alertId: string) =>
  tx.alertOption.findMany({
    where: { alertId },
    orderBy: { at: "desc" },
    select: {
      alternative: true,
      answer: true,
      why: true,
      reason: true,
      reasonVersion: true,
      personId: true,
      at: true,
    },
  });

type StoredOption = Awaited<ReturnType<typeof storedOptions>>[number];
type Lists = { alternatives: RefEntry[]; reasons: RefEntry[]; stored: readonly StoredOption[] };

const noLonger = (field: string) => new Invalid("This is no longer in the list. Open the page again", field);

/** A reason that is offered; or one that is not any more, where it is on record already. */
function reasonOf(code: string, before: StoredOption | undefined, offered: readonly RefEntry[]) {
  const entry = offered.find((each) => each.code === code);
  if (entry) return { code, version: entry.version };
  const version = before?.reason === code ? before.reasonVersion : null;
  return version === null ? null : { code, version };
}

function answeredIn(input: ConsiderOptionsInput, { alternatives, reasons, stored }: Lists): Answered[] {
  return input.options.flatMap((option, index): Answered[] => {
    const { code, answer } = option;
    if (!answer) return [];
    const entry = alternatives.find((each) => each.code === code);
    if (!entry) throw noLonger(`options[${index}].answer`);
    if (answer === "will_use") return [{ entry, answer, why: option.why ?? "", reason: null }];
    const before = stored.find((each) => each.alternative === code);
    const reason = option.reason ? reasonOf(option.reason, before, reasons) : null;
    if (option.reason && !reason) throw noLonger(`options[${index}].reason`);
    return [{ entry, answer, why: option.whyNot ?? "", reason }];
  });
}

const isSame = ({ entry, answer, why, reason }: Answered, option: StoredOption): boolean =>
  option.alternative === entry.code &&
  option.answer === answer &&
  option.why === why &&
  option.reason === (reason?.code ?? null);

/** "Mentor: not now — No place or nobody free. From January, perhaps." */
const inWords =
  (reasons: ReadonlyMap<string, string>) =>
  ({ entry, answer, why, reason }: Answered): string => {
    const words = [reason && reasons.get(versionKey(reason)), why].filter(Boolean).join(". ");
    return `${entry.label}: ${optionAnswerWords[answer].toLowerCase()} — ${words}`;
  };

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
  { entry, answer, why, reason }: Answered,
  by: { alertId: string; personId: string; at: Date },
) {
  const because = { why, reason: reason?.code ?? null, reasonVersion: reason?.version ?? null };
  const answered = {
    alternativeVersion: entry.version,
    answer,
    ...because,
    personId: by.personId,
    at: by.at,
  };
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
    const stored = await storedOptions(tx, alertId);
    const alternatives = await codesOf(tx, "alternative", dayOf(at));
    const reasons = await codesOf(tx, "reason_not_used", dayOf(at));
    const answered = answeredIn(input, { alternatives, reasons, stored });
    const changed = answered.filter((option) => !stored.some((one) => isSame(option, one)));
    if (changed.length === 0) return null;
    await refuseUnseen(tx, stored[0], input.seen);
    for (const option of changed) await store(tx, option, { alertId, personId: actor.personId, at });
    const reasonWords = await versionLabels(tx, "reason_not_used");
    const count = changed.length === 1 ? "1 alternative" : `${changed.length} alternatives`;
    return {
      event: {
        kind: "options.considered",
        summary: `${count} to exclusion considered`,
        detail: changed.map(inWords(reasonWords)).join("\n"),
      },
      audit: {
        considered: changed.length,
        willUse: changed.filter((option) => option.answer === "will_use").length,
      },
    };
  });
}
