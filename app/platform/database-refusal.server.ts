import { Conflict } from "./errors";
import { faultCodes } from "./passing-fault.server";

/** The code with which triggers of ours refuse; their message is a sentence for the person. */
const ourCode = "VS001";

type Told = { meta?: { driverAdapterError?: { cause?: { originalMessage?: unknown } } } };

/** What a trigger of ours refused, as a refusal; anything else as it is. */
export function asRefusal(error: unknown): unknown {
  if (!faultCodes(error).includes(ourCode)) return error;
  const sentence = (error as Told).meta?.driverAdapterError?.cause?.originalMessage;
  return typeof sentence === "string" ? new Conflict(sentence) : error;
}
