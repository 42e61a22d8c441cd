import { createHmac, timingSafeEqual } from "node:crypto";
import type { AppLoadContext } from "@remix-run/node";
import { currentClock } from "~/domain/calendars/clock.server";
import type { Actor, Held, Role } from "~/platform/actor";
import { webDatabase } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
import { auth, idleMinutes, longestSessionHours, prolongSeconds } from "./sign-in.server";

/** Somebody signed in, and whether their session was prolonged a moment ago. */
export type Visitor = { actor: Actor; isFresh: boolean };

type Row = Omit<Held, "role"> & {
  personId: string;
  name: string;
  role: Role | null;
  startedAt: Date | null;
  endsAt: Date | null;
};

/** Each role that somebody holds on the day of `at`, in one query; one row without a role for whoever holds none. */
function heldRoles(from: Prisma.Sql, at: Date): Promise<Row[]> {
  const today = dayOf(at);
  return webDatabase().$queryRaw<Row[]>`
    select person.id as "personId", person.name, held.role, held.school_id as "schoolId", held.area_id as "areaId",
      held.authority_id as "authorityId", held.is_depute as "isDepute", began as "startedAt", ends as "endsAt"
    from ${from} left join membership held on held.person_id = person.id and held.valid_from <= ${today}::date
      and (held.valid_to is null or held.valid_to >= ${today}::date)
    order by held.valid_from, held.id`;
}

function actorIn([first, ...others]: readonly Row[]): Actor | null {
  if (!first) return null;
  const memberships = [first, ...others].flatMap(({ role, schoolId, areaId, authorityId, isDepute }) =>
    role ? [{ role, schoolId, areaId, authorityId, isDepute }] : [],
  );
  return { personId: first.personId, name: first.name, memberships };
}

/** Roles held on the day of `at`, in one query. */
export async function actorOf(personId: string, at: Date): Promise<Actor | null> {
  const person = Prisma.sql`(select id, name, null::timestamptz as began, null::timestamptz as ends from person
    where id = ${personId}::uuid) person`;
  return actorIn(await heldRoles(person, at));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return "";
  }
}

/** What the library signed into the cookie: `<token>.<HMAC-SHA256 in base64>`. Null when nobody here signed it. */
async function tokenIn(headers: Headers): Promise<string | null> {
  const { authCookies, secret } = await auth().$context;
  const start = `${authCookies.sessionToken.name}=`;
  // The first of that name, as the library reads it when it ends a session.
  const sent = headers
    .get("cookie")
    ?.split(/; */)
    .find((cookie) => cookie.startsWith(start));
  const [token = "", given = ""] = decoded(sent?.slice(start.length) ?? "").split(".");
  const signature = Buffer.from(given, "base64");
  const own = createHmac("sha256", secret).update(token).digest();
  return signature.length === own.length && timingSafeEqual(signature, own) ? token : null;
}

/**
 * Who is signed in by these cookies, or null. Asked for each page, so in one query: the library, which writes, prolongs
 * and ends sessions, would take three.
 */
export async function findVisitor(headers: Headers): Promise<Visitor | null> {
  const token = await tokenIn(headers);
  if (token === null) return null;
  const now = new Date();
  const person = Prisma.sql`(select person.id, person.name, session.created_at as began, session.expires_at as ends
    from session join person on person.id = session.user_id
    where session.token = ${token} and session.expires_at > ${now}) person`;
  const rows = await heldRoles(person, (await currentClock()).now());
  const actor = actorIn(rows);
  const { startedAt, endsAt } = rows[0] ?? {};
  if (!actor || !startedAt || !endsAt || actor.memberships.length === 0) return null;
  if (now.getTime() - startedAt.getTime() > longestSessionHours * 3_600_000) return null;
  const prolongedAt = endsAt.getTime() - idleMinutes * 60_000;
  return { actor, isFresh: now.getTime() - prolongedAt < prolongSeconds * 1000 };
}

const visitors = new WeakMap<AppLoadContext, Promise<Visitor | null>>();

/** Who is signed in, or null. Asked once per request however many loaders run; never prolongs the session. */
export async function currentActor(request: Request, context: AppLoadContext): Promise<Actor | null> {
  if (context.visitor !== undefined) return context.visitor?.actor ?? null;
  const visitor = visitors.get(context) ?? findVisitor(request.headers);
  visitors.set(context, visitor);
  return (await visitor)?.actor ?? null;
}

/** Prolongs the session of somebody who moved: a page opened or a form sent, not a page that refreshes itself. Gives the cookies to set. */
export async function prolongSession(headers: Headers): Promise<string[]> {
  const { headers: answer } = await auth().api.getSession({ headers, returnHeaders: true });
  return answer.getSetCookie();
}

/** Ends the session. Gives back the cookies that remove it from the browser. */
export async function endSession(headers: Headers): Promise<string[]> {
  const { headers: answer } = await auth().api.signOut({ headers, returnHeaders: true });
  return answer.getSetCookie();
}
