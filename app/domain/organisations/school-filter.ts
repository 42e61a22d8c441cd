import type { Role } from "~/platform/actor";
import { isUuid } from "~/platform/uuid";
import type { WantedSchools } from "./organisations.queries.server";
import { type Sector, sectors } from "./organisations.words";

/** What a school lacks: anybody who may raise an alert, or a designated manager beside its head teacher. */
export const schoolGaps = {
  nobody: "Nobody to raise an alert",
  no_manager: "No designated manager",
} as const;
export type SchoolGap = keyof typeof schoolGaps;

/** What the people who hold a role at a school leave open; null: nothing. */
export function gapOf(held: readonly { role: Role }[]): SchoolGap | null {
  if (held.length === 0) return "nobody";
  return held.some(({ role }) => role === "designated_manager") ? null : "no_manager";
}

export type SchoolFilter = WantedSchools & { gap: SchoolGap | null };

/** The filter that an address asks for; what it does not know is left out. */
export function schoolFilterIn(search: URLSearchParams): SchoolFilter {
  const idIn = (name: string) => {
    const id = search.get(name);
    return isUuid(id) ? id : null;
  };
  const gap = search.get("gap") ?? "";
  return {
    authorityId: idIn("authority"),
    areaId: idIn("area"),
    sector: sectors.find((sector: Sector) => sector === search.get("sector")) ?? null,
    gap: gap === "nobody" || gap === "no_manager" ? gap : null,
    isClosed: search.get("state") === "closed",
  };
}
