import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { safeNext } from "~/domain/accounts/accounts.paths";
import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { unreachable } from "~/domain/accounts/channels.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { deliveryRow } from "~/domain/notifications/delivery-row";
import { DeliveryTable } from "~/domain/notifications/delivery-table";
import { notificationsPaths } from "~/domain/notifications/notifications.paths";
import { notificationsPolicy } from "~/domain/notifications/notifications.policy";
import { deliveriesIn, workerSeenAt } from "~/domain/notifications/notifications.queries.server";
import { mailStates, mailStateWords, retryMailSchema } from "~/domain/notifications/notifications.schema";
import { retryMail } from "~/domain/notifications/retry-mail.server";
import { systemClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";

const limit = 100;
const silenceMs = 30_000;

export const meta = () => pageTitle("Notifications");

export const loader = guarded(notificationsPolicy.see, ({ actor, clock, request }) =>
  asActor(actor, async (tx) => {
    // Real time: the worker's sign of life and its retries do not follow the demo's clock.
    const now = systemClock.now();
    const lists = [];
    for (const state of mailStates) lists.push({ state, deliveries: await deliveriesIn(tx, state, limit) });
    const told = lists.flatMap(({ deliveries }) => deliveries.map((delivery) => delivery.toPersonId));
    const names = await namesOf(tx, told);
    const cutOff = await unreachable(tx, [...names.keys()], clock.now());
    return {
      lists: lists.map(({ state, deliveries }) => ({
        state,
        rows: deliveries.map((delivery) => deliveryRow(delivery, names, now)),
      })),
      cutOff: [...cutOff.values()].sort(),
      isSending: now.getTime() - ((await workerSeenAt(tx))?.getTime() ?? 0) < silenceMs,
      hasRetried: new URL(request.url).searchParams.has("again"),
    };
  }),
);

export const action = guarded(notificationsPolicy.retry, async ({ actor, clock, request }) => {
  const form = await request.formData();
  const input = retryMailSchema.safeParse(Object.fromEntries(form));
  if (!input.success) throw new Invalid("Select a message to send again.");
  await retryMail(actor, input.data, clock);
  const back = safeNext(String(form.get("back") ?? ""));
  throw redirect(back.startsWith("/alerts/") ? `${back}#deliveries` : `${notificationsPaths.list()}?again`);
});

export default function Notifications() {
  const { lists, cutOff, isSending, hasRetried } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Notifications"
      lead={`How mails, text messages and webhooks are doing: the newest ${limit} of each kind. What they say is not shown.`}
      wide
    >
      {hasRetried && (
        <Notice kind="success" title="The message is in the queue again" isNews>
          It goes to the address it was first written to.
        </Notice>
      )}
      {!isSending && (
        <Notice kind="warning" title="Nothing is going out">
          The program that sends messages has not been heard of for half a minute. They wait and are not lost.
        </Notice>
      )}
      {cutOff.length > 0 && (
        <Notice kind="warning" title={`No message reaches ${cutOff.join(", ")}`}>
          The newest message on each of their channels came back, so alerts go to the next person. Ask them to
          open “Your channels”. Whoever has a new work address has to be invited under it.
        </Notice>
      )}
      {lists.map(({ state, rows }) => (
        <Section key={state} id={state} title={mailStateWords[state]}>
          <DeliveryTable
            caption={mailStateWords[state]}
            rows={rows}
            mayRetry={true}
            back={notificationsPaths.list()}
          />
        </Section>
      ))}
    </Page>
  );
}
