import type { Permission, Role } from "~/platform/actor";

/** Who can be on duty. */
export const dutyRoles: readonly Role[] = ["lead", "vs_head_teacher"];

const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;

/** Who may do what with the rota and the hours it is kept in. */
export const dutyPolicy = {
  see: { name: "duty.see", roles: [...virtualSchool, "administrator"] },
  saveTurn: { name: "duty.saveTurn", roles: ["lead", "vs_head_teacher"] },
} as const satisfies Record<string, Permission>;
