import { z } from "zod";

const fallbackId = z.uuid("Select somebody who can be on duty").optional();
const dayOrStop = (error: string) => z.iso.date({ error, abort: true });
const timeOfDay = z.iso
  .time({ error: "Time must be in the format 08:30", precision: -1, abort: true })
  .optional();

/** Who is on duty for an area on one day, in the place of the weekly turn. */
export const coverDaySchema = z
  .object({
    areaId: z.uuid(),
    day: z.iso.date("Enter the day"),
    personId: z.uuid("Select who is on duty"),
    deputeId: z.uuid("Select the depute"),
    fallbackId,
  })
  .refine((cover) => cover.personId !== cover.deputeId, {
    path: ["deputeId"],
    message: "Depute must be somebody else",
  });
export type CoverDayInput = z.infer<typeof coverDaySchema>;

/** Back to the weekly turn on a day. */
export const uncoverDaySchema = z.object({ areaId: z.uuid(), day: z.iso.date(), fallbackId });
export type UncoverDayInput = z.infer<typeof uncoverDaySchema>;

/** Somebody is away, whole days or from and until a time of day. */
export const saveAbsenceSchema = z
  .object({
    personId: z.uuid("Select who is away"),
    firstDay: dayOrStop("Enter the first day"),
    lastDay: dayOrStop("Enter the last day"),
    fromTime: timeOfDay,
    untilTime: timeOfDay,
    fallbackId,
  })
  .refine((away) => away.firstDay <= away.lastDay, {
    path: ["lastDay"],
    message: "Last day must be the first day or later",
  })
  .refine(
    ({ firstDay, lastDay, fromTime = "00:00", untilTime = "24:00" }) =>
      firstDay < lastDay || fromTime < untilTime,
    {
      path: ["untilTime"],
      message: "Time back must be after the time away",
    },
  );
export type SaveAbsenceInput = z.infer<typeof saveAbsenceSchema>;

export const endAbsenceSchema = z.object({ absenceId: z.uuid() });
export type EndAbsenceInput = z.infer<typeof endAbsenceSchema>;

/** A day of duty as a form sends it: the area's id, a space, the day. */
const turnOfDay = (message: string) =>
  z
    .string(message)
    .regex(/^[0-9a-f-]{36} \d{4}-\d{2}-\d{2}$/, message)
    .transform((value) => ({ areaId: value.slice(0, 36), day: value.slice(37) }))
    .pipe(z.object({ areaId: z.uuid(message), day: z.iso.date(message) }));

/** Asks a colleague to take a day of ours, perhaps for one of theirs. */
export const proposeSwapSchema = z.object({
  turn: turnOfDay("Select a day of yours"),
  toId: z.uuid("Select who takes it"),
  returnTurn: turnOfDay("Select a day of theirs").optional(),
});
export type ProposeSwapInput = z.infer<typeof proposeSwapSchema>;

export const answerSwapSchema = z.object({ swapId: z.uuid(), answer: z.enum(["accepted", "declined"]) });
export type AnswerSwapInput = z.infer<typeof answerSwapSchema>;

export const withdrawSwapSchema = z.object({ swapId: z.uuid() });
export type WithdrawSwapInput = z.infer<typeof withdrawSwapSchema>;
