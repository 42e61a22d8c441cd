import { type Permission, roles } from "~/platform/actor";

/** Who may do what with people and roles. */
export const accountsPolicy = {
  signedIn: { name: "accounts.signedIn", roles },
  seePeople: { name: "accounts.seePeople", roles: ["administrator", "vs_head_teacher"] },
  invite: { name: "accounts.invite", roles: ["administrator"] },
  endMembership: { name: "accounts.endMembership", roles: ["administrator"] },
} as const satisfies Record<string, Permission>;
