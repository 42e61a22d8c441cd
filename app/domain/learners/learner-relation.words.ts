import type { Role } from "~/platform/actor";

/** Roles whose holders see a part of one learner's record, and which part. */
export const relatedRoles = [
  "social_worker",
  "house_key_worker",
  "guardian",
  "partner",
] as const satisfies Role[];
export type RelatedRole = (typeof relatedRoles)[number];

export const relatedParts = {
  social_worker:
    "that there is an alert and where it stands, plans, actions, the way back, school, time out of school",
  house_key_worker: "out of school today or soon, when they are back, who meets them, school",
  guardian: "school, and who of the Virtual School helps",
  partner: "first name, what helps, and who of the Virtual School helps",
} as const satisfies Record<RelatedRole, string>;

/** Labels and hints of the form that shows somebody a part of a record. */
export const startRelationWords = {
  who: {
    label: "Who?",
    hint: "People with the role of a social worker, house key worker, guardian or partner",
  },
  untilOn: { label: "Until", hint: "The last day. A house key worker needs one; anybody else may have one" },
} as const;
