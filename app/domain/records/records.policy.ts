import type { Permission } from "~/platform/actor";

const coordinators = ["lead", "vs_head_teacher"] as const;

/** Who may bring files in, and who may merge records. A file about learners is case content, which administrators do not see (domain facts §3). */
export const recordsPolicy = {
  import: { name: "records.import", roles: [...coordinators, "administrator"] },
  importLearners: { name: "records.importLearners", roles: coordinators },
  /** Two records of one learner made into one, and that undone: for those who see every learner. */
  merge: { name: "records.merge", roles: coordinators },
  importSchools: { name: "records.importSchools", roles: ["administrator"] },
} as const satisfies Record<string, Permission>;
