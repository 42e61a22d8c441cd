import { randomUUID } from "node:crypto";
import type { Role } from "~/platform/actor";
import { webDatabase } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { roleTitle } from "./accounts.words";
import { auth, callAuth } from "./sign-in.server";

/** Somebody of the demo and the words on their button. */
export type DemoPerson = { id: string; name: string; role: string; place: string | null };

/** Demo only: everybody who can be signed in as, in the order they were invited. */
export async function demoPeople(): Promise<DemoPerson[]> {
  const people = await webDatabase().person.findMany({
    orderBy: [{ createdAt: "asc" }, { name: "asc" }],
    select: {
      id: true,
      name: true,
      memberships: { select: { role: true, isDepute: true }, orderBy: { validFrom: "asc" }, take: 1 },
    },
  });
  return people.flatMap((person) =>
    person.memberships.map((held) => ({
      id: person.id,
      name: person.name,
      role: roleTitle({ ...held, role: held.role as Role }),
      place: null,
    })),
  );
}

/** Demo only: signs somebody in by the same steps as anybody, with a code that no mail carries. */
export async function signInAsDemoPerson(personId: string, clientIp: string): Promise<string[]> {
  const person = await webDatabase().person.findUnique({ where: { id: personId }, select: { email: true } });
  if (!person) throw new NotFound("There is no such person.", { personId });
  const otp = await auth().api.createVerificationOTP({ body: { email: person.email, type: "sign-in" } });
  const answer = await callAuth(
    "/sign-in/email-otp",
    { email: person.email, otp },
    { clientIp, headers: new Headers({ "user-agent": `demo ${randomUUID()}` }) },
  );
  if (!answer.ok)
    throw new NotFound("This person cannot be signed in just now. Try again in a minute.", { personId });
  return answer.headers.getSetCookie();
}
