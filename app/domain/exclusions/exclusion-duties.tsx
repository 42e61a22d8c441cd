import { TextLink } from "~/ui/link";
import { Section } from "~/ui/page";
import { Tag, type TagColour } from "~/ui/tag";
import type { ExclusionView } from "./exclusion-view.server";
import { exclusionsPaths } from "./exclusions.paths";
import { countingNotice, type Duty, type DutyState } from "./exclusions.words";
import { returnPaths } from "./return-plan.paths";

const looks: Record<DutyState["state"], { colour: TagColour; label: string }> = {
  done: { colour: "green", label: "Done" },
  done_late: { colour: "orange", label: "Done late" },
  due: { colour: "blue", label: "To do" },
  overdue: { colour: "red", label: "Overdue" },
  not_needed: { colour: "grey", label: "Not needed" },
};

/** How a duty stands, in a word. */
export function DutyTag({ state }: { state: DutyState["state"] }) {
  return <Tag colour={looks[state].colour}>{looks[state].label}</Tag>;
}

/** Where a duty is met. */
function pathOf(duty: Duty, id: string): string {
  switch (duty) {
    case "tell":
      return exclusionsPaths.step(id, "told");
    case "offer_meeting":
      return exclusionsPaths.step(id, "meeting_offered");
    case "hold_meeting":
      return exclusionsPaths.step(id, "meeting_held");
    case "written_notice":
      return exclusionsPaths.step(id, "written_notice");
    case "education":
      return exclusionsPaths.education(id);
    case "plan_return":
      return returnPaths.plan(id);
    case "check_first_day":
    case "review_return":
      return returnPaths.record(id);
  }
}

type Duties = ExclusionView["duties"];

function RecordIt({ id, duty }: { id: string; duty: Duties[number] }) {
  if (duty.state !== "due" && duty.state !== "overdue") return null;
  return (
    <TextLink href={pathOf(duty.duty, id)}>
      Record it<span className="visually-hidden">: {duty.label}</span>
    </TextLink>
  );
}

/** What is owed after the exclusion, and until when. */
export function DutiesSection({ view }: { view: ExclusionView }) {
  if (view.duties.length === 0) return null;
  return (
    <Section id="duties" title="What is due">
      <ul className="m-0 list-none p-0">
        {view.duties.map((duty) => (
          <li key={duty.duty} className="mb-4">
            <strong>{duty.label}</strong>
            <br />
            <DutyTag state={duty.state} /> {duty.words}{" "}
            {view.offers.record && <RecordIt id={view.id} duty={duty} />}
          </li>
        ))}
      </ul>
      <p className="vs-quiet">{countingNotice[view.unit]}</p>
    </Section>
  );
}
