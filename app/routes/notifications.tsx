import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { notificationsPaths } from "~/domain/notifications/notifications.paths";
import { notificationsPolicy } from "~/domain/notifications/notifications.policy";
import {
  type Delivery,
  deliveriesIn,
  workerSeenAt,
} from "~/domain/notifications/notifications.queries.server";
import {
  mailStateWords,
  retryInWords,
  retryMailSchema,
  templateInWords,
} from "~/domain/notifications/notifications.schema";
import { retryMail } from "~/domain/notifications/retry-mail.server";
import { systemClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { formatDayTime } from "~/platform/format";
import { SubmitButton } from "~/ui/button";
import { ActionForm } from "~/ui/form";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { type Column, Table } from "~/ui/table";

const limit = 100;
const silenceMs = 30_000;

export const meta = () => pageTitle("Notifications");

export const loader = guarded(notificationsPolicy.see, ({ actor, request }) =>
  asActor(actor, async (tx) => {
    // Real time: the worker's sign of life and its retries do not follow the demo's clock.
    const now = systemClock.now();
    const failed = await deliveriesIn(tx, "failed", limit);
    const queued = await deliveriesIn(tx, "queued", limit);
    const accepted = await deliveriesIn(tx, "accepted", limit);
    const names = await namesOf(
      tx,
      [...failed, ...queued, ...accepted].map((mail) => mail.toPersonId),
    );
    const toRow = (mail: Delivery) => ({
      id: mail.id,
      to: names.get(mail.toPersonId ?? "") ?? "Somebody who is not in the system",
      what: templateInWords(mail.template),
      mayRetry: mail.template !== "accounts/sign-in-code",
      queuedAt: mail.queuedAt,
      acceptedAt: mail.acceptedAt,
      attempts: mail.attempts,
      problem: mail.lastProblem,
      next: mail.nextAttemptAt && retryInWords(mail.nextAttemptAt, now),
    });
    return {
      failed: failed.map(toRow),
      queued: queued.map(toRow),
      accepted: accepted.map(toRow),
      isSending: now.getTime() - ((await workerSeenAt(tx))?.getTime() ?? 0) < silenceMs,
      hasRetried: new URL(request.url).searchParams.has("again"),
    };
  }),
);

export const action = guarded(notificationsPolicy.retry, async ({ actor, clock, request }) => {
  const input = retryMailSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!input.success) throw new Invalid("Select a mail to send again.");
  await retryMail(actor, input.data, clock);
  throw redirect(`${notificationsPaths.list()}?again`);
});

type Row = Awaited<ReturnType<typeof loader>>["failed"][number];

const what: Column<Row> = { heading: "Mail", isRowHeading: true, cell: (mail) => mail.what };
const to: Column<Row> = { heading: "To", cell: (mail) => mail.to };
const queuedAt: Column<Row> = { heading: "Queued", cell: (mail) => formatDayTime(mail.queuedAt) };
const acceptedAt: Column<Row> = {
  heading: "Accepted",
  cell: (mail) => mail.acceptedAt && formatDayTime(mail.acceptedAt),
};
const attempts: Column<Row> = { heading: "Attempts", isNumeric: true, cell: (mail) => mail.attempts };
const why: Column<Row> = {
  heading: "Why",
  cell: (mail) => [mail.problem ?? "Not tried yet.", mail.next].filter(Boolean).join(" "),
};
const again = (label: string): Column<Row> => ({
  heading: "Do",
  cell: (mail) => mail.mayRetry && <RetryButton mail={mail} label={label} />,
});

function RetryButton({ mail, label }: { mail: Row; label: string }) {
  return (
    <ActionForm hidden={{ mailId: mail.id }}>
      <SubmitButton kind="secondary" isSmall>
        {label} <span className="visually-hidden">{`${mail.what}, to ${mail.to}`}</span>
      </SubmitButton>
    </ActionForm>
  );
}

export default function Notifications() {
  const { failed, queued, accepted, isSending, hasRetried } = useLoaderData<typeof loader>();
  const lists = [
    { state: "failed", rows: failed, columns: [what, to, queuedAt, attempts, why, again("Send again")] },
    { state: "queued", rows: queued, columns: [what, to, queuedAt, attempts, why, again("Try now")] },
    { state: "accepted", rows: accepted, columns: [what, to, queuedAt, acceptedAt] },
  ] as const;
  return (
    <Page
      title="Notifications"
      lead={`How mails are doing: the newest ${limit} of each kind. What they say is not shown.`}
      wide
    >
      {hasRetried && (
        <Notice kind="success" title="The mail is in the queue again" isNews>
          It goes to the address it was first written to.
        </Notice>
      )}
      {!isSending && (
        <Notice kind="warning" title="No mail is going out">
          The program that sends mails has not been heard of for half a minute. Mails wait and are not lost.
        </Notice>
      )}
      {lists.map(({ state, rows, columns }) => (
        <Section key={state} id={state} title={`Mails: ${mailStateWords[state]}`}>
          <Table
            caption={`Mails: ${mailStateWords[state]}`}
            isCaptionHidden
            columns={columns}
            rows={rows}
            rowKey={(mail) => mail.id}
            emptyText="None."
          />
        </Section>
      ))}
    </Page>
  );
}
