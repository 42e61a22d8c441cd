import type { LoaderFunctionArgs } from "@remix-run/node";
import { currentClock } from "~/domain/calendars/clock.server";
import { calendarFileOf } from "~/domain/duty/duty-feed.queries.server";
import { asNobody } from "~/platform/database.server";

const notThere = () =>
  new Response("There is no such calendar.\n", { status: 404, headers: { "Content-Type": "text/plain" } });

/** A person's days of duty, for calendar programs, which cannot sign in: the secret in the address is the key. */
export async function loader({ params }: LoaderFunctionArgs) {
  const [, secret] = /^([\w-]{43})\.ics$/.exec(params.file ?? "") ?? [];
  if (!secret) return notThere();
  const at = (await currentClock()).now();
  const file = await asNobody((tx) => calendarFileOf(tx, secret, at));
  if (!file) return notThere();
  return new Response(file, {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="duty.ics"',
    },
  });
}
