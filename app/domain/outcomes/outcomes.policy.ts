import type { Permission } from "~/platform/actor";

/** Who may see the figures of the Virtual School, and who shares some of them with schools. */
export const outcomesPolicy = {
  see: { name: "outcomes.see", roles: ["vs_head_teacher"] },
  share: { name: "outcomes.share", roles: ["vs_head_teacher"] },
} as const satisfies Record<string, Permission>;
