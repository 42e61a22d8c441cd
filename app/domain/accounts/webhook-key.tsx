import { SubmitButton } from "~/ui/button";
import { Details } from "~/ui/details";
import { ActionForm } from "~/ui/form";

/** The key of somebody's webhook, and how its receiver checks that a message is ours. */
export function WebhookKey({ signingKey }: { signingKey: string }) {
  return (
    <Details summary="How the receiver knows that a message is ours">
      <p>
        Each message is a POST of JSON with “text” and “link”. It has the header Virtual-School-Signature:
      </p>
      <p>
        <code>t=(seconds since 1970),v1=(HMAC-SHA256 in hexadecimal)</code>
      </p>
      <p>
        The HMAC is made with the key below over t, a full stop and the body as it arrived. Refuse a message
        that is older than five minutes. The same “id” twice is the same message.
      </p>
      <p>
        Key: <code className="break-all">{signingKey}</code>
      </p>
      <ActionForm hidden={{ press: "new_key" }}>
        <SubmitButton kind="secondary" isSmall>
          Make a new key
        </SubmitButton>
      </ActionForm>
    </Details>
  );
}
