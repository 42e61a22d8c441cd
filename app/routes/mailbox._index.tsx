import { useLoaderData } from "@remix-run/react";
import { notificationsPaths } from "~/domain/notifications/notifications.paths";
import { mailboxList } from "~/domain/notifications/notifications.queries.server";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { formatDayTime } from "~/platform/format";
import { TextLink } from "~/ui/link";
import { Page } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";

const limit = 200;

export const meta = () => pageTitle("Mailbox of the demo");

/** Demo only: everybody may read every mail, because everybody in it is invented. */
export async function loader() {
  if (!env().isDemo) throw new Response(null, { status: 404 });
  return { mails: await asNobody((tx) => mailboxList(tx, limit)) };
}

type Listed = Awaited<ReturnType<typeof loader>>["mails"][number];

const columns: Column<Listed>[] = [
  { heading: "Sent", cell: (mail) => formatDayTime(mail.sentAt) },
  { heading: "To", cell: (mail) => mail.toAddress },
  {
    heading: "Subject",
    isRowHeading: true,
    cell: (mail) => <TextLink href={notificationsPaths.mailboxMail(mail.id)}>{mail.subject}</TextLink>,
  },
];

export default function Mailbox() {
  const { mails } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Mailbox of the demo"
      lead={`Every mail the app has sent, newest first; the last ${limit} at most.`}
      wide
    >
      <Table
        caption="Mails"
        isCaptionHidden
        columns={columns}
        rows={mails}
        rowKey={(mail) => mail.id}
        emptyText="No mail yet. Ask for a sign-in code or raise an alert."
      />
    </Page>
  );
}
