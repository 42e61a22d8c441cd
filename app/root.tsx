import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ReactNode, useContext } from "react";
import { roleTitle } from "./domain/accounts/accounts.words";
import { currentActor } from "./domain/accounts/current-actor.server";
import { calendarsPaths } from "./domain/calendars/calendars.paths";
import { currentClock } from "./domain/calendars/clock.server";
import { navigationOf } from "./navigation.server";
import { env } from "./platform/env.server";
import { formatDayTime } from "./platform/format";
import { describeFailure } from "./ui/failure";
import { FailurePage } from "./ui/failure-page";
import { NonceContext, PageReferenceContext, pageReferenceMeta } from "./ui/nonce";
import { pageTitle, serviceName } from "./ui/page-title";
import { emptyShell, Shell } from "./ui/shell";
import { WithoutScriptContext } from "./ui/without-script";
import "./app.css";

/** Null while the database is away. */
async function demoClock() {
  const clock = await currentClock().catch(() => null);
  return clock && { words: formatDayTime(clock.now()), href: calendarsPaths.demoClock() };
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const demo = { isDemo: env().isDemo, demoNote: null, demoClock: env().isDemo ? await demoClock() : null };
  // Every page has a shell, also the one that says the database is away.
  const actor = await currentActor(request, context).catch(() => null);
  if (!actor) return { shell: { ...emptyShell, ...demo } };
  const roleWords = [...new Set(actor.memberships.map(roleTitle))].join(", ");
  return { shell: { personName: actor.name, roleWords, navItems: navigationOf(actor), ...demo } };
}

export const meta: MetaFunction = ({ error }) =>
  error ? pageTitle(describeFailure(error).title) : [{ title: serviceName }];

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useContext(NonceContext);
  const reference = useContext(PageReferenceContext);
  const isWithoutScript = useContext(WithoutScriptContext);
  // A failed root loader leaves no data, and its page still needs a shell.
  const shell = useRouteLoaderData<typeof loader>("root")?.shell ?? emptyShell;
  return (
    <html lang="en-GB">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="format-detection" content="telephone=no" />
        <meta name="theme-color" content="#002d54" />
        <meta name={pageReferenceMeta} content={reference} />
        <Meta />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        <Shell shell={shell}>{children}</Shell>
        {/* No ScrollRestoration: pages load whole, and the browser restores the scroll position itself. */}
        {!isWithoutScript && <Scripts nonce={nonce} />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  return <FailurePage failure={describeFailure(useRouteError())} />;
}
