import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert, decisionInput } from "#tests/factories/alert-stages";
import { considered } from "#tests/factories/alternatives";
import { aYearAroundNow } from "#tests/factories/calendars";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { considerOptions } from "~/domain/alerts/consider-options.server";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { recordFollowUp } from "~/domain/alerts/record-follow-up.server";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { alternativesOf, sharedSentences } from "~/domain/outcomes/alternatives.queries.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { shareAlternativeFigures } from "~/domain/outcomes/share-alternative-figures.server";
import { type Actor, may, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T12:00:00Z");
let virtualHead: TestPerson;

beforeAll(async () => {
  await aYearAroundNow();
  await starterCodesInDatabase();
  virtualHead = await aPerson("vs_head_teacher");
});

/** Each test has an alternative of its own: figures are over everything. */
let alternative: string;
beforeEach(() => {
  alternative = `alternative_${randomUUID().replaceAll("-", "")}`;
});

const figuresFor = async (actor: Actor, today = "2026-11-23") => {
  const { alternatives } = await asActor(actor, (tx) => alternativesOf(tx, today));
  return alternatives.find(({ code }) => code === alternative);
};
const lineFor = async (actor: Actor) => (await asActor(actor, sharedSentences))[alternative];
const stored = () =>
  database.superuserQuery(
    "select version, used, still_at_least, still_at_most from alternative_figure where alternative = $1 order by version",
    [alternative],
  );

describe("the figures of an alternative", () => {
  it("follow an alert from the answer to the check after 30 school days", async () => {
    alternative = "mentor";
    const { id, lead, raisedBy } = await anAnsweredAlert();
    const options = [
      { code: "mentor", answer: "will_use", why: "From Tuesday." },
      { code: "base", answer: "not_now", reason: "no_place" },
    ] as const;
    await considerOptions(lead, { alertId: id, options: [...options] }, fixedClock("2026-11-23T11:00:00Z"));
    await recordDecision(raisedBy, decisionInput(id), fixedClock("2026-11-23T14:00:00Z"));
    expect((await figuresFor(virtualHead))?.used).toMatchObject({ times: 0, tooEarly: 1 });
    // Monday to Friday all year: six weeks later is 30 school days later.
    expect((await figuresFor(virtualHead, "2027-01-04"))?.used).toMatchObject({ times: 0, tooEarly: 1 });
    expect((await figuresFor(virtualHead, "2027-01-05"))?.used).toMatchObject({ times: 1, notKnown: 1 });
    const check = { check: "30", finding: "still_in_school", source: "school" } as const;
    await recordFollowUp(
      lead,
      { alertId: id, formKey: randomUUID(), ...check },
      fixedClock("2027-01-05T10:00:00Z"),
    );
    expect((await figuresFor(virtualHead, "2027-01-05"))?.used).toMatchObject({
      times: 1,
      stillInSchool: 1,
      learners: 1,
    });
    alternative = "base";
    expect((await figuresFor(virtualHead))?.notUsed).toEqual({
      times: 1,
      reasons: [{ label: "No place or nobody free", times: 1 }],
    });
  });

  it("leave out an answer after the decision, and an alert that is withdrawn", async () => {
    alternative = "transport";
    const use = { code: "transport", answer: "will_use", why: "A taxi." } as const;
    const decided = await aDecidedAlert();
    await considerOptions(
      decided.lead,
      { alertId: decided.id, options: [use] },
      fixedClock("2026-11-24T09:00:00Z"),
    );
    const withdrawn = await anAnsweredAlert();
    const alertId = withdrawn.id;
    await considerOptions(withdrawn.lead, { alertId, options: [use] }, clock);
    expect((await figuresFor(virtualHead, "2027-03-01"))?.used).toMatchObject({ times: 0, tooEarly: 1 });
    await withdrawAlert(withdrawn.raisedBy, { alertId, reason: "Raised by mistake." }, clock);
    expect((await figuresFor(virtualHead, "2027-03-01"))?.used).toMatchObject({ times: 0, tooEarly: 0 });
  });

  it("are without practice", async () => {
    await considered({ as: virtualHead, alternative, stillInSchool: 1, isDrill: true });
    expect(await figuresFor(virtualHead)).toBeUndefined();
  });

  it("name no learner, no school and no words", async () => {
    await considered({ as: virtualHead, alternative, answer: "not_now", reason: "no_place", notChecked: 3 });
    expect(Object.keys((await figuresFor(virtualHead)) ?? {})).toEqual([
      "code",
      "label",
      "used",
      "notUsed",
      "version",
      "shared",
      "next",
    ]);
  });
});

describe("sharing figures with schools", () => {
  it("lets a designated manager, a head teacher and a teacher read the same, over schools that none of them sees", async () => {
    const first = await considered({ as: virtualHead, alternative, stillInSchool: 7, notChecked: 2 });
    const second = await considered({ as: virtualHead, alternative, stillInSchool: 5, excluded: 4 });
    await shareAlternativeFigures(virtualHead, clock);
    const manager = await aPerson("designated_manager", { schoolId: first.id });
    const head = await aPerson("head_teacher", { schoolId: second.id });
    const teacher = await aPerson("vs_teacher");
    const line =
      "In all schools, up to 23 November 2026: used 18 times. 30 school days later the learner was still in school in 12 of them; of the others not, or it is not known.";
    for (const actor of [manager, head, teacher, virtualHead]) expect(await lineFor(actor)).toBe(line);
    // Counted from what each of them sees it would be another number for each.
    expect([(await figuresFor(manager))?.used.times, (await figuresFor(head))?.used.times]).toEqual([9, 9]);
    expect((await figuresFor(teacher))?.used.times).toBeUndefined();
  });

  it("shares nothing of 9 uses, or of 4 learners", async () => {
    await considered({ as: virtualHead, alternative, stillInSchool: 9 });
    await shareAlternativeFigures(virtualHead, clock);
    expect(await stored()).toEqual([]);
    alternative = `${alternative}_few`;
    await considered({ as: virtualHead, alternative, stillInSchool: 12, learners: 4 });
    await shareAlternativeFigures(virtualHead, clock);
    expect(await stored()).toEqual([]);
  });

  it("keeps what schools read until 10 more uses can be counted, then is a version of its own", async () => {
    await considered({ as: virtualHead, alternative, stillInSchool: 10 });
    expect(await shareAlternativeFigures(virtualHead, clock)).toBe(1);
    await considered({ as: virtualHead, alternative, excluded: 9 });
    expect(await shareAlternativeFigures(virtualHead, clock)).toBe(0);
    expect(await lineFor(virtualHead)).toContain("used 10 times");
    await considered({ as: virtualHead, alternative, excluded: 1 });
    expect(await shareAlternativeFigures(virtualHead, clock)).toBe(1);
    expect(await stored()).toEqual([
      { version: 1, used: 10, still_at_least: 10, still_at_most: 10 },
      { version: 2, used: 20, still_at_least: 10, still_at_most: 10 },
    ]);
  });

  it("leaves one audit line with codes, and none when there was nothing to share", async () => {
    await considered({ as: virtualHead, alternative, stillInSchool: 13, excluded: 1 });
    const at = fixedClock("2026-11-23T12:30:00Z");
    await shareAlternativeFigures(virtualHead, at);
    await shareAlternativeFigures(virtualHead, at);
    const lines = await database.superuserQuery(
      "select person_id, detail from audit_line where action = 'alternative_figures.shared' and at = $1",
      [at.now()],
    );
    expect(lines).toEqual([{ person_id: virtualHead.personId, detail: { shared: `${alternative}@1` } }]);
    expect(await stored()).toEqual([{ version: 1, used: 14, still_at_least: 10, still_at_most: 13 }]);
  });

  it("of two presses at once shares once", async () => {
    await considered({ as: virtualHead, alternative, stillInSchool: 10 });
    const presses = [1, 2].map(() => shareAlternativeFigures(virtualHead, clock));
    expect((await Promise.all(presses)).sort()).toEqual([0, 1]);
    expect(await stored()).toHaveLength(1);
  });

  it.each(roles)("%s: only the head teacher of the Virtual School", async (role) => {
    const isAllowed = role === "vs_head_teacher";
    const held = { role, schoolId: null, areaId: null, authorityId: null, isDepute: false };
    const actor = { personId: randomUUID(), name: "", memberships: [held] };
    expect(may(actor, outcomesPolicy.share)).toBe(isAllowed);
    if (!isAllowed) expect(() => shareAlternativeFigures(actor, clock)).toThrow(NotAllowed);
  });
});

describe("the database", () => {
  it.each([
    ["fewer than 10 uses", [9, 9, 9], false],
    ["one learner who was not in school", [14, 13, 13], false],
    ["four who were", [14, 4, 4], false],
    ["more than were used", [14, 15, 15], false],
    ["an interval around a small number", [14, 10, 13], true],
    ["all of them", [14, 14, 14], true],
    ["an exact number that is not small", [14, 9, 9], true],
  ])("holds %s: %s is %s", async (_, [used = 0, stillAtLeast = 0, stillAtMost = 0], isTaken) => {
    const figure = { alternative, version: 1, used, stillAtLeast, stillAtMost };
    const by = { sharedAt: clock.now(), sharedById: virtualHead.personId };
    const adding = asActor(virtualHead, (tx) =>
      tx.alternativeFigure.createMany({ data: [{ ...figure, ...by }] }),
    );
    expect(
      await adding.then(
        () => true,
        () => false,
      ),
    ).toBe(isTaken);
  });
});
