import { data, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { guarded } from "~/domain/accounts/guarded.server";
import { AlertTask } from "~/domain/alerts/alert-task";
import { alertsPaths } from "~/domain/alerts/alerts.paths";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import { endNotForVirtualSchoolSchema, matchChildSchema } from "~/domain/alerts/decide-alert.schema";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { findLearnerToMatch } from "~/domain/alerts/find-learner-to-match.server";
import { matchChild } from "~/domain/alerts/match-child.server";
import { openTask } from "~/domain/alerts/open-task.server";
import { unverifiedChildOf } from "~/domain/alerts/unverified-child.queries.server";
import { MatchSection, NotForVirtualSchoolSection } from "~/domain/alerts/verify-forms";
import { asActor } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { submit } from "~/platform/form.server";
import { pageTitle } from "~/ui/page-title";
import { SummaryList } from "~/ui/summary-list";

export const meta = () => pageTitle("Verify the child");

const tooMany = "Too many searches. Wait a minute, then try again.";
const matchedAlready = "The child is matched to a learner already.";

export const loader = guarded(alertsPolicy.verify, (visit) =>
  asActor(visit.actor, async (tx) => {
    const { alert, refused } = await openTask(tx, visit, "match_child");
    const child = await unverifiedChildOf(tx, alert.id);
    const ended = child?.eraseAfter
      ? `This alert ended as not for the Virtual School. What was written is erased on ${child.eraseAfter}.`
      : null;
    return {
      alert,
      child,
      keptDays: env().UNVERIFIED_KEPT_DAYS,
      refused: refused ?? ended ?? (child ? null : matchedAlready),
    };
  }),
);

export const action = guarded(alertsPolicy.verify, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  form.set("alertId", params.id ?? "");
  const [intent, typed] = [String(form.get("intent") ?? ""), String(form.get("typed") ?? "")];
  if (intent === "not-for") {
    const { again, done } = await submit(form, endNotForVirtualSchoolSchema, (input) =>
      endNotForVirtualSchool(actor, input, clock),
    );
    if (again)
      return data(
        { intent, typed, found: null, problem: null, reply: again.data.reply },
        again.init ?? undefined,
      );
    throw redirect(alertsPaths.record(done.id));
  }
  const { schoolId } = await asActor(actor, (tx) => alertHeading(tx, params.id));
  const find = () => findLearnerToMatch(actor, { typed, schoolId }, clock);
  if (intent === "find") {
    const found = await find();
    return data({ intent, typed, found, problem: found ? null : tooMany, reply: undefined });
  }
  const { again, done } = await submit(form, matchChildSchema, (input) => matchChild(actor, input, clock));
  if (again)
    return data(
      { intent, typed, found: await find(), problem: null, reply: again.data.reply },
      again.init ?? undefined,
    );
  throw redirect(alertsPaths.record(done.id));
});

export default function Verify() {
  const { alert, child, refused, keptDays } = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const reply = (intent: string) => (sent?.intent === intent ? sent.reply : undefined);
  return (
    <AlertTask
      alert={alert}
      title="Verify the child"
      lead="The school raised this for a child who is not in the system yet. Check with social work who they are, then choose one of the two."
      refused={sent?.reply ? null : refused}
    >
      {child && (
        <SummaryList
          rows={[
            { key: "Name, as the school typed it", value: child.name },
            { key: "Stage", value: child.stage },
            { key: "Born", value: child.born },
            { key: "School", value: child.school },
          ]}
        />
      )}
      <MatchSection
        typed={sent?.typed ?? ""}
        found={sent?.found ?? null}
        problem={sent?.problem ?? null}
        reply={reply("match")}
      />
      {alert.state !== "closed" && (
        <NotForVirtualSchoolSection keptDays={keptDays} reply={reply("not-for")} />
      )}
    </AlertTask>
  );
}
