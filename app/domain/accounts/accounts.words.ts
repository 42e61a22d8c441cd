import type { Role } from "~/platform/actor";

// Apart from the schemas, so that browsers are not sent the schema library.

/** Roles as people say them. */
export const roleWords: Record<Role, string> = {
  designated_manager: "Designated Manager",
  head_teacher: "Head Teacher",
  lead: "Lead for Care Experienced Learners",
  vs_teacher: "Virtual School Teacher",
  vs_head_teacher: "Virtual School Head Teacher",
  administrator: "Administrator",
  head_of_inclusion: "Head of Inclusion",
  area_lead_officer: "Area Lead Officer",
  house_key_worker: "House Key Worker",
  social_worker: "Social Worker",
  partner: "Partner",
  guardian: "Guardian",
  report_reader: "Report Reader",
  information_governance: "Information Governance",
};

/** Roles that are held at one school. */
export const schoolRoles: readonly Role[] = ["designated_manager", "head_teacher"];

/** Roles that somebody of a school in another authority can be let in with. */
export const guestRoles = ["designated_manager", "head_teacher"] as const;
export type GuestRole = (typeof guestRoles)[number];

/** Roles that are held for one area. */
export const areaRoles: readonly Role[] = ["area_lead_officer"];

/** "Depute Designated Manager" for a depute, else the role. */
export const roleTitle = (held: { role: Role; isDepute: boolean }): string =>
  held.isDepute ? `Depute ${roleWords[held.role]}` : roleWords[held.role];

/** Labels and hints of the forms for people and roles. */
export const accountsWords = {
  name: { label: "Name", hint: "As colleagues know them" },
  email: { label: "Work email address", hint: "They sign in with a code that is sent to it" },
  phone: { label: "Work phone number" },
  role: { label: "Role" },
  schoolId: { label: "School", hint: "For a Designated Manager or a Head Teacher" },
  areaId: { label: "Area", hint: "For an Area Lead Officer" },
  mobile: { label: "Mobile number", hint: "In the United Kingdom, for example 07700 900123" },
  webhook: {
    label: "Address of the webhook",
    hint: "As the other program gives it, starting with https://. Treat it like a password",
  },
  isDepute: { label: "Depute", hint: "Stands in for the Designated Manager or the Head Teacher" },
} as const;
