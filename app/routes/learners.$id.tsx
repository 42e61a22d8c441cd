import { useLoaderData } from "@remix-run/react";
import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { earlierAlerts } from "~/domain/alerts/alerts.queries.server";
import { stateLabels } from "~/domain/alerts/alerts.words";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { timelineOfLearner } from "~/domain/chronology/chronology.queries.server";
import { exclusionsPaths } from "~/domain/exclusions/exclusions.paths";
import { TimeOutSection } from "~/domain/exclusions/time-out-section";
import { timeOutView } from "~/domain/exclusions/time-out-view.server";
import { BrothersAndSistersSection } from "~/domain/learners/brothers-and-sisters-section";
import { AuthoritiesSection, CareSection } from "~/domain/learners/care-section";
import { Flags, SetFlags } from "~/domain/learners/flags-section";
import { learnerRecord } from "~/domain/learners/learner-record.queries.server";
import { howToSay, LearnerDetails, SchoolNow } from "~/domain/learners/learner-summary";
import { PlansSection, SupportSection } from "~/domain/learners/learner-support-section";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotifyList } from "~/domain/learners/notify-list-section";
import { SchoolResultsSection } from "~/domain/learners/school-results-section";
import { VoiceSection } from "~/domain/learners/voice-section";
import { may } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { BackLink, TextLink } from "~/ui/link";
import { Page, Section } from "~/ui/page";
import { pageTitle } from "~/ui/page-title";
import { Tag } from "~/ui/tag";
import { Timeline } from "~/ui/timeline";

const longestTimeline = 200;

export const meta = () => pageTitle("Learner");

export const loader = guarded(learnersPolicy.see, ({ actor, clock, params }) =>
  asActor(actor, async (tx) => {
    const learner = await learnerRecord(tx, params.id ?? "", dayOf(clock.now()));
    const reading = { at: clock.now(), personId: actor.personId, section: "learner", learnerId: learner.id };
    await writeReadLine(tx, { ...reading, ids: [learner.id] });
    const events = await timelineOfLearner(tx, learner.id, longestTimeline);
    const alerts = await earlierAlerts(tx, learner.id, null);
    const names = await namesOf(
      tx,
      events.map((event) => event.personId),
    );
    return {
      learner,
      alerts: alerts.map(({ id, reference, raisedAt, state }) => ({ id, reference, raisedAt, state })),
      events: events.map(({ personId, ...event }) => ({
        ...event,
        by: personId && (names.get(personId) ?? null),
      })),
      timeOut: await timeOutView(tx, learner.id, { actor, today: dayOf(clock.now()) }),
      seesCare: may(actor, learnersPolicy.seeCare),
      mayChangeCare: may(actor, learnersPolicy.changeCare),
      maySetFlag: may(actor, learnersPolicy.setFlag),
      mayLink: may(actor, learnersPolicy.link),
      mayAddPerson: may(actor, learnersPolicy.addPerson),
    };
  }),
);

export default function LearnerPage() {
  const { learner, alerts, events, timeOut, seesCare, mayChangeCare, maySetFlag, mayLink, mayAddPerson } =
    useLoaderData<typeof loader>();
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
      <VoiceSection learnerId={learner.id} voice={learner.voice} />
      <Flags learnerId={learner.id} flags={learner.flags} mayLift={maySetFlag} />
      <SchoolNow learner={learner} mayChange={mayChangeCare} />
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
      <Section id="timeline" title="Everything that happened">
        <Timeline
          events={events.map(({ id, at, by, summary, detail, audience, about }) => ({
            id,
            at,
            by,
            heading:
              about.kind === "alert" ? (
                <TextLink href={alertsPaths.record(about.id)}>{summary}</TextLink>
              ) : about.kind === "exclusion" ? (
                <TextLink href={exclusionsPaths.exclusion(about.id)}>{summary}</TextLink>
              ) : (
                summary
              ),
            body: detail ? <p className="m-0 whitespace-pre-line break-words">{detail}</p> : undefined,
            tag:
              audience === "virtual_school_only" ? <Tag colour="purple">Virtual School only</Tag> : undefined,
          }))}
        />
      </Section>
    </Page>
  );
}
