import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { EducationAnswer } from "../exclusions.schema";
import { noneSoFar } from "../exclusions.words";

/** Adds an answer on education meanwhile; "none so far" counts from the day of the decision. */
export async function addEducation(
  tx: Tx,
  row: { id: string; exclusionId: string; decidedOn: string },
  answer: EducationAnswer,
  recorded: { recordedById: string; recordedAt: Date },
): Promise<void> {
  const isNone = answer.provision === noneSoFar;
  await tx.exclusionEducation.createMany({
    data: [
      {
        ...recorded,
        id: row.id,
        exclusionId: row.exclusionId,
        provision: answer.provision,
        from: toDateColumn(isNone ? row.decidedOn : (answer.educationFrom ?? row.decidedOn)),
        decidedBy: answer.educationDecidedBy,
        why: isNone ? (answer.educationWhy ?? null) : null,
      },
    ],
  });
}
