import type { Permission } from "~/platform/actor";

/** Who may do what with terms, closed days and duty hours. Everybody reads them. */
export const calendarsPolicy = {
  edit: { name: "calendars.edit", roles: ["vs_head_teacher", "administrator"] },
} as const satisfies Record<string, Permission>;
