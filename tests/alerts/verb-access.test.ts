import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert, decisionInput } from "#tests/factories/alert-stages";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { addPersonInvolved } from "~/domain/alerts/add-person-involved.server";
import { agreeAction } from "~/domain/alerts/agree-action.server";
import { assignAlert } from "~/domain/alerts/assign-alert.server";
import { closeAlert } from "~/domain/alerts/close-alert.server";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { endNotForVirtualSchool } from "~/domain/alerts/end-not-for-virtual-school.server";
import { matchChild } from "~/domain/alerts/match-child.server";
import { offerAdvocacy } from "~/domain/alerts/offer-advocacy.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { recordMeeting } from "~/domain/alerts/record-meeting.server";
import { tellPerson } from "~/domain/alerts/tell-person.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T15:00:00Z");
const longAgo = fixedClock("2021-08-17T08:00:00Z");

let school: TestSchool;
let learner: TestLearner;
let carerId: string;
let people: Record<string, Actor>;

beforeAll(async () => {
  await starterCodesInDatabase();
  school = await aSchool();
  learner = await aLearner({ school });
  carerId = await onNotifyList({ learnerId: learner.id, name: "Mx Carer", mayBeTold: ["decision"] });
  people = {
    "designated manager": await aPerson("designated_manager", { schoolId: school.id }),
    "head teacher": await aPerson("head_teacher", { schoolId: school.id }),
    lead: await aPerson("lead"),
    "Virtual School head teacher": await aPerson("vs_head_teacher"),
    "teacher who coordinates": await aPerson("vs_teacher"),
    "teacher without the learner": await aPerson("vs_teacher"),
    administrator: await aPerson("administrator"),
    "manager of another school": await aPerson("designated_manager", { schoolId: (await aSchool()).id }),
  };
});

const ofSchool = "designated manager, head teacher";
const coordinators = "lead, Virtual School head teacher";
const everybody = `${ofSchool}, ${coordinators}, teacher who coordinates`;
const unseen = ["teacher without the learner", "administrator", "manager of another school"];

const answered = () => anAnsweredAlert({ school, learner });
const decided = () => aDecidedAlert({ school, learner });
const unverified = () => anAnsweredAlert({ school, childName: "Sam Unknown", childStage: "P6" });

type Command = {
  name: string;
  may: string;
  from: () => Promise<TestAlert>;
  run: (actor: Actor, alertId: string) => Promise<unknown>;
  /** A state that refuses it. */
  notFrom: () => Promise<TestAlert>;
};

const raised = () => anAlert({ school, learner });
const commands: Command[] = [
  {
    name: "considerOptions",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) =>
      considerOptions(
        actor,
        { alertId, options: [{ code: "mentor", answer: "not_now", whyNot: "Full." }] },
        clock,
      ),
  },
  {
    name: "addPersonInvolved",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) =>
      addPersonInvolved(
        actor,
        { alertId, formKey: randomUUID(), name: "Mx Other", role: "Pastoral care" },
        clock,
      ),
  },
  {
    name: "tellPerson",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) => tellPerson(actor, { alertId, learnerPersonId: carerId }, clock),
  },
  {
    name: "offerAdvocacy",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) =>
      offerAdvocacy(actor, { alertId, offeredBy: "Mx Advocate", answer: "accepted" }, clock),
  },
  {
    name: "recordMeeting",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) => {
      const when = { day: "2026-11-23", time: "14:00" };
      const meeting = {
        alertId,
        formKey: randomUUID(),
        kind: "call" as const,
        attendees: ["Mx One"],
        ...when,
      };
      return recordMeeting(actor, meeting, clock);
    },
  },
  {
    name: "agreeAction",
    may: everybody,
    from: answered,
    notFrom: raised,
    run: (actor, alertId) => {
      const named = { personId: people.lead?.personId ?? "", dueOn: "2026-11-24" };
      const audience = "school_and_virtual_school" as const;
      return agreeAction(
        actor,
        { alertId, formKey: randomUUID(), what: "Ring home", audience, ...named },
        clock,
      );
    },
  },
  {
    name: "recordDecision",
    may: ofSchool,
    from: raised,
    notFrom: decided,
    run: (actor, alertId) => recordDecision(actor, decisionInput(alertId), clock),
  },
  {
    name: "recordFollowUp",
    may: `${coordinators}, teacher who coordinates`,
    from: decided,
    notFrom: answered,
    run: (actor, alertId) => {
      const found = {
        check: "none",
        finding: "sent_home",
        happenedOn: "2026-11-23",
        source: "carer",
      } as const;
      return recordFollowUp(actor, { alertId, formKey: randomUUID(), ...found }, clock);
    },
  },
  {
    name: "closeAlert",
    may: coordinators,
    from: decided,
    notFrom: answered,
    run: (actor, alertId) => closeAlert(actor, { alertId, learningNote: "Ring sooner." }, clock),
  },
  {
    name: "withdrawAlert",
    may: ofSchool,
    from: raised,
    notFrom: decided,
    run: (actor, alertId) => withdrawAlert(actor, { alertId, reason: "Raised by mistake." }, clock),
  },
  {
    name: "matchChild",
    may: coordinators,
    from: unverified,
    notFrom: raised,
    run: async (actor, alertId) =>
      matchChild(actor, { alertId, learnerId: (await aLearner({ school })).id }, clock),
  },
  {
    name: "endNotForVirtualSchool",
    may: coordinators,
    from: unverified,
    notFrom: raised,
    run: (actor, alertId) =>
      endNotForVirtualSchool(actor, { alertId, advice: "Speak to pastoral care." }, clock),
  },
];

const who = [
  "designated manager",
  "head teacher",
  "lead",
  "Virtual School head teacher",
  "teacher who coordinates",
  ...unseen,
];

function expectedOf(command: Command, person: string) {
  if (unseen.includes(person)) return "does not find the alert";
  return command.may.split(", ").includes(person) ? "may" : "may not";
}

async function outcomeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "may";
  } catch (error) {
    if (error instanceof NotAllowed) return "may not";
    if (error instanceof NotFound) return "does not find the alert";
    throw error;
  }
}

const untouched = new Map<string, Promise<TestAlert>>();

/** One alert for everybody who is refused: it stays as it is. */
function untouchedAlert({ name, from }: Command): Promise<TestAlert> {
  const alert = untouched.get(name) ?? from();
  untouched.set(name, alert);
  return alert;
}

describe("who may do what with an alert", () => {
  const rows = commands.flatMap((command) =>
    who.map((person) => ({ command, name: command.name, person, expected: expectedOf(command, person) })),
  );

  it.each(rows)("$name: $person $expected", async ({ command, person, expected }) => {
    const alert = await (expected === "may" ? command.from() : untouchedAlert(command));
    const actor = people[person];
    if (!actor) throw new Error(`nobody is called ${person}`);
    const owner = people["teacher who coordinates"];
    if (person === "teacher who coordinates" && owner && people.lead) {
      // Long ago, because row-level security asks whether the caseload counts today.
      await assignAlert(people.lead, { alertId: alert.id, ownerId: owner.personId }, longAgo);
    }
    expect(await outcomeOf(command.run(actor, alert.id))).toBe(expected);
  });
});

describe("an alert whose state refuses it", () => {
  it.each(commands)("is left as it was by $name", async ({ may, notFrom, run }) => {
    const alert = await notFrom();
    const before = await database.superuserQuery("select * from alert where id = $1", [alert.id]);
    const actor = people[may.split(", ")[0] ?? ""];
    if (!actor) throw new Error("nobody may");
    await expect(run(actor, alert.id)).rejects.toThrow(Conflict);
    expect(await database.superuserQuery("select * from alert where id = $1", [alert.id])).toEqual(before);
  });
});
