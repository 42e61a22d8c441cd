import { z } from "zod";
import { channelKinds } from "~/domain/notifications/channels.words";
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

/** A mobile number of the United Kingdom; gives "+447700900123". */
const mobileNumber = z
  .string("Enter a mobile number")
  .transform((text) => text.replace(/[\s()-]/g, "").replace(/^(?:0044|\+44|0)(?=7)/, "+44"))
  .pipe(z.string().regex(/^\+447\d{9}$/, "Enter a UK mobile number, such as 07700 900123"));

/** Where text messages go. */
export const saveTextChannelSchema = z.object({ phone: mobileNumber });

/** Where a webhook goes; the command looks at the host. */
export const saveWebhookSchema = z.object({
  url: z
    .string("Enter the address of the webhook")
    .trim()
    .max(1000, "Address of the webhook must be 1000 characters or fewer")
    .refine((text) => URL.canParse(text), "Enter a whole web address, such as https://example.com/hook"),
});

/** A button beside a channel. */
export const channelButtonSchema = z.object({
  kind: z.enum(channelKinds, "Select a channel"),
  press: z.enum(["on", "off", "test", "remove"], "Select what to do"),
});
