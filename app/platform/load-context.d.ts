import "@remix-run/node";
import type { Actor } from "./actor";

declare module "@remix-run/node" {
  /** What the web server hands to every loader and action of one request. */
  interface AppLoadContext {
    cspNonce: string;
    /** The address the request came from, after trusted proxies. */
    clientIp: string;
    /** Who is signed in; null for nobody, left out while nobody has looked. */
    visitor?: { actor: Actor; isFresh: boolean } | null;
  }
}
