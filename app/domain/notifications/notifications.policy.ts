import type { Permission } from "~/platform/actor";

/** Who may see how mails are doing, and ask for one to be tried again. Neither shows what a mail says. */
export const notificationsPolicy = {
  see: { name: "notifications.see", roles: ["lead", "vs_head_teacher", "administrator"] },
  retry: { name: "notifications.retry", roles: ["lead", "vs_head_teacher", "administrator"] },
} as const satisfies Record<string, Permission>;
