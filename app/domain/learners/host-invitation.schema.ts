import { z } from "zod";
import { guestRoles } from "~/domain/accounts/accounts.words";
import { privateMailDomains } from "./host-invitation.words";

/** One named person of a school in another authority, for one learner. The address is theirs at work. */
export const inviteHostSchema = z.object({
  learnerId: z.uuid(),
  schoolId: z.uuid("Select the school"),
  name: z
    .string("Enter their name")
    .trim()
    .min(1, "Enter their name")
    .max(120, "Name must be 120 characters or fewer"),
  email: z
    .email("Enter an email address in the format name@example.com")
    .max(254, "Enter an email address of at most 254 characters")
    .toLowerCase()
    .refine(
      (email) => !privateMailDomains.includes(email.split("@")[1] ?? ""),
      "Enter the address they have at work: a private one does not show where somebody works",
    ),
  role: z.enum(guestRoles, "Select their role"),
});
export type InviteHostInput = z.infer<typeof inviteHostSchema>;
