const passingCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2034",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "40001",
  "40P01",
  "57P01",
  "57P03",
  "53300",
]);

type Coded = { code?: unknown; meta?: { driverAdapterError?: { cause?: { originalCode?: unknown } } } };

/** The codes of a fault and of what caused it; of a raw query Prisma says in `code` no more than that it was one. */
export function faultCodes(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code, meta } = error as Error & Coded;
  const codes = [code, meta?.driverAdapterError?.cause?.originalCode];
  return [...codes.flatMap((each) => (typeof each === "string" ? [each] : [])), ...faultCodes(error.cause)];
}

/** Is this the database being away or too busy, or two changes in each other's way: a fault that passes by itself? */
export function isPassingFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (faultCodes(error).some((code) => passingCodes.has(code)) || isPassingFault(error.cause)) return true;
  return /reach database server|Connection terminated|not queryable|timeout exceeded|ECONNREFUSED|terminating connection/i.test(
    error.message,
  );
}
