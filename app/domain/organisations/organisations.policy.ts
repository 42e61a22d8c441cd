import type { Permission } from "~/platform/actor";

/** Who may do what with authorities, areas, schools and phone numbers. Their names are no secret; changing them is. */
export const organisationsPolicy = {
  edit: { name: "organisations.edit", roles: ["administrator"] },
} as const satisfies Record<string, Permission>;
