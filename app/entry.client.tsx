import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { PageReferenceContext, pageReferenceMeta } from "./ui/nonce";

const reference = document.querySelector<HTMLMetaElement>(`meta[name="${pageReferenceMeta}"]`)?.content ?? "";

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <PageReferenceContext.Provider value={reference}>
        <RemixBrowser />
      </PageReferenceContext.Provider>
    </StrictMode>,
  );
});
