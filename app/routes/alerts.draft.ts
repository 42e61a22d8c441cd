import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { discardDraft, keepForOwner, saveDraft, typedIn } from "~/domain/alerts/alert-drafts.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { isUuid } from "~/platform/uuid";

export const action = guarded(
  alertsPolicy.raise,
  async ({ actor, request }) => {
    const form = await request.formData();
    const formKey = String(form.get("formKey") ?? "");
    if (form.get("intent") === "discard") {
      await discardDraft(actor, formKey);
      throw redirect(alertsPaths.raise());
    }
    if (isUuid(formKey)) await saveDraft(actor, formKey, typedIn(form));
    return { saved: true };
  },
  // The page says "kept" while somebody goes on typing after their session has ended.
  { keepForLater: keepForOwner },
);
