import type { Permission } from "~/platform/actor";

/** Who may do what with code lists. Everybody reads them; they say nothing about anybody. */
export const referencePolicy = {
  edit: { name: "reference.edit", roles: ["administrator"] },
} as const satisfies Record<string, Permission>;
