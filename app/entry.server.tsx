import { randomUUID } from "node:crypto";
import { Writable } from "node:stream";
import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "./platform/log.server";
import { loggedPath } from "./platform/logged-path.server";
import { NonceContext, PageReferenceContext } from "./ui/nonce";
import { hasNoScript, WithoutScriptContext } from "./ui/without-script";

const renderMilliseconds = 10_000;

/** The reference of each request that is being answered, so that its page and its log line show the same. */
const references = new WeakMap<AppLoadContext, string>();

function referenceOf(context: AppLoadContext) {
  const reference = references.get(context) ?? randomUUID().slice(0, 8).toUpperCase();
  references.set(context, reference);
  return reference;
}

/** Takes a page in one piece: a stream through the web's own kind of streams costs more than the page. */
function collect(whole: (page: Buffer<ArrayBuffer>) => void): Writable {
  const pieces: Buffer[] = [];
  return new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
    final(done) {
      whole(Buffer.concat(pieces));
      done();
    },
  });
}

/** Is it a page that says so of itself, and did all go well? */
function comesWithoutScript({ routeModules, staticHandlerContext }: EntryContext, status: number): boolean {
  const shown = staticHandlerContext.matches.at(-1)?.route.id ?? "";
  return status === 200 && hasNoScript(routeModules[shown]?.handle);
}

/** The page without its data, which only the script would read. */
function withoutData({ serverHandoffStream, ...remix }: EntryContext): EntryContext {
  void serverHandoffStream?.cancel();
  return remix;
}

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  const nonce = typeof context.cspNonce === "string" ? context.cspNonce : "";
  const isWithoutScript = comesWithoutScript(remix, status);
  const page = isWithoutScript ? withoutData(remix) : remix;
  let hasShell = false;
  return new Promise<Response>((resolve, reject) => {
    // Sent when all of it is ready: no page is ever half shown, and a failure can still become a page of its own.
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <PageReferenceContext.Provider value={referenceOf(context)}>
          <WithoutScriptContext.Provider value={isWithoutScript}>
            <RemixServer context={page} url={request.url} nonce={nonce} />
          </WithoutScriptContext.Provider>
        </PageReferenceContext.Provider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          clearTimeout(timer);
          headers.set("Content-Type", "text/html; charset=utf-8");
          pipe(collect((whole) => resolve(new Response(whole, { headers, status }))));
        },
        onShellError(error) {
          clearTimeout(timer);
          reject(error);
        },
        onShellReady() {
          hasShell = true;
        },
        onError(error) {
          // Before the shell a fault also rejects, and Remix hands it to handleError below.
          if (hasShell && !request.signal.aborted) logFault(error, request, referenceOf(context));
        },
      },
    );
    const timer = setTimeout(abort, renderMilliseconds);
  });
}

export const handleError: HandleErrorFunction = (error, { request, context }) => {
  // An address without a page is not a fault; neither is somebody who left before the answer.
  if (isRouteErrorResponse(error) || request.signal.aborted) return;
  logFault(error, request, referenceOf(context));
};

/** Writes a fault down without its message: messages, of the database above all, repeat what people typed. */
function logFault(error: unknown, request: Request, reference: string) {
  const isError = error instanceof Error;
  log("error", "fault", {
    reference,
    method: request.method,
    path: loggedPath(new URL(request.url).pathname),
    name: isError ? error.name : typeof error,
    code: isError && "code" in error ? String(error.code) : null,
    stack: isError ? stackFrames(error) : null,
  });
}

const stackFrames = ({ stack = "" }: Error) =>
  stack
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .map((line) => line.trim())
    .join(" | ");
