import type { Permission } from "~/platform/actor";

const school = ["designated_manager", "head_teacher"] as const;
const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;
const coordinators = ["lead", "vs_head_teacher"] as const;

/** Who may do what with learners. Row-level security narrows each to the learners that person may see. */
export const learnersPolicy = {
  see: { name: "learners.see", roles: [...school, ...virtualSchool] },
  /** How and since when a learner is care experienced. */
  seeCare: { name: "learners.seeCare", roles: virtualSchool },
  add: { name: "learners.add", roles: coordinators },
  startEnrolment: { name: "learners.startEnrolment", roles: coordinators },
  addCarePeriod: { name: "learners.addCarePeriod", roles: coordinators },
  /** The notify list. */
  addPerson: { name: "learners.addPerson", roles: virtualSchool },
  startCaseload: { name: "learners.startCaseload", roles: coordinators },
} as const satisfies Record<string, Permission>;
