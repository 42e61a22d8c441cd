import type { Permission } from "~/platform/actor";

/** Who may do what with authorities, areas, schools, houses, providers and phone numbers. */
export const organisationsPolicy = {
  /** The list with its gaps. A house's name says that somebody is in care, so it is on no page of a school. */
  see: { name: "organisations.see", roles: ["administrator", "vs_head_teacher"] },
  edit: { name: "organisations.edit", roles: ["administrator"] },
} as const satisfies Record<string, Permission>;
