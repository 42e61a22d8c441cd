import type { AppLoadContext } from "@remix-run/node";
import { currentClock } from "~/domain/calendars/clock.server";
import type { Actor, Held, Role } from "~/platform/actor";
import { webDatabase } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { auth, longestSessionHours } from "./sign-in.server";

const visitors = new WeakMap<AppLoadContext, Promise<Actor | null>>();

/** Roles held on the day of `at`, in one query. */
export async function actorOf(personId: string, at: Date): Promise<Actor | null> {
  const today = dayOf(at);
  const rows = await webDatabase().$queryRaw<(Omit<Held, "role"> & { name: string; role: Role | null })[]>`
    select person.name, held.role, held.school_id as "schoolId", held.area_id as "areaId", held.authority_id as "authorityId",
      held.is_depute as "isDepute"
    from person left join membership held on held.person_id = person.id and held.valid_from <= ${today}::date
      and (held.valid_to is null or held.valid_to >= ${today}::date)
    where person.id = ${personId}::uuid
    order by held.valid_from, held.id`;
  const [first] = rows;
  if (!first) return null;
  const memberships = rows.flatMap(({ name: _name, role, ...place }) => (role ? [{ role, ...place }] : []));
  return { personId, name: first.name, memberships };
}

async function findVisitor(request: Request, { session }: AppLoadContext): Promise<Actor | null> {
  const asked = { headers: request.headers, query: { disableRefresh: true } };
  const found = session === undefined ? await auth().api.getSession(asked) : session;
  if (!found) return null;
  const ageHours = (Date.now() - new Date(found.session.createdAt).getTime()) / 3_600_000;
  if (ageHours > longestSessionHours) return null;
  const actor = await actorOf(found.user.id, (await currentClock()).now());
  return actor && actor.memberships.length > 0 ? actor : null;
}

/** Who is signed in, or null. Asked once per request however many loaders run; never prolongs the session. */
export function currentActor(request: Request, context: AppLoadContext): Promise<Actor | null> {
  let visitor = visitors.get(context);
  if (!visitor) {
    visitor = findVisitor(request, context);
    visitors.set(context, visitor);
  }
  return visitor;
}

/**
 * Prolongs the session of somebody who moved: a page opened or a form sent, not a page that refreshes itself.
 * Gives the cookies to set, and the session as it was found, for `currentActor` in the same request.
 */
export async function prolongSession(headers: Headers) {
  const { headers: answer, response } = await auth().api.getSession({ headers, returnHeaders: true });
  return { cookies: answer.getSetCookie(), session: response };
}

/** Ends the session. Gives back the cookies that remove it from the browser. */
export async function endSession(headers: Headers): Promise<string[]> {
  const { headers: answer } = await auth().api.signOut({ headers, returnHeaders: true });
  return answer.getSetCookie();
}
