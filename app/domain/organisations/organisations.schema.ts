import { z } from "zod";
import { channelKinds, mailKinds } from "~/domain/notifications/channels.words";
import { phonePurposes, sectors } from "./organisations.words";

/** Digits with spaces, a leading + and an extension: what can be dialled. */
export const phoneNumber = (missing: string) =>
  z
    .string(missing)
    .trim()
    .min(1, missing)
    .regex(/^\+?[\d ()-]{3,20}( ?ext\.? ?\d{1,6})?$/, "Phone number must be digits, such as 0141 496 0000")
    .refine((text) => text.replace(/\D/g, "").length >= 3, "Phone number must have at least 3 digits");

/** A new authority when `id` is not given. Exactly one is the Virtual School's own. */
export const saveAuthoritySchema = z.object({
  id: z.uuid().optional(),
  name: z
    .string("Enter the name of the education authority")
    .trim()
    .min(2, "Enter the name of the education authority")
    .max(120, "Name must be 120 characters or fewer"),
  isHome: z.boolean().default(false),
});
export type SaveAuthorityInput = z.infer<typeof saveAuthoritySchema>;

/** The channels by which our people may be told, in the order of `channelKinds`. */
export const saveAllowedChannelsSchema = z.object({
  channels: z
    .array(z.enum(channelKinds, "Select channels from the list"))
    .default([])
    .refine(
      (channels) => channels.some((kind) => mailKinds.includes(kind)),
      "Select at least one kind of email",
    )
    .transform((channels) => channelKinds.filter((kind) => channels.includes(kind))),
});
export type SaveAllowedChannelsInput = z.infer<typeof saveAllowedChannelsSchema>;

/** A new area of our own authority when `id` is not given. */
export const saveAreaSchema = z.object({
  id: z.uuid().optional(),
  authorityId: z.uuid("Select an education authority"),
  name: z
    .string("Enter the name of the area")
    .trim()
    .min(2, "Enter the name of the area")
    .max(80, "Name must be 80 characters or fewer"),
});
export type SaveAreaInput = z.infer<typeof saveAreaSchema>;

/** A new school when `id` is not given. What is left empty is not known, or not so any more. */
export const saveSchoolSchema = z
  .object({
    id: z.uuid().optional(),
    name: z
      .string("Enter the name of the school")
      .trim()
      .min(2, "Enter the name of the school")
      .max(120, "Name must be 120 characters or fewer"),
    seedCode: z
      .string("Enter the SEED code")
      .trim()
      .regex(/^\d{7}$/, "SEED code must be 7 digits"),
    sector: z.enum(sectors, "Select a sector"),
    authorityId: z.uuid("Select an education authority"),
    areaId: z.uuid("Select an area"),
    phone: phoneNumber("Enter the phone number of the office"),
    roll: z.coerce
      .number("Roll must be a number")
      .int("Roll must be a whole number")
      .min(0, "Roll must be 0 or more")
      .max(5000, "Roll must be 5000 or less")
      .optional(),
    rollOn: z.iso.date("Counted on must be a real date").optional(),
    closedOn: z.iso.date("Last day must be a real date").optional(),
  })
  .refine(({ roll, rollOn }) => roll === undefined || rollOn !== undefined, {
    path: ["rollOn"],
    error: "Enter the day on which the roll was counted",
  })
  .refine(({ roll, rollOn }) => rollOn === undefined || roll !== undefined, {
    path: ["roll"],
    error: "Enter the roll that was counted on that day",
  });
export type SaveSchoolInput = z.infer<typeof saveSchoolSchema>;

/** The number at a place of a purpose's list; what stood there before is replaced. */
export const savePhoneNumberSchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  purpose: z.enum(phonePurposes, "Select when the number is shown"),
  position: z.coerce
    .number("Place in the list must be a number")
    .int("Place in the list must be a whole number")
    .min(1, "Place in the list must be 1 or more")
    .max(9, "Place in the list must be 9 or less"),
  label: z
    .string("Enter who answers")
    .trim()
    .min(2, "Enter who answers")
    .max(80, "Who answers must be 80 characters or fewer"),
  number: phoneNumber("Enter the phone number"),
});
export type SavePhoneNumberInput = z.infer<typeof savePhoneNumberSchema>;
