import { guarded } from "~/domain/accounts/guarded.server";
import { consideredDownload } from "~/domain/exclusions/considered-document.server";
import { openConsidered } from "~/domain/exclusions/considered-view.server";
import { exclusionsPolicy } from "~/domain/exclusions/exclusions.policy";

/** What was considered before excluding, as a Word document. */
export const loader = guarded(exclusionsPolicy.see, async (visit) =>
  consideredDownload(await openConsidered(visit, "exclusion")),
);
