import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import type { Server } from "node:http";
import * as remixBuild from "virtual:remix/server-build";
import { createRequestHandler, type GetLoadContextFunction } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import { findVisitor, prolongSession } from "~/domain/accounts/current-actor.server";
import { env } from "~/platform/env.server";
import { countingQueries, log } from "~/platform/log.server";
import { learnPathWords, loggedPath } from "~/platform/logged-path.server";

const longestBodyBytes = 1_000_000;
/** Pages that take files, each with the longest file and the lines around it. */
const uploads = [
  { path: /^\/(calendars\/[\w-]+\/import|exclusions\/reconcile)$/, longestBytes: 1_010_000 },
  { path: /^\/records\/imports\/of\/[\w-]+$/, longestBytes: 8_010_000 },
];
/** As much of a file that is too big is received, and thrown away, to answer in words. */
const longestSwallowedBytes = 100_000_000;
const demoRoutes = /^routes\/(demo|mailbox)\b/;

/** The app with some of its routes only. */
function withRoutes(build: ServerBuild, isKept: (id: string, path: string) => boolean): ServerBuild {
  const keep = <T extends { path?: string | undefined } | undefined>(routes: Record<string, T>) =>
    Object.fromEntries(Object.entries(routes).filter(([id, route]) => isKept(id, route?.path ?? "")));
  return {
    ...build,
    routes: keep(build.routes),
    assets: { ...build.assets, routes: keep(build.assets.routes) },
  };
}

/** Outside the demo its routes do not exist, neither on the server nor in what browsers are told. */
const routesFor = (isDemo: boolean): ServerBuild =>
  withRoutes(remixBuild, (id) => isDemo || !demoRoutes.test(id));

function securityHeaders(request: Request, response: Response, next: NextFunction): void {
  const nonce = randomBytes(16).toString("base64");
  response.locals.cspNonce = nonce;
  response.set({
    "Content-Security-Policy": [
      "default-src 'self'",
      `script-src 'self' 'nonce-${nonce}'`,
      // A mail in the demo mailbox brings its own inline styles.
      env().isDemo && request.path.startsWith("/mailbox/")
        ? "style-src 'self' 'unsafe-inline'"
        : "style-src 'self'",
      "img-src 'self' data:",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ].join("; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    // Not no-referrer: with that, browsers send the origin "null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    // Pages are personal; the hashed files of /assets are served before this.
    "Cache-Control": "no-store",
  });
  if (env().APP_URL.startsWith("https:"))
    response.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  next();
}

const isRead = (request: Request): boolean => request.method === "GET" || request.method === "HEAD";

const uploadOf = (request: Request) =>
  request.is("multipart/form-data") ? uploads.find(({ path }) => path.test(request.path)) : undefined;

/** Remix would run a page's action for PUT, PATCH and DELETE too, and choke on a body that is no form. */
function looksAndFormsOnly(request: Request, response: Response, next: NextFunction): unknown {
  if (isRead(request)) return next();
  if (request.method !== "POST") {
    response
      .set("Allow", "GET, HEAD, POST")
      .status(405)
      .type("text/plain")
      .send("There is no such request here.");
    return;
  }
  if (request.is("application/x-www-form-urlencoded") || uploadOf(request)) return next();
  response.status(415).type("text/plain").send("This page takes forms only.");
}

/** Browsers say where a form comes from; one on another site never changes anything here. */
function sameSiteOnly(request: Request, response: Response, next: NextFunction): unknown {
  const site = request.get("sec-fetch-site");
  const origin = request.get("origin");
  const own = [new URL(env().APP_URL).origin, `${request.protocol}://${request.get("host")}`];
  const isForeign =
    (site !== undefined && site !== "same-origin" && site !== "none") ||
    (origin !== undefined && !own.includes(origin));
  // Remix would compare it once more, with a Host that a proxy in front may have changed.
  if (!isForeign) delete request.headers.origin;
  if (isRead(request) || !isForeign) return next();
  return response
    .status(403)
    .type("text/plain")
    .send("This form was sent from another site, so nothing was changed.");
}

/**
 * Back to the form, which says so beside its field; once all has come, because an answer in the middle of an upload
 * looks to a browser, or to a proxy, like a line that broke.
 */
function tooBig(request: Request, response: Response): void {
  request.once("end", () => response.redirect(303, `${request.path}?too-big`));
  request.resume();
}

/** Judged by the length that is announced, of which Node reads no more; none of what is refused here is kept. */
function withinSize(request: Request, response: Response, next: NextFunction): unknown {
  const length = Number(request.get("content-length") ?? 0);
  const isOpenEnded = request.get("transfer-encoding") !== undefined;
  const upload = uploadOf(request);
  const longest = upload?.longestBytes ?? longestBodyBytes;
  if (length <= longest && !isOpenEnded) return next();
  if (upload && !isOpenEnded && length <= longestSwallowedBytes) return tooBig(request, response);
  return response
    .status(413)
    .type("text/plain")
    .send("That is more than this form can take. Go back and shorten what you entered.");
}

/** A page opened or a form sent keeps the session alive; a page that refreshes itself in the background does not. */
async function keepSignedIn(request: Request, response: Response, next: NextFunction): Promise<void> {
  const isBackground = request.get("sec-fetch-dest") === "empty" && request.method === "GET";
  if (isBackground || !request.headers.cookie?.includes("virtual-school")) return next();
  const headers = new Headers({ cookie: request.headers.cookie });
  try {
    const visitor = await findVisitor(headers);
    // Also a cookie that nobody has any more is for the library: it takes it back.
    const cookies = visitor?.isFresh ? [] : await prolongSession(headers);
    for (const cookie of cookies) response.append("Set-Cookie", cookie);
    response.locals.visitor = visitor;
  } catch {
    // The page itself says that the database is away.
  }
  next();
}

function logged(request: Request, response: Response, next: NextFunction): void {
  const start = performance.now();
  const counts = { queries: 0 };
  response.on("close", () => {
    log("info", "request", {
      method: request.method,
      path: loggedPath(request.path),
      status: response.statusCode,
      milliseconds: Math.round(performance.now() - start),
      queries: counts.queries,
    });
  });
  countingQueries(counts, next);
}

/** An address that express or Remix cannot read, and whatever no page could be made of. Nothing more is said of it. */
function withoutPage(error: unknown, request: Request, response: Response, _next: NextFunction): void {
  const isOddAddress =
    error instanceof URIError ||
    (error instanceof TypeError && "code" in error && error.code === "ERR_INVALID_URL");
  const reference = randomBytes(4).toString("hex").toUpperCase();
  if (!isOddAddress) {
    log("error", "fault", {
      reference,
      method: request.method,
      path: loggedPath(request.path),
      name: error instanceof Error ? error.name : typeof error,
    });
  }
  if (response.headersSent) return void response.destroy();
  response
    .status(isOddAddress ? 400 : 500)
    .type("text/plain")
    .send(
      isOddAddress ? "There is no such address." : `Sorry, something went wrong. Reference: ${reference}`,
    );
}

const wordsOf = (path: string): string[] => path.split("/").filter((word) => word !== "");

/** "learners/2": what a route's path and the addresses of its pages have in common. */
const shapeOf = (path: string): string => {
  const words = wordsOf(path);
  return `${words[0] ?? ""}/${words.length}`;
};

/**
 * Remix compares an address with every route that it knows, several times for a page. A page is found sooner among its
 * own: a handler for each first word and number of words, and one of all routes for addresses that are like none.
 */
function handlerByShape(build: ServerBuild, getLoadContext: GetLoadContextFunction): express.RequestHandler {
  const all = "*";
  const handlers = new Map<string, express.RequestHandler>();
  const shapes = new Set(Object.values(build.routes).map((route) => shapeOf(route?.path ?? "")));
  return (request, response, next) => {
    const asked = shapeOf(request.path.replace(/\.data$/, ""));
    const shape = shapes.has(asked) ? asked : all;
    const isKept = (id: string, path: string) => shape === all || id === "root" || shapeOf(path) === shape;
    const handler =
      handlers.get(shape) ??
      createRequestHandler({ build: withRoutes(build, isKept), mode: "production", getLoadContext });
    handlers.set(shape, handler);
    return handler(request, response, next);
  };
}

/** Files beside the pages: an icon, what browsers ask for unasked. Looked for by name, not on the disk for each page. */
function publicFiles(): express.RequestHandler {
  const folder = "build/client";
  const names = new Set(readdirSync(folder));
  const serve = express.static(folder, { maxAge: "1h", index: false });
  return (request, response, next) =>
    names.has(wordsOf(request.path)[0] ?? "") ? serve(request, response, next) : next();
}

/** The static words of all routes, and of the files beside them. */
const pathWords = (build: ServerBuild): string[] => [
  ...Object.values(build.routes).flatMap((route) => (route?.path ?? "").split("/")),
  ...["_root.data", "_root", "favicon.ico"],
];

/** Serves the app. Resolves with the server once it listens. */
export function startWeb(): Promise<Server> {
  const { HOST, PORT, TRUST_PROXY, isDemo } = env();
  const build = routesFor(isDemo);
  learnPathWords(pathWords(build));
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", TRUST_PROXY);
  // Scripts and styles are most of what a slow line has to carry; pages with personal text stay as they are.
  app.use("/assets", compression(), express.static("build/client/assets", { immutable: true, maxAge: "1y" }));
  app.use(publicFiles());
  app.use(logged, securityHeaders, looksAndFormsOnly, sameSiteOnly, withinSize, keepSignedIn);
  app.all(
    "*",
    handlerByShape(build, (request, response) => ({
      cspNonce: String(response.locals.cspNonce),
      clientIp: request.ip ?? "unknown",
      visitor: response.locals.visitor,
    })),
  );
  app.use(withoutPage);
  return new Promise((resolve, reject) => {
    const server = app.listen(PORT, HOST, () => resolve(server));
    server.on("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      reject(
        isTaken
          ? new Error(`Port ${PORT} is in use. Stop what uses it, or set PORT to another number.`)
          : error,
      );
    });
  });
}
