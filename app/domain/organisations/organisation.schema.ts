import { z } from "zod";
import { type OrganisationKind, organisationKinds } from "./organisation.words";
import { phoneNumber } from "./organisations.schema";

const kinds = Object.keys(organisationKinds) as [OrganisationKind, ...OrganisationKind[]];

/** A house or provider; a new one when `id` is not given. What is left empty is not known. */
export const saveOrganisationSchema = z
  .object({
    id: z.uuid().optional(),
    kind: z.enum(kinds, "Select what it is"),
    name: z
      .string("Enter the name")
      .trim()
      .min(2, "Enter the name")
      .max(120, "Name must be 120 characters or fewer"),
    areaId: z.uuid("Select an area").optional(),
    contact: z.string().trim().max(120, "Who to ask for must be 120 characters or fewer").optional(),
    phone: phoneNumber("Enter the phone number").optional(),
    email: z
      .email("Email address must be like name@example.com")
      .max(254, "Email address must be 254 characters or fewer")
      .optional(),
    activeFrom: z.iso.date("Enter the first day"),
    activeTo: z.iso.date("Last day must be a real date").optional(),
  })
  .refine(({ phone, email }) => phone || email, {
    path: ["phone"],
    error: "Enter a phone number or an email address",
  })
  .refine(({ activeFrom, activeTo }) => activeTo === undefined || activeTo >= activeFrom, {
    path: ["activeTo"],
    error: "Last day must not be before the first day",
  });
export type SaveOrganisationInput = z.infer<typeof saveOrganisationSchema>;
