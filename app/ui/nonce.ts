import { createContext } from "react";

/** The content-security-policy nonce of this response; empty in the browser, where it is never needed again. */
export const NonceContext = createContext("");

/** The reference a person can quote when this page fails; the log line of the fault carries the same one. */
export const PageReferenceContext = createContext("");

/** Name of the `<meta>` that carries the page reference from the server's render to the browser's. */
export const pageReferenceMeta = "page-reference";
