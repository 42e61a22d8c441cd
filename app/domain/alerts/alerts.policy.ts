import { type Permission, roles } from "~/platform/actor";

const school = ["designated_manager", "head_teacher"] as const;
const coordinators = ["lead", "vs_head_teacher"] as const;
const virtualSchool = ["lead", "vs_teacher", "vs_head_teacher"] as const;

/** Who may do what with an alert. Row-level security narrows each to the alerts that person may see. */
export const alertsPolicy = {
  raise: { name: "alerts.raise", roles: school },
  /** The Head of Inclusion sees the alerts that were escalated to them, and no list of others. */
  see: { name: "alerts.see", roles: [...school, ...virtualSchool, "head_of_inclusion"] },
  acknowledge: { name: "alerts.acknowledge", roles: [...coordinators, "head_of_inclusion"] },
  assign: { name: "alerts.assign", roles: coordinators },
  addNote: { name: "alerts.addNote", roles: [...school, ...virtualSchool] },
  /** Notes that only the Virtual School reads. */
  virtualSchoolNotes: { name: "alerts.virtualSchoolNotes", roles: virtualSchool },
  /** Options, people, meetings and actions. */
  coordinate: { name: "alerts.coordinate", roles: [...school, ...virtualSchool] },
  /** Anybody may be named for an action; the row is shown to that person. */
  tickAction: { name: "alerts.tickAction", roles },
  decide: { name: "alerts.decide", roles: school },
  followUp: { name: "alerts.followUp", roles: virtualSchool },
  close: { name: "alerts.close", roles: coordinators },
  /** By whoever coordinates the alert, to somebody who accepts. */
  handOver: { name: "alerts.handOver", roles: virtualSchool },
  /** Practice alerts, by hand. */
  practise: { name: "alerts.practise", roles: coordinators },
  withdraw: { name: "alerts.withdraw", roles: school },
  /** An unverified child: match to a learner, or end as not for the Virtual School. */
  verify: { name: "alerts.verify", roles: coordinators },
} as const satisfies Record<string, Permission>;
