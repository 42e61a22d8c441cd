import type { AppLoadContext } from "@remix-run/node";
import { currentClock } from "~/domain/calendars/clock.server";
import type { Actor, Held } from "~/platform/actor";
import { webDatabase } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { auth, longestSessionHours } from "./sign-in.server";

const visitors = new WeakMap<AppLoadContext, Promise<Actor | null>>();

/** Roles held on the day of `at`, in one query. */
export async function actorOf(personId: string, at: Date): Promise<Actor | null> {
  const today = toDateColumn(dayOf(at));
  const person = await webDatabase().person.findUnique({
    where: { id: personId },
    select: {
      id: true,
      name: true,
      memberships: {
        where: { validFrom: { lte: today }, OR: [{ validTo: null }, { validTo: { gte: today } }] },
        select: { role: true, schoolId: true, areaId: true, authorityId: true, isDepute: true },
        orderBy: [{ validFrom: "asc" }, { id: "asc" }],
      },
    },
  });
  return person && { personId: person.id, name: person.name, memberships: person.memberships as Held[] };
}

async function findVisitor(request: Request): Promise<Actor | null> {
  const found = await auth().api.getSession({ headers: request.headers, query: { disableRefresh: true } });
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
    visitor = findVisitor(request);
    visitors.set(context, visitor);
  }
  return visitor;
}

/**
 * Prolongs the session of somebody who moved: a page opened or a form sent, not a page that refreshes itself.
 * Gives back the cookies to set.
 */
export async function prolongSession(headers: Headers): Promise<string[]> {
  const { headers: answer } = await auth().api.getSession({ headers, returnHeaders: true });
  return answer.getSetCookie();
}

/** Ends the session. Gives back the cookies that remove it from the browser. */
export async function endSession(headers: Headers): Promise<string[]> {
  const { headers: answer } = await auth().api.signOut({ headers, returnHeaders: true });
  return answer.getSetCookie();
}
