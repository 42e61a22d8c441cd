import { authorityOf, type School, schoolOf } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { mayEdit } from "./may-edit";

/**
 * Opens an authority's calendar for one change at a time, so that what is checked is still so when it is written.
 * @throws NotAllowed; NotFound when there is no such authority
 */
export async function editCalendar(tx: Tx, actor: Actor, authorityId: string): Promise<void> {
  mayEdit(actor);
  await authorityOf(tx, authorityId);
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('calendar'), hashtext(${authorityId}))`;
}

/**
 * The same for what one school does otherwise.
 * @throws NotAllowed; NotFound when there is no such school
 */
export async function editSchoolCalendar(tx: Tx, actor: Actor, schoolId: string): Promise<School> {
  mayEdit(actor);
  const school = await schoolOf(tx, schoolId);
  await editCalendar(tx, actor, school.authorityId);
  return school;
}
