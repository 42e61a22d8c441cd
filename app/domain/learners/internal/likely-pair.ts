export type NameLikeness = "spelt" | "sound" | "slip" | null;
export type BirthLikeness = "same" | "swapped" | "digit" | "unknown" | null;

/** What two records have in common. */
export type Resemblance = {
  /** An SCN to check of the one is that of the other, on record or to check. */
  hasSameScn: boolean;
  birth: BirthLikeness;
  given: NameLikeness;
  family: NameLikeness;
  /** The given name of the one is the family name of the other. */
  isCrossed: boolean;
  /** The one is called as the other was before an adoption. */
  isEarlierName: boolean;
};

type Reason = { weight: number; why: string };

const births: Record<Exclude<BirthLikeness, null>, Reason> = {
  same: { weight: 40, why: "same date of birth" },
  swapped: { weight: 30, why: "day and month of birth swapped" },
  digit: { weight: 25, why: "dates of birth differ in one digit" },
  unknown: { weight: 5, why: "a date of birth is not known" },
};

const names = {
  spelt: { weight: 40, why: "given and family name in common" },
  earlier: { weight: 35, why: "same name as before an adoption" },
  sound: { weight: 30, why: "names that sound alike" },
  crossed: { weight: 30, why: "given and family name swapped" },
  slip: { weight: 20, why: "names that differ by one letter" },
  given: { weight: 10, why: "same given name" },
} as const satisfies Record<string, Reason>;

function nameOfBoth({ given, family, isCrossed, isEarlierName }: Resemblance): keyof typeof names | null {
  if (given === "spelt" && family === "spelt") return "spelt";
  if (isEarlierName) return "earlier";
  if (given && family) return given === "slip" || family === "slip" ? "slip" : "sound";
  if (isCrossed) return "crossed";
  return given === "spelt" || given === "sound" ? "given" : null;
}

/** Whoever has no known date of birth, or one near it, has to be named alike; twins share all but their given name. */
function isLikely({ hasSameScn, birth }: Resemblance, name: keyof typeof names | null): boolean {
  if (hasSameScn) return true;
  if (name === null || birth === null) return false;
  if (birth === "unknown") return name === "spelt" || name === "earlier";
  return birth === "same" || (name !== "given" && name !== "slip");
}

/** How likely two records are of one person, and why, the strongest reason first; null when they are not. */
export function likenessOf(pair: Resemblance): { weight: number; why: string[] } | null {
  const name = nameOfBoth(pair);
  if (!isLikely(pair, name)) return null;
  const reasons = [
    ...(pair.hasSameScn ? [{ weight: 100, why: "same SCN, still to be checked" }] : []),
    ...(name ? [names[name]] : []),
    ...(pair.birth ? [births[pair.birth]] : []),
  ];
  return { weight: reasons.reduce((sum, { weight }) => sum + weight, 0), why: reasons.map(({ why }) => why) };
}
