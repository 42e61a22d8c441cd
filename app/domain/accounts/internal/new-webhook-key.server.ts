import { randomBytes } from "node:crypto";
import { seal } from "~/platform/seal.server";

/** A fresh key for a webhook, sealed as it is stored. */
export const newWebhookKey = (): string => seal("webhook-key", randomBytes(32).toString("base64url"));
