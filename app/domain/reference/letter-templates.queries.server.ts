import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import {
  type LetterPart,
  type LetterTemplateCode,
  letterTemplates,
  usualTemplates,
} from "./letter-templates.words";

/** A letter's wording as it holds; version 0 is what the product comes with. */
export type LetterTemplate = { code: LetterTemplateCode; version: number; parts: LetterPart[] };

/** The wording that holds for a letter: its newest version. */
export async function letterTemplateOf(tx: Tx, code: LetterTemplateCode): Promise<LetterTemplate> {
  const newest = await tx.letterTemplate.findFirst({
    where: { code },
    orderBy: { version: "desc" },
    select: { version: true, parts: true },
  });
  if (!newest) return { code, version: 0, parts: usualTemplates[code] };
  return { code, version: newest.version, parts: newest.parts as LetterPart[] };
}

/** When each version of a letter's wording was saved, newest first, at most 20. */
export function letterTemplateVersions(
  tx: Tx,
  code: LetterTemplateCode,
): Promise<{ version: number; savedAt: Date; savedById: string }[]> {
  return tx.letterTemplate.findMany({
    where: { code },
    orderBy: { version: "desc" },
    take: 20,
    select: { version: true, savedAt: true, savedById: true },
  });
}

/**
 * The letter that a URL names.
 * @throws NotFound
 */
export function letterTemplateNamed(name: string | undefined): LetterTemplateCode {
  const code = letterTemplates.find((each) => each === name);
  if (!code) throw new NotFound("There is no such letter.");
  return code;
}
