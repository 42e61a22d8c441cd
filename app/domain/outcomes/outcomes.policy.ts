import type { Permission } from "~/platform/actor";

/** Who may see the figures, share some of them with schools, and make and release samples for the quality group. */
export const outcomesPolicy = {
  see: { name: "outcomes.see", roles: ["vs_head_teacher"] },
  share: { name: "outcomes.share", roles: ["vs_head_teacher"] },
  sampleQuality: { name: "outcomes.sampleQuality", roles: ["lead", "vs_head_teacher"] },
  releaseQuality: { name: "outcomes.releaseQuality", roles: ["vs_head_teacher"] },
  readQuality: {
    name: "outcomes.readQuality",
    roles: ["lead", "vs_head_teacher", "information_governance"],
  },
} as const satisfies Record<string, Permission>;
