const passingCodes = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "57P01",
  "57P03",
  "53300",
]);

/** Is this the database being away or too busy: a fault that passes by itself? */
export function isPassingFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (passingCodes.has(code)) return true;
  if (error.cause !== undefined && isPassingFault(error.cause)) return true;
  return /reach database server|Connection terminated|not queryable|timeout exceeded|ECONNREFUSED|terminating connection/i.test(
    error.message,
  );
}
