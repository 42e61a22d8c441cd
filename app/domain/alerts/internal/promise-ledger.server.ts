import type { Tx } from "~/platform/database.server";
import type { AlertCounts, Ledger, LedgerClock, LedgerMail, LedgerStep } from "./promises";
import { graces } from "./promises";

// A promise that was kept owes nothing more.
function clocksOf(tx: Tx): Promise<LedgerClock[]> {
  return tx.$queryRaw<LedgerClock[]>`
    select alert_id as "alertId", reference, raised_at as "raisedAt", acknowledged_at as "acknowledgedAt",
      will_ring_by as "willRingBy", heard_at as "heardAt", reopened_at as "reopenedAt"
    from alert_clock where ended_at is null and (acknowledged_at is null or heard_at is null)`;
}

function stepsOf(tx: Tx): Promise<LedgerStep[]> {
  return tx.$queryRaw<LedgerStep[]>`
    select s.alert_id as "alertId", s.position, s.due_at as "dueAt", s.promised_at as "promisedAt", s.state, s.done_at as "doneAt", s.told
    from alert_step s join alert_clock c on c.alert_id = s.alert_id
    where c.ended_at is null and (c.acknowledged_at is null or c.heard_at is null)`;
}

// The first message of alerts that were raised before messages were marked as asking.
function mailsOf(tx: Tx): Promise<LedgerMail[]> {
  return tx.$queryRaw<LedgerMail[]>`
    select m.about_id as "alertId", m.to_person_id as "toPersonId", m.state, m.created_at as "queuedAt"
    from outbox_mail m join alert_clock c on c.alert_id = m.about_id
    where m.about_kind = 'alert' and (m.asks or m.template = 'alerts/alert-raised')
      and c.ended_at is null and (c.acknowledged_at is null or c.heard_at is null)`;
}

type Subject = Ledger["stuck"][number];

/** Mails go by real time. Those about no alert are one finding, and so is a thousand of them. */
function stuckMails(tx: Tx): Promise<Subject[]> {
  return tx.$queryRaw<Subject[]>`
    select distinct c.alert_id as "alertId", c.reference
    from outbox_mail m left join alert_clock c on m.about_kind = 'alert' and c.alert_id = m.about_id
    where m.state = 'queued' and m.next_attempt_at < now() - make_interval(secs => ${graces.stuckSeconds}::double precision)
      and (m.lease_until is null or m.lease_until < now())`;
}

function withoutClock(tx: Tx): Promise<Subject[]> {
  return tx.$queryRaw<Subject[]>`
    select found.id as "alertId", c.reference
    from app.alerts_without_clock() as found (id) left join alert_clock c on c.alert_id = found.id`;
}

function lostAlerts(tx: Tx): Promise<Subject[]> {
  return tx.$queryRaw<
    Subject[]
  >`select lost.id as "alertId", null::text as reference from app.lost_alerts() as lost (id)`;
}

/** One statement, so that an alert raised meanwhile is in all of the numbers or in none. */
async function countsOf(tx: Tx): Promise<AlertCounts> {
  const [row] = await tx.$queryRaw<Record<keyof AlertCounts, bigint>[]>`
    select (select count(*) from alert_clock) as raised,
      app.count_alerts(array['raised', 'acknowledged', 'coordinating', 'decided', 'follow_up']) as open,
      app.count_alerts(array['closed']) as closed, app.count_alerts(array['withdrawn']) as withdrawn,
      app.count_alerts(array['duplicate']) as duplicate`;
  if (!row) throw new Error("alerts could not be counted");
  const { raised, open, closed, withdrawn, duplicate } = row;
  return {
    raised: Number(raised),
    open: Number(open),
    closed: Number(closed),
    withdrawn: Number(withdrawn),
    duplicate: Number(duplicate),
  };
}

/** Reads what is owed and what was done, as the worker. A full look reads the audit trail as well. */
export async function readLedger(tx: Tx, kind: "minute" | "full"): Promise<Ledger> {
  return {
    clocks: await clocksOf(tx),
    steps: await stepsOf(tx),
    mails: await mailsOf(tx),
    counts: await countsOf(tx),
    withoutClock: await withoutClock(tx),
    stuck: await stuckMails(tx),
    lost: kind === "full" ? await lostAlerts(tx) : [],
  };
}
