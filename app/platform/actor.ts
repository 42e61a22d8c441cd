/** The roles of the Virtual School and the people around it. Values are stable: outside checks use them. */
export const roles = [
  "designated_manager",
  "head_teacher",
  "lead",
  "vs_teacher",
  "vs_head_teacher",
  "administrator",
  "head_of_inclusion",
  "area_lead_officer",
  "house_key_worker",
  "social_worker",
  "partner",
  "guardian",
  "report_reader",
  "information_governance",
] as const;

export type Role = (typeof roles)[number];

/** A role held now, and where. */
export type Held = {
  role: Role;
  schoolId: string | null;
  areaId: string | null;
  authorityId: string | null;
  isDepute: boolean;
};

/** Somebody acting: everything is read and written on behalf of one. */
export type Actor = { personId: string; name: string; memberships: Held[] };

/** What a room's policy exports for one verb: its name and who may. */
export type Permission = { name: string; roles: readonly Role[] };

/** Has the actor a role that includes this permission, at this school if one is named? */
export function may(actor: Actor, permission: Permission, schoolId?: string): boolean {
  return actor.memberships.some(
    (held) =>
      permission.roles.includes(held.role) &&
      (schoolId === undefined || held.schoolId === null || held.schoolId === schoolId),
  );
}

/** The schools at which the actor holds one of the permission's roles. */
export function schoolsWhere(actor: Actor, permission: Permission): string[] {
  return actor.memberships.flatMap((held) =>
    held.schoolId !== null && permission.roles.includes(held.role) ? [held.schoolId] : [],
  );
}
