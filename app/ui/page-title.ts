/** The name of the service, as the header and every document title show it. */
export const serviceName = "Virtual School";

/**
 * The document title of a page, for a route's `meta`. Never give it a person's name: titles stay in browser histories.
 */
export const pageTitle = (title: string) => [{ title: `${title} – ${serviceName}` }];
