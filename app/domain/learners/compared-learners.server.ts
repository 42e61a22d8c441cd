import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { formatDay } from "~/platform/format";
import { learnerDetails } from "./learner-details.queries.server";
import { birthBases, detailsWords } from "./learner-details.words";
import { learnerRecord } from "./learner-record.queries.server";
import { asnAnswers, cspAnswers, interpreters, supportWords } from "./learner-support.words";
import {
  careSources,
  flagKinds,
  learnerScopes,
  legalBases,
  periodInWords,
  relationInWords,
  type Telling,
  tellings,
} from "./learners.words";

/** A field of two records: its lines in the one and in the other, none when nothing is known. */
export type ComparedField = { label: string; one: string[]; other: string[]; differs: boolean };

type Whole = Awaited<ReturnType<typeof readWhole>>;
type Field = [label: string, lines: (learner: Whole) => (string | null | false | undefined)[]];

async function readWhole(tx: Tx, id: string, today: string) {
  return { ...(await learnerRecord(tx, id, today)), details: await learnerDetails(tx, id) };
}

const told = (words: string, list: readonly string[]) =>
  list.length > 0 && `${words} ${list.map((each) => tellings[each as Telling].toLowerCase()).join(", ")}`;
const joined = (...parts: (string | null | false | undefined)[]) => parts.filter(Boolean).join("; ");

const fields: Field[] = [
  [detailsWords.givenName.label, ({ details }) => [details.givenName]],
  [detailsWords.familyName.label, ({ details }) => [details.familyName]],
  [detailsWords.knownAs.label, ({ details }) => [details.knownAs]],
  [detailsWords.nameAsSaid.label, ({ nameAsSaid }) => [nameAsSaid]],
  [detailsWords.pronunciation.label, ({ pronunciation }) => [pronunciation]],
  [detailsWords.pronouns.label, ({ pronouns }) => [pronouns]],
  ["Names from before an adoption", ({ earlierNames }) => earlierNames],
  [detailsWords.dateOfBirth.label, ({ dateOfBirth }) => [dateOfBirth && formatDay(dateOfBirth)]],
  [detailsWords.dateOfBirthBasis.label, ({ dateOfBirthBasis }) => [birthBases[dateOfBirthBasis]]],
  [detailsWords.sex.label, ({ sex }) => [sex]],
  [detailsWords.stage.label, ({ stage }) => [stage]],
  [detailsWords.scn.label, ({ scn }) => [scn]],
  ["SCN to check", ({ scnToCheck }) => [scnToCheck]],
  ["Flags", ({ flags }) => flags.map(({ kind, why }) => joined(flagKinds[kind], why))],
  [
    "Schools",
    ({ enrolments }) =>
      enrolments.map((each) => `${each.school}${each.isShared ? " (shared)" : ""}, ${periodInWords(each)}`),
  ],
  [
    "Virtual School teachers",
    ({ teachers }) => teachers.map((each) => `${each.name}, ${periodInWords(each)}`),
  ],
  [
    "Care experience",
    ({ care }) =>
      care.periods.map((each) =>
        joined(
          `${each.label}, ${periodInWords(each)}`,
          each.legalBasis && legalBases[each.legalBasis],
          each.homeAuthority,
          careSources[each.source],
          each.verified ? "verified" : "not verified",
        ),
      ),
  ],
  [
    "Why else the Virtual School works with them",
    ({ care }) =>
      care.scopes.map((each) =>
        joined(`${learnerScopes[each.scope]}, ${periodInWords(each)}`, each.homeAuthority),
      ),
  ],
  [
    "Where they live",
    ({ authorities }) => authorities.residences.map((each) => `${each.authority}, ${periodInWords(each)}`),
  ],
  [
    "People around them",
    ({ notifyList }) =>
      notifyList.map((each) =>
        joined(
          `${each.name}, ${relationInWords(each.relation)}`,
          each.phone,
          each.email,
          told("may be told", each.mayBeTold) || "is told nothing",
          told("never", each.mayNotBeTold),
        ),
      ),
  ],
  [
    "Brothers and sisters",
    ({ brothersAndSisters }) =>
      brothersAndSisters.map(({ learner }) => learner && `${learner.name}, ${learner.stage}`),
  ],
  [
    "In their own words",
    ({ voice }) =>
      voice.map((each) =>
        joined(
          formatDay(each.saidOn),
          each.called && `Call me ${each.called}`,
          each.helps && `What helps: ${each.helps}`,
          each.helpsNot && `What does not help: ${each.helpsNot}`,
        ),
      ),
  ],
  [supportWords.languages.label, ({ support }) => support.languages],
  [
    supportWords.interpreter.label,
    ({ support }) => [support.interpreter && interpreters[support.interpreter]],
  ],
  [supportWords.asn.label, ({ support }) => [support.asn && asnAnswers[support.asn]]],
  [supportWords.stagedIntervention.label, ({ support }) => [support.stagedIntervention]],
  [supportWords.csp.label, ({ support }) => [support.csp && cspAnswers[support.csp]]],
  [
    supportWords.hasIep.label,
    ({ support }) => [support.hasIep === null ? null : support.hasIep ? "Yes" : "No"],
  ],
  [
    "Plans",
    ({ support }) =>
      support.plans.map((each) => joined(`${each.name}, ${formatDay(each.datedOn)}`, each.keptWhere)),
  ],
  [
    "Attendance in the last year",
    ({ schoolResults: { attendance } }) => [
      attendance && `${attendance.present} of ${attendance.of} half days`,
    ],
  ],
  [
    "Attainment and destinations",
    ({ schoolResults: { attainment, destinations } }) => [
      ...destinations.map((each) => `${each.destination}, ${formatDay(each.on)}`),
      ...attainment.map((each) => `${each.subject}: ${each.level}, ${formatDay(each.on)}`),
    ],
  ],
];

/**
 * Two records field by field, those that nobody filled in left out; `today` in whose words codes are said.
 * @throws NotFound when one of them is none, or none for this actor
 */
export async function comparedLearners(tx: Tx, ids: { oneId: string; otherId: string }, today: string) {
  if (ids.oneId === ids.otherId) throw new NotFound("There is nobody to compare them with.");
  const one = await readWhole(tx, ids.oneId, today);
  const other = await readWhole(tx, ids.otherId, today);
  const compared = fields.map(([label, lines]): ComparedField => {
    const [ours, theirs] = [one, other].map((each) => lines(each).filter((line) => !!line) as string[]);
    const [left, right] = [ours ?? [], theirs ?? []];
    return { label, one: left, other: right, differs: left.join("\n") !== right.join("\n") };
  });
  return {
    one: { id: one.id, name: one.name },
    other: { id: other.id, name: other.name },
    fields: compared.filter((field) => field.one.length > 0 || field.other.length > 0),
  };
}
