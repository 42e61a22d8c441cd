import type { Permission, Role } from "~/platform/actor";

/** Who can be on duty. */
export const dutyRoles: readonly Role[] = ["lead", "vs_head_teacher"];

/** Who can be told by a step of the escalation. */
export const toldRoles: readonly Role[] = [...dutyRoles, "head_of_inclusion"];

const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;

/** Who may do what with the rota and the hours it is kept in. */
export const dutyPolicy = {
  see: { name: "duty.see", roles: [...virtualSchool, "administrator"] },
  saveTurn: { name: "duty.saveTurn", roles: ["lead", "vs_head_teacher"] },
  coverDay: { name: "duty.coverDay", roles: ["lead", "vs_head_teacher"] },
  saveAbsence: { name: "duty.saveAbsence", roles: ["lead", "vs_head_teacher"] },
  swap: { name: "duty.swap", roles: ["lead", "vs_head_teacher"] },
  feed: { name: "duty.feed", roles: ["lead", "vs_head_teacher"] },
  savePolicy: { name: "duty.savePolicy", roles: ["vs_head_teacher", "administrator"] },
} as const satisfies Record<string, Permission>;
