import { z } from "zod";
import {
  type CareSource,
  careSources,
  type LegalBasis,
  learnerScopes,
  legalBases,
  type Scope,
} from "./learners.words";

const keysOf = <K extends string>(words: Record<K, unknown>) => Object.keys(words) as [K, ...K[]];

/** Since when and why somebody is known; `category` is an entry of the reference list. */
export const careFields = {
  category: z.string("Select the kind of care experience").max(60),
  startedOn: z.iso.date("Enter the day since when"),
  legalBasis: z.enum(keysOf<LegalBasis>(legalBases), "Select a legal basis").optional(),
  homeAuthorityId: z.uuid("Select the home authority"),
  source: z.enum(keysOf<CareSource>(careSources), "Select who told us"),
};

const period = {
  ...careFields,
  endedOn: z.iso.date("Last day must be a real date").optional(),
  isVerified: z.boolean().default(false),
};
type Dates = { startedOn: string; endedOn?: string | undefined };
const isInOrder = ({ startedOn, endedOn }: Dates) => !endedOn || endedOn >= startedOn;
const order = { path: ["endedOn"], error: "Last day must not be before the first" };

/** A way of being looked after. One that lasts ends the one before on the day before. */
export const addCarePeriodSchema = z.object({ learnerId: z.uuid(), ...period }).refine(isInOrder, order);
export type AddCarePeriodInput = z.infer<typeof addCarePeriodSchema>;

/** A care period as it should have been recorded, or its last day, typed over `version` of it. */
export const correctCarePeriodSchema = z
  .object({ learnerId: z.uuid(), periodId: z.uuid(), version: z.coerce.number().int(), ...period })
  .refine(isInOrder, order);
export type CorrectCarePeriodInput = z.infer<typeof correctCarePeriodSchema>;

/** Why else the Virtual School works with somebody, from a day on. */
export const startScopeSchema = z.object({
  learnerId: z.uuid(),
  scope: z.enum(keysOf<Scope>(learnerScopes), "Select why else"),
  startedOn: careFields.startedOn,
  homeAuthorityId: careFields.homeAuthorityId,
  source: careFields.source,
});
export type StartScopeInput = z.infer<typeof startScopeSchema>;
