import { useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertReferencesRead } from "~/domain/alerts/alerts.queries.server";
import { stateLabels } from "~/domain/alerts/alerts.words";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { ChronologyEvents } from "~/domain/chronology/chronology-events";
import { chronologyIn, eventsRead } from "~/domain/chronology/chronology-view.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { TimeOutSection } from "~/domain/exclusions/time-out-section";
import { timeOutView } from "~/domain/exclusions/time-out-view.server";
import { BrothersAndSistersSection } from "~/domain/learners/brothers-and-sisters-section";
import { AuthoritiesSection, CareSection } from "~/domain/learners/care-section";
import { Flags, SetFlags } from "~/domain/learners/flags-section";
import { followMerge } from "~/domain/learners/follow-merge.server";
import { learnerRecordWith } from "~/domain/learners/learner-record.queries.server";
import { howToSay, LearnerDetails, SchoolNow } from "~/domain/learners/learner-summary";
import { PlansSection, SupportSection } from "~/domain/learners/learner-support-section";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotifyList } from "~/domain/learners/notify-list-section";
import { openingRead } from "~/domain/learners/opened-records.queries.server";
import { OpenedNotice } from "~/domain/learners/opened-records-table";
import { SchoolResultsSection } from "~/domain/learners/school-results-section";
import { sharedWithIn, sharedWithReads } from "~/domain/learners/shared-with.queries.server";
import { SharedWith } from "~/domain/learners/shared-with-section";
import { VoiceSection } from "~/domain/learners/voice-section";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { withoutScript } from "~/ui/without-script";

const newestEvents = 10;
const records = { alert: alertsPaths.record, exclusion: exclusionsPaths.exclusion };

export const handle = withoutScript;

export const meta = () => pageTitle("Learner");

export const loader = guarded(learnersPolicy.see, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const id = params.id ?? "";
    const now = clock.now();
    const today = dayOf(now);
    const { personId } = actor;
    const { learner, beside } = await learnerRecordWith(
      tx,
      { id, today },
      {
        openings: openingRead({ learnerId: id, personId, now }),
        alerts: alertReferencesRead(id),
        events: eventsRead(id, { limit: newestEvents }),
        ...sharedWithReads(id, today),
      },
    ).catch((missing) => followMerge(tx, id, { path: learnersPaths.record, missing }));
    const reader = { at: now, personId };
    await writeReadLine(tx, { ...reader, section: "learner", learnerId: learner.id, ids: [learner.id] });
    const shown = { limit: newestEvents, reader };
    const { events } = await chronologyIn(tx, learner.id, beside.events, shown);
    return {
      learner,
      opening: beside.openings[0] ?? null,
      alerts: beside.alerts,
      events,
      shared: may(actor, learnersPolicy.share) ? sharedWithIn(beside) : null,
      timeOut: await timeOutView(tx, learner.id, { actor, today }),
      seesCare: may(actor, learnersPolicy.seeCare),
      mayChangeCare: may(actor, learnersPolicy.changeCare),
      maySetFlag: may(actor, learnersPolicy.setFlag),
      mayLink: may(actor, learnersPolicy.link),
      mayAddPerson: may(actor, learnersPolicy.addPerson),
    };
  }),
);

export default function LearnerPage() {
  const { learner, opening, shared, alerts, events, timeOut, ...page } = useLoaderData<typeof loader>();
  const { seesCare, mayChangeCare, maySetFlag, mayLink, mayAddPerson } = page;
  return (
    <Page
      title={learner.name}
      label="Learner"
      lead={howToSay(learner) ?? undefined}
      back={<BackLink href={learnersPaths.list()}>Learners</BackLink>}
      aside={
        <>
          <h2>Alerts</h2>
          {alerts.length === 0 ? (
            <p>No alerts.</p>
          ) : (
            <ul>
              {alerts.map((alert) => (
                <li key={alert.id}>
                  <TextLink href={alertsPaths.record(alert.id)}>{alert.reference}</TextLink>,{" "}
                  {formatDay(alert.raisedAt)}: {stateLabels[alert.state]}
                </li>
              ))}
            </ul>
          )}
        </>
      }
    >
      {opening && <OpenedNotice opening={opening} />}
      <VoiceSection learnerId={learner.id} voice={learner.voice} />
      <Flags learnerId={learner.id} flags={learner.flags} mayLift={maySetFlag} />
      <SchoolNow learner={learner} mayChange={mayChangeCare} />
      {shared && <SharedWith learnerId={learner.id} shared={shared} />}
      <NotifyList learner={learner} mayAdd={mayAddPerson} />
      <BrothersAndSistersSection
        learnerId={learner.id}
        links={learner.brothersAndSisters}
        mayLink={mayLink}
      />
      <TimeOutSection view={timeOut} />
      <SupportSection learnerId={learner.id} support={learner.support} />
      <PlansSection learnerId={learner.id} plans={learner.support.plans} />
      {seesCare && <CareSection learnerId={learner.id} care={learner.care} mayChange={mayChangeCare} />}
      {seesCare && (
        <AuthoritiesSection
          learnerId={learner.id}
          authorities={learner.authorities}
          mayChange={mayChangeCare}
        />
      )}
      <SchoolResultsSection results={learner.schoolResults} />
      <LearnerDetails learner={learner} />
      {maySetFlag && <SetFlags learnerId={learner.id} flags={learner.flags} />}
      <Section
        id="timeline"
        title="What happened last"
        actions={<TextLink href={learnersPaths.writeNote(learner.id)}>Write a note</TextLink>}
      >
        <ChronologyEvents events={events} records={records} />
        <p className="mt-6">
          <TextLink href={learnersPaths.chronology(learner.id)}>
            The whole chronology, to filter and to print
          </TextLink>
        </p>
      </Section>
    </Page>
  );
}
