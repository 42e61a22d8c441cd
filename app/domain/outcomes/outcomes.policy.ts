import type { Permission } from "~/platform/actor";

/** Who may see the figures of the Virtual School. */
export const outcomesPolicy = {
  see: { name: "outcomes.see", roles: ["vs_head_teacher"] },
} as const satisfies Record<string, Permission>;
