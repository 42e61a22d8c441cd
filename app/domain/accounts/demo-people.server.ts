import { randomUUID } from "node:crypto";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Role } from "~/platform/actor";
import { asNobody, webDatabase } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isUuid } from "~/platform/uuid";
import { roleTitle } from "./accounts.words";
import { auth, callAuth } from "./sign-in.server";

/** Somebody of the demo and the words on their button. */
export type DemoPerson = { id: string; name: string; role: string; place: string | null };

/** More than the demo has; a database made to measure has hundreds. */
const most = 100;

/** Demo only: who can be signed in as, in the order they were invited. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const first = {
    select: { role: true, isDepute: true, schoolId: true },
    orderBy: { validFrom: "asc" },
    take: 1,
  } as const;
  return asNobody(async (tx) => {
    const people = await tx.person.findMany({
      orderBy: [{ createdAt: "asc" }, { name: "asc" }],
      take: most,
      select: { id: true, name: true, memberships: first },
    });
    const held = people.flatMap(({ memberships, ...person }) =>
      memberships.map((role) => ({ person, role })),
    );
    const schools = await schoolsByIds(
      tx,
      held.map(({ role }) => role.schoolId),
    );
    return held.map(({ person, role }) => ({
      ...person,
      role: roleTitle({ ...role, role: role.role as Role }),
      place: schools.get(role.schoolId ?? "")?.name ?? null,
    }));
  });
}

/**
 * Demo only: signs somebody in by the same steps as anybody, with a code that no mail carries. Null when there is no
 * such person, as on a page left open while the demo was started afresh.
 */
export async function signInAsDemoPerson(personId: string, clientIp: string): Promise<string[] | null> {
  if (!env().isDemo || !isUuid(personId)) return null;
  const person = await webDatabase().person.findUnique({ where: { id: personId }, select: { email: true } });
  if (!person) return null;
  const otp = await auth().api.createVerificationOTP({ body: { email: person.email, type: "sign-in" } });
  const answer = await callAuth(
    "/sign-in/email-otp",
    { email: person.email, otp },
    { clientIp, headers: new Headers({ "user-agent": `demo ${randomUUID()}` }) },
  );
  return answer.ok ? answer.headers.getSetCookie() : null;
}
