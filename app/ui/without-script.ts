import { createContext } from "react";

/**
 * `export const handle = withoutScript;` in a route whose page is links, tables and forms of one press: it comes without
 * the script, and without its data a second time. An answer that is no success has both, as the summary of errors takes
 * the focus.
 */
export const withoutScript = { isWithoutScript: true } as const;

export const hasNoScript = (handle: unknown): boolean => handle === withoutScript;

/** True while the server makes such a page; never in a browser, where it is not asked. */
export const WithoutScriptContext = createContext(false);
