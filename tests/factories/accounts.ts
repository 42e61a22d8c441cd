import { createHmac, randomUUID } from "node:crypto";
import type { Actor, Role } from "~/platform/actor";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { toDateColumn } from "~/platform/format";

type Place = { schoolId?: string; areaId?: string; authorityId?: string };

type Given = Place & {
  /** "2026-11-22", the last day of the role. */
  until?: string;
  name?: string;
  email?: string;
  isDepute?: boolean;
};

/** Somebody to act as, with the address that mails to them go to. */
export type TestPerson = Actor & { email: string };

/** A person with one role, held since August 2020; `aPerson("designated_manager", { schoolId })`. */
export async function aPerson(role: Role, given: Given = {}): Promise<TestPerson> {
  const { until, name, email, isDepute = false, ...place } = given;
  const personId = randomUUID();
  const held = { role, schoolId: null, areaId: null, authorityId: null, isDepute, ...place };
  const person = {
    personId,
    name: name ?? `${role} ${personId.slice(0, 4)}`,
    memberships: [held],
    email: email ?? `${personId}@example.org`,
  };
  await asNobody(async (tx) => {
    await tx.person.create({ data: { id: personId, name: person.name, email: person.email } });
    await tx.membership.create({
      data: {
        personId,
        ...held,
        validFrom: toDateColumn("2020-08-01"),
        validTo: until ? toDateColumn(until) : null,
      },
    });
  });
  return person;
}

/**
 * A session that began just now, as the cookie of it. Signing in as people do takes a form, a mail and a second, and is
 * tried where signing in is the matter: everybody else comes in this way.
 */
export async function aSession({ personId }: { personId: string }): Promise<{ name: string; value: string }> {
  const token = randomUUID();
  const expiresAt = new Date(Date.now() + 30 * 60_000);
  await asNobody((tx) =>
    tx.session.create({ data: { id: randomUUID(), token, userId: personId, expiresAt } }),
  );
  const signature = createHmac("sha256", env().APP_SECRET).update(token).digest("base64");
  return { name: "virtual-school.session_token", value: encodeURIComponent(`${token}.${signature}`) };
}
