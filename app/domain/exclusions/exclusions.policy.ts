import type { Permission } from "~/platform/actor";

const school = ["designated_manager", "head_teacher"] as const;
const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;

/** Who may do what with an exclusion. Row-level security narrows each to the exclusions that person may see. */
export const exclusionsPolicy = {
  see: { name: "exclusions.see", roles: [...school, ...virtualSchool] },
  /** The decision is the head teacher's; anybody of the school's two writes down what was decided and done. */
  record: { name: "exclusions.record", roles: school },
  /** What was considered before excluding: the school's own account. */
  consider: { name: "exclusions.consider", roles: school },
  close: { name: "exclusions.close", roles: [...school, "lead", "vs_head_teacher"] },
  /** After an appeal, or because it was recorded by mistake. */
  annul: { name: "exclusions.annul", roles: ["head_teacher", "vs_head_teacher"] },
  /** Rare: one in all Scotland in a year. */
  removeFromRegister: { name: "exclusions.removeFromRegister", roles: ["vs_head_teacher"] },
  /** How the days of regulation 4A are counted. */
  saveRules: { name: "exclusions.saveRules", roles: ["vs_head_teacher", "administrator"] },
  /** Time out of school. The Virtual School records it too: homes and social workers tell it first. */
  recordTimeOut: { name: "exclusions.recordTimeOut", roles: [...school, ...virtualSchool] },
  endTimeOut: { name: "exclusions.endTimeOut", roles: [...school, ...virtualSchool] },
  reviewTimeOut: { name: "exclusions.reviewTimeOut", roles: [...school, ...virtualSchool] },
  /** What somebody recorded themselves. */
  withdrawTimeOut: { name: "exclusions.withdrawTimeOut", roles: [...school, ...virtualSchool] },
  /** What anybody recorded. */
  withdrawAnyTimeOut: { name: "exclusions.withdrawAnyTimeOut", roles: ["lead", "vs_head_teacher"] },
  /** Time out without an end, or whose review is overdue, waits for the school and for the leads. */
  chaseTimeOut: { name: "exclusions.chaseTimeOut", roles: [...school, "lead"] },
  /** Compare with what the authority's own system holds, of every school. */
  reconcile: { name: "exclusions.reconcile", roles: ["lead", "vs_head_teacher"] },
} as const satisfies Record<string, Permission>;
