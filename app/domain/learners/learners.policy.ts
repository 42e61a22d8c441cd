import type { Permission } from "~/platform/actor";

const school = ["designated_manager", "head_teacher"] as const;
const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;
const coordinators = ["lead", "vs_head_teacher"] as const;

/** Who may do what with learners. Row-level security narrows each to the learners that person may see. */
export const learnersPolicy = {
  see: { name: "learners.see", roles: [...school, ...virtualSchool] },
  /** How and since when a learner is care experienced. */
  seeCare: { name: "learners.seeCare", roles: virtualSchool },
  /** Details, languages and support, plans: what a school knows of its own learners too. */
  change: { name: "learners.change", roles: [...school, ...virtualSchool] },
  writeNote: { name: "learners.writeNote", roles: [...school, ...virtualSchool] },
  /** Notes for the Virtual School only, and restricted ones. */
  noteForVirtualSchool: { name: "learners.noteForVirtualSchool", roles: virtualSchool },
  /** Every learner, not only their own. */
  seeAll: { name: "learners.seeAll", roles: coordinators },
  /** Compare an SCN with every other learner's: only for those who see them all. */
  setScn: { name: "learners.setScn", roles: coordinators },
  /** Likely duplicates: two records side by side. */
  compare: { name: "learners.compare", roles: coordinators },
  /** A list as a file that leaves. */
  exportList: { name: "learners.exportList", roles: virtualSchool },
  add: { name: "learners.add", roles: coordinators },
  startEnrolment: { name: "learners.startEnrolment", roles: coordinators },
  /** Care periods and scopes. */
  changeCare: { name: "learners.changeCare", roles: coordinators },
  /** The notify list. */
  addPerson: { name: "learners.addPerson", roles: virtualSchool },
  /** Non-disclosure and adoption. */
  setFlag: { name: "learners.setFlag", roles: coordinators },
  /** Brothers and sisters. */
  link: { name: "learners.link", roles: coordinators },
  /** Break-glass: one record off their caseload, with a reason. */
  openRecord: { name: "learners.openRecord", roles: ["vs_teacher"] },
  closeRecord: { name: "learners.closeRecord", roles: ["vs_teacher", "vs_head_teacher"] },
  /** Which records were opened with a reason, by whom and why. */
  seeOpenings: { name: "learners.seeOpenings", roles: ["vs_head_teacher"] },
  /** Let somebody from outside see one learner. */
  share: { name: "learners.share", roles: coordinators },
  /** The page of somebody around learners, who sees a part of each. */
  seeRelated: {
    name: "learners.seeRelated",
    roles: ["social_worker", "house_key_worker", "guardian", "partner"],
  },
  startCaseload: { name: "learners.startCaseload", roles: coordinators },
} as const satisfies Record<string, Permission>;
