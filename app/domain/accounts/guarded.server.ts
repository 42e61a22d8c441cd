import { type AppLoadContext, data, redirect } from "@remix-run/node";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { currentClock } from "~/domain/calendars/clock.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { NotAllowed, NotFound, Refusal } from "~/platform/errors";
import { log } from "~/platform/log.server";
import { isPassingFault } from "~/platform/passing-fault.server";
import { isUuid } from "~/platform/uuid";
import { accountsPaths } from "./accounts.paths";
import { currentActor } from "./current-actor.server";

type RouteArgs = { request: Request; params: Record<string, string | undefined>; context: AppLoadContext };

/** What a guarded loader or action is given. */
export type Visit = RouteArgs & { actor: Actor; clock: Clock };

async function noteRefusal(actor: Actor, at: Date, refusal: Refusal, permission: Permission): Promise<void> {
  await asNobody((tx) =>
    writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: refusal.status === 403 ? "access.refused" : "request.refused",
      detail: { permission: permission.name, status: refusal.status, ...refusal.details },
    }),
  );
}

const isRead = (request: Request): boolean => request.method === "GET" || request.method === "HEAD";

/** What was typed into a form, for a page that keeps it to be sent again. */
const fieldsOf = async (sent: Request): Promise<[string, string][]> =>
  [...(await sent.formData())].filter((field): field is [string, string] => typeof field[1] === "string");

const away = "The database cannot be reached just now, so nothing was changed. Try again in a minute.";

/** The page for a fault that passes: with everything that was sent, so that one press sends it again. */
async function toRetry(sent: Request | null, fault: unknown) {
  log("warn", "database away", {
    fault: fault instanceof Error && "code" in fault ? String(fault.code) : null,
  });
  return data({ sentence: away, fields: sent ? await fieldsOf(sent) : [] }, { status: 503 });
}

/** Runs a loader or action; a database that is away becomes a page that keeps what was sent. */
export async function orTryAgain<T>(request: Request, run: () => Promise<T>): Promise<T> {
  const sent = isRead(request) ? null : request.clone();
  try {
    return await run();
  } catch (error) {
    throw isPassingFault(error) ? await toRetry(sent, error) : error;
  }
}

async function visitOf(args: RouteArgs, options: Options): Promise<Visit> {
  const actor = await currentActor(args.request, args.context);
  if (actor) return { ...args, actor, clock: await currentClock() };
  const { pathname, search } = new URL(args.request.url);
  if (isRead(args.request)) throw redirect(accountsPaths.signIn(pathname + search));
  const kept = await options.keepForLater?.(args.request.clone());
  if (kept) throw redirect(accountsPaths.signIn(kept));
  throw data({ fields: await fieldsOf(args.request.clone()) }, { status: 401 });
}

/** Ids in our URLs are uuids, or "new" for what is not there yet: anything else leads nowhere. */
const hasOddId = (params: RouteArgs["params"]): boolean =>
  Object.entries(params).some(([name, value]) => /id$/i.test(name) && value !== "new" && !isUuid(value));

type Options = {
  /** Puts what a signed-out person sent aside for them; gives the path to come back to after signing in. */
  keepForLater?: (request: Request) => Promise<string | null>;
};

/**
 * Wraps a loader or action: somebody must be signed in and hold a role of the permission.
 * Refusals are put in the audit and become pages; a database that is away, or a session that has ended, becomes a page
 * that keeps what was sent. Anything else is a fault, and goes on to the boundary of the app.
 */
export function guarded<T>(
  permission: Permission,
  handler: (visit: Visit) => Promise<T>,
  options: Options = {},
): (args: RouteArgs) => Promise<T> {
  return (args) =>
    orTryAgain(args.request, async () => {
      const visit = await visitOf(args, options);
      if (!may(visit.actor, permission))
        return await refuse(new NotAllowed("Your role does not include this page."), visit, permission);
      if (hasOddId(args.params))
        return await refuse(new NotFound("There is no such page."), visit, permission);
      try {
        return await handler(visit);
      } catch (error) {
        if (error instanceof Refusal) return await refuse(error, visit, permission);
        throw error;
      }
    });
}

async function refuse(refusal: Refusal, visit: Visit, permission: Permission): Promise<never> {
  await noteRefusal(visit.actor, visit.clock.now(), refusal, permission);
  throw data({ sentence: refusal.sentence }, { status: refusal.status });
}
