import { auditReasons } from "~/domain/alerts/promises.queries.server";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";

const answer = (status: number, lines: readonly string[]) =>
  new Response(`${lines.join("\n")}\n`, {
    status,
    headers: { "Content-Type": "text/plain", "Cache-Control": "no-store" },
  });

/** Is every promise kept, and does somebody look? One line for each reason why not: codes and counts. It stops no traffic. */
export async function loader() {
  const isOff = env().AUDITOR === "off" ? ["auditor: switched off"] : [];
  try {
    const reasons = [...isOff, ...(await asNobody(auditReasons))];
    return reasons.length === 0 ? answer(200, ["ok"]) : answer(503, reasons);
  } catch {
    return answer(503, [...isOff, "database: it does not answer"]);
  }
}
