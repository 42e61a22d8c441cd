import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { notificationsPaths } from "~/domain/notifications/notifications.paths";
import { mailboxMail } from "~/domain/notifications/notifications.queries.server";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { formatDayTime } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { SummaryList } from "~/ui/summary-list";

export const meta = () => pageTitle("A mail of the demo");

/** Demo only: everybody may read every mail, because everybody in it is invented. */
export async function loader({ params }: LoaderFunctionArgs) {
  const id = z.uuid().safeParse(params.id);
  const mail = env().isDemo && id.success ? await asNobody((tx) => mailboxMail(tx, id.data)) : null;
  if (!mail) throw new Response(null, { status: 404 });
  return { mail };
}

export default function MailboxMail() {
  const { mail } = useLoaderData<typeof loader>();
  return (
    <Page
      title={mail.subject}
      back={<BackLink href={notificationsPaths.mailbox()}>Back to the mailbox</BackLink>}
    >
      <SummaryList
        rows={[
          { key: "To", value: mail.toAddress },
          { key: "Sent", value: formatDayTime(mail.sentAt) },
        ]}
      />
      <Section id="text" title="As text">
        <WithLinks text={mail.text} />
      </Section>
      {/* A text message or a webhook has none. */}
      {mail.html !== "" && (
        <Section id="html" title="As HTML">
          {/* No scripts and nobody's cookies in there; a link opens a window of its own. */}
          <iframe
            title="The mail as HTML"
            srcDoc={mail.html}
            sandbox="allow-popups allow-popups-to-escape-sandbox"
            className="h-[36rem] w-full border border-solid border-current"
          />
        </Section>
      )}
    </Page>
  );
}

function WithLinks({ text }: { text: string }) {
  return (
    <div className="whitespace-pre-wrap break-words">
      {text.split(/(https?:\/\/\S+)/).map((part) =>
        /^https?:/.test(part) ? (
          <TextLink key={part} href={part}>
            {part}
          </TextLink>
        ) : (
          part
        ),
      )}
    </div>
  );
}
