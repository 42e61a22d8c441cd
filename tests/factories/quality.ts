import { randomUUID } from "node:crypto";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { drawSample } from "~/domain/outcomes/draw-sample.server";
import type { WriteCaseInput } from "~/domain/outcomes/quality.schema";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { anAnsweredAlert, decisionInput } from "./alert-stages";
import type { TestAlert } from "./alerts";

/** When samples of these tests are drawn, and later. */
export const drawClock = fixedClock("2026-06-15T09:00:00Z");

const closesLongAgo = "2026-03-16T10:00:00Z";

/**
 * An alert of 2 February 2026 that was followed up and closed on 16 March, six half days out; `decision` with null is
 * one whose outcome nobody knows. Alternatives and triggers are from the starter lists.
 */
export async function aClosedAlert({
  closesAt = closesLongAgo,
  decision = "excluded_temporary",
  ...given
}: Parameters<typeof anAnsweredAlert>[0] & {
  closesAt?: string;
  decision?: "excluded_temporary" | "not_excluded";
} = {}): Promise<TestAlert> {
  const at = "2026-02-02T10:00:00Z";
  const alert = await anAnsweredAlert({ at, triggers: ["noise_or_crowd", "an_adult"], ...given });
  const options = [
    { code: "key_adult", answer: "will_use", why: "It helped before." },
    { code: "base", answer: "not_now", whyNot: "The base is full." },
  ] as const;
  const about = { alertId: alert.id, formKey: randomUUID(), seen: fixedClock(at).now().toISOString() };
  const answered = options.map(({ code, answer }) => ({ code, answer, why: "A reason." }));
  await considerOptions(alert.lead, { ...about, options: answered }, fixedClock("2026-02-02T11:00:00Z"));
  const excluded = {
    decision,
    decidedOn: "2026-02-03",
    ...(decision === "excluded_temporary" && { openings: 6 }),
  };
  await recordDecision(alert.raisedBy, decisionInput(alert.id, excluded), fixedClock("2026-02-03T10:00:00Z"));
  await closeAlert(alert.lead, { alertId: alert.id, learningNote: "Nothing." }, fixedClock(closesAt));
  return alert;
}

/** A sample of what can be drawn, with the ids of its cases in their order. */
export async function aSample(maker: Actor, count: number): Promise<{ id: string; caseIds: string[] }> {
  const sampleId = randomUUID();
  const id = await drawSample(maker, { sampleId, schoolYear: 2025, count }, drawClock);
  const cases = await asActor(maker, (tx) =>
    tx.qualityCase.findMany({ where: { sampleId }, orderBy: { position: "asc" }, select: { id: true } }),
  );
  return { id, caseIds: cases.map((one) => one.id) };
}

/** What the maker of a sample sends of a case, complete and without anything that points to a child. */
export const caseInput = (
  sampleId: string,
  caseId: string,
  changes: Partial<WriteCaseInput> = {},
): WriteCaseInput => ({
  sampleId,
  caseId,
  version: 1,
  sector: "secondary",
  triggers: ["noise_or_crowd"],
  used: ["key_adult@1"],
  notUsed: ["base@1"],
  ledToIt: "It was too loud, and nobody had passed on what had been agreed.",
  cameOfIt: "An agreed support helps when everybody knows of it.",
  mayQuote: "no",
  ...changes,
});
