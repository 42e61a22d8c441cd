const shapes: { pattern: RegExp; what: string }[] = [
  { pattern: /^(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}$/, what: "a CHI number" },
  { pattern: /^[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/, what: "a National Insurance number" },
  // A reference of the Home Office, an application registration card, a port reference.
  { pattern: /^[A-Z]\d{7,8}$/, what: "a Home Office number" },
  { pattern: /^[A-Z]{3}\d{5,}[A-Z]?$/, what: "a Home Office number" },
];

/** What was typed without the spaces, hyphens and strokes that people put between groups. */
export const plainScn = (typed: string): string => typed.replace(/[\s\-/]/g, "").toUpperCase();

/**
 * What is wrong with a plain text as an SCN, as a sentence; null for nine digits. Numbers that are never kept
 * (domain facts §2.5) are named, so that nobody tries them again.
 */
export function scnProblem(plain: string): string | null {
  if (/^\d{9}$/.test(plain)) return null;
  const found = shapes.find(({ pattern }) => pattern.test(plain));
  return found
    ? `This looks like ${found.what}, which is never kept here. SCN must be 9 digits`
    : "SCN must be 9 digits";
}
