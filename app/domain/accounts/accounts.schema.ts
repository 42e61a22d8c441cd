import { z } from "zod";
import { type Role, roles } from "~/platform/actor";
import { areaRoles, schoolRoles } from "./accounts.words";

/** Step one of signing in: the address the code goes to. */
export const askCodeSchema = z.object({
  email: z
    .email("Enter an email address in the format name@example.com")
    .max(254, "Enter an email address of at most 254 characters"),
});

/** Step two: the code from the mail. */
export const enterCodeSchema = askCodeSchema.extend({
  code: z
    .string("Enter the six-digit code from the email")
    .transform((code) => code.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "Enter the six-digit code from the email")),
});

const roleFields = {
  role: z.enum(roles, "Select a role"),
  schoolId: z.uuid("Select a school").optional(),
  areaId: z.uuid("Select an area").optional(),
  isDepute: z.coerce.boolean().default(false),
};

type RoleFields = { role: Role; schoolId?: string; areaId?: string };

function checkPlace<T extends RoleFields>(input: T, context: z.RefinementCtx<T>): void {
  if (schoolRoles.includes(input.role) && !input.schoolId) {
    context.addIssue({
      code: "custom",
      path: ["schoolId"],
      message: "Select the school at which they hold this role",
    });
  }
  if (areaRoles.includes(input.role) && !input.areaId) {
    context.addIssue({ code: "custom", path: ["areaId"], message: "Select the area they lead" });
  }
}

const name = z
  .string("Enter their name")
  .trim()
  .min(2, "Enter their name")
  .max(120, "Name must be 120 characters or fewer");
const email = z
  .email("Enter an email address in the format name@example.com")
  .max(254, "Email address must be 254 characters or fewer")
  .toLowerCase();

/** A further role for somebody who is here already. */
export const addRoleSchema = z.object(roleFields).superRefine(checkPlace);

/** A new person, or a further role for whoever has this address. */
export const invitePersonSchema = z
  .object({
    name,
    email,
    phone: z.string().trim().max(30, "Phone number must be 30 characters or fewer").optional(),
    ...roleFields,
  })
  .superRefine(checkPlace);
export type InvitePersonInput = z.infer<typeof invitePersonSchema>;

/** The button beside a role that ends it. */
export const endMembershipSchema = z.object({ membershipId: z.uuid("Select a role") });
export type EndMembershipInput = z.infer<typeof endMembershipSchema>;

/** The first person of an installation, given at the command line. */
export const firstAdministratorSchema = z.object({ email, name });
export type FirstAdministratorInput = z.infer<typeof firstAdministratorSchema>;
