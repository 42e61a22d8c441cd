import "@remix-run/node";

declare module "@remix-run/node" {
  /** Makes loader and action data keep its types (dates stay dates): remix.config.js turns the same flag on. */
  interface Future {
    v3_singleFetch: true;
  }
}
