import "@remix-run/server-runtime";

declare module "@remix-run/server-runtime" {
  /** Makes loader and action data keep its types (dates stay dates): remix.config.js turns the same flag on. */
  interface Future {
    v3_singleFetch: true;
  }
}
