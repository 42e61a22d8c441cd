import "@remix-run/node";

declare module "@remix-run/node" {
  /** What the web server hands to every loader and action of one request. */
  interface AppLoadContext {
    cspNonce: string;
    /** The address the request came from, after trusted proxies. */
    clientIp: string;
    /** The session that the request came with; left out while nobody has looked. */
    session?: { session: { createdAt: Date }; user: { id: string } } | null;
  }
}
