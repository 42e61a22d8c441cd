import { read, readTogether, type Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";

type Named = { id: string; name: string };

const onRoll = (day: string) =>
  Prisma.sql`e.started_on <= ${day}::date AND (e.ended_on IS NULL OR e.ended_on >= ${day}::date)`;

/** Schools of other authorities whose roll a learner is on that day ("2026-11-22"), by name. */
export const hostSchoolsRead = (learnerId: string, day: string) =>
  read<Named>(Prisma.sql`SELECT DISTINCT s.id, s.name FROM school_enrolment e JOIN school s ON s.id = e.school_id
      JOIN authority a ON a.id = s.authority_id AND NOT a.is_home
    WHERE e.learner_id = ${learnerId}::uuid AND ${onRoll(day)} ORDER BY s.name`);

/** `hostSchoolsRead` alone. */
export const hostSchoolsOf = async (tx: Tx, learnerId: string, day: string): Promise<Named[]> =>
  (await readTogether(tx, { schools: hostSchoolsRead(learnerId, day) })).schools;

type InvitationRow = { id: string; name: string; school: string; invitedAt: string; isRunning: boolean };

/** Who of schools in other authorities was let in for a learner, in the order they were. */
export const invitationsRead = (learnerId: string, day: string) =>
  read<InvitationRow>(Prisma.sql`SELECT i.id, coalesce(p.name, '') AS name, coalesce(s.name, '') AS school, i.invited_at AS "invitedAt",
      EXISTS (SELECT FROM school_enrolment e WHERE e.learner_id = i.learner_id AND e.school_id = i.school_id AND ${onRoll(day)}) AS "isRunning"
    FROM host_invitation i LEFT JOIN person p ON p.id = i.person_id LEFT JOIN school s ON s.id = i.school_id
    WHERE i.learner_id = ${learnerId}::uuid AND i.ended_at IS NULL ORDER BY i.invited_at, i.id`);

/** An invitation that was not taken back. It shows the learner while they are on the school's roll: `isRunning`. */
export type HostInvitation = { id: string; name: string; school: string; since: string; isRunning: boolean };

export const invitationsIn = (rows: readonly InvitationRow[]): HostInvitation[] =>
  rows.map(({ invitedAt, ...invitation }) => ({ ...invitation, since: dayOf(new Date(invitedAt)) }));
