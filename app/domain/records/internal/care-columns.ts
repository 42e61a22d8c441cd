import { careSources, legalBases } from "~/domain/learners/learners.words";
import { oneOf } from "./column-parsers";
import type { ImportColumn } from "./import-kind";

/** What a file may say of a care period beside its kind and days. */
export const careFactColumns = [
  {
    name: "legalBasis",
    label: "Legal basis",
    words: ["legal basis", "legal status"],
    example: "Kinship care order",
    parse: oneOf(legalBases),
  },
  {
    name: "source",
    label: "Who told us",
    words: ["source", "who told us"],
    example: "Social work",
    parse: oneOf(careSources),
  },
] as const satisfies readonly ImportColumn[];
