import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aCalendar } from "#tests/factories/calendars";
import { aStaffedArea, type StaffedArea } from "#tests/factories/duty";
import { anArea } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { clockOf, stepsOf } from "#tests/support/steps";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { alertOutcomes } from "~/domain/alerts/alert-outcomes.queries.server";
import { maySeeAlert } from "~/domain/alerts/alerts.queries.server";
import { drillsOf } from "~/domain/alerts/drills.queries.server";
import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import { drillTime, mondayOf } from "~/domain/alerts/internal/drill-time";
import { raiseDrill } from "~/domain/alerts/raise-drill.server";
import { raiseDueDrills } from "~/domain/alerts/raise-due-drills.server";
import { isStaffed } from "~/domain/calendars/calendars.clocks";
import { usualSteps } from "~/domain/duty/escalation-steps";
import { saveEscalationPolicy } from "~/domain/duty/save-escalation-policy.server";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const at = (time: string) => fixedClock(`2026-11-23T${time}:00Z`);

let area: StaffedArea;
let virtualHead: TestPerson;

beforeAll(async () => {
  area = await aStaffedArea({ dutyPerson: await aPerson("lead", { name: "Isla Grant" }) });
  virtualHead = await aPerson("vs_head_teacher");
});

async function aDrill(time = "10:02") {
  const drill = await raiseDrill(virtualHead, { areaId: area.areaId, formKey: randomUUID() }, at(time));
  if (!drill) throw new Error("no practice alert was raised");
  return drill;
}

const mailsOf = (id: string) =>
  database.superuserQuery<{ template: string; to_person_id: string; input: Record<string, unknown> }>(
    "select template, to_person_id, input from outbox_mail where about_id = $1",
    [id],
  );

describe("a practice alert", () => {
  it("takes the way of an alert in earnest, marked as practice", async () => {
    const drill = await aDrill();
    const [row] = await database.superuserQuery(
      "select reference, is_drill, state, learner_id, duty_person_id from alert where id = $1",
      [drill.id],
    );
    expect(row).toMatchObject({
      reference: expect.stringMatching(/^P-2026-\d{4}$/),
      is_drill: true,
      state: "raised",
      learner_id: null,
      duty_person_id: area.dutyPerson.personId,
    });
    expect((await stepsOf(database, drill.id)).map((step) => step.who)).toEqual([
      "duty_person",
      "depute",
      "vs_head_teacher",
      "head_of_inclusion",
    ]);
    await fireDueSteps({ clock: at("10:32") });
    const mails = await mailsOf(drill.id);
    expect(mails.map((mail) => mail.template).sort()).toEqual([
      "alerts/alert-escalated",
      "alerts/alert-raised",
      "alerts/alert-reminder",
    ]);
    expect(mails.every((mail) => mail.input.isPractice === true)).toBe(true);
  });

  it("ends with its answer, and the time it took is reported", async () => {
    const drill = await aDrill();
    await acknowledgeAlert(area.dutyPerson, { alertId: drill.id, ringWithinMinutes: 15 }, at("10:09"));
    const [row] = await database.superuserQuery(
      "select state, end_reason, ended_at from alert where id = $1",
      [drill.id],
    );
    expect(row).toEqual({ state: "closed", end_reason: "practice", ended_at: at("10:09").now() });
    expect(await clockOf(database, drill.id)).toMatchObject({
      is_drill: true,
      ended_at: at("10:09").now(),
      next_step_due_at: null,
    });
    const drills = await asActor(virtualHead, (tx) => drillsOf(tx, aCalendar()));
    expect(drills.find((each) => each.id === drill.id)).toMatchObject({
      minutes: 7,
      answeredBy: "Isla Grant",
    });
  });

  it("is counted nowhere", async () => {
    const drill = await aDrill();
    const counted = await asActor(virtualHead, (tx) =>
      alertOutcomes(tx, { from: new Date("2026-11-01"), to: new Date("2026-12-01"), today: "2026-12-01" }),
    );
    expect(counted.map((alert) => alert.id)).not.toContain(drill.id);
  });

  it("is not seen by the school in which it is set", async () => {
    const drill = await aDrill();
    const manager = await aPerson("designated_manager", { schoolId: area.school.id });
    expect(await asActor(manager, (tx) => maySeeAlert(tx, drill.id))).toBe(false);
    expect(await asActor(area.depute, (tx) => maySeeAlert(tx, drill.id))).toBe(true);
  });

  it("is raised once by a form that is sent twice", async () => {
    const input = { areaId: area.areaId, formKey: randomUUID() };
    const raised = await Promise.all([
      raiseDrill(virtualHead, input, at("10:02")),
      raiseDrill(virtualHead, input, at("10:02")),
    ]);
    expect(raised.filter((drill) => drill !== null)).toHaveLength(1);
  });

  it.each(["designated_manager", "vs_teacher", "administrator", "head_of_inclusion"] as const)(
    "is not raised by a %s",
    async (role) => {
      const person = await aPerson(role, role === "designated_manager" ? { schoolId: area.school.id } : {});
      expect(() => raiseDrill(person, { areaId: area.areaId, formKey: randomUUID() }, at("10:02"))).toThrow(
        expect.objectContaining({ name: "NotAllowed" }),
      );
    },
  );

  it("needs an area with a school", async () => {
    const empty = await anArea();
    const raised = raiseDrill(virtualHead, { areaId: empty.id, formKey: randomUUID() }, at("10:02"));
    await expect(raised).rejects.toMatchObject({ name: "Invalid", field: "areaId" });
  });
});

describe("the random time of a practice alert", () => {
  const calendar = aCalendar();
  const chances = Array.from({ length: 200 }, (_, index) => index / 200);

  it("is a staffed minute of the week, in about every second week", () => {
    const times = chances
      .map((chance) => drillTime(calendar, "2026-11-16", chance))
      .filter((time) => time !== null);
    expect(times.length).toBe(100);
    for (const time of times) {
      expect(mondayOf(dayOf(time))).toBe("2026-11-16");
      expect(isStaffed(calendar, new Date(time.getTime() - 30_000))).toBe(true);
    }
  });

  it("is none in a holiday", () => {
    expect(
      chances.map((chance) => drillTime(calendar, "2026-12-28", chance)).filter((time) => time !== null),
    ).toEqual([]);
  });
});

describe("the worker", () => {
  const drills = () =>
    database.superuserQuery(
      "select count(*)::int as raised from alert where is_drill and reference > 'P-2026-0000' and raised_at >= '2027-01-01'",
    );

  /** Asks every half hour, for weeks. */
  async function everyHalfHour(from: string, weeks: number, workers: number): Promise<number> {
    let raised = 0;
    const start = new Date(from).getTime();
    for (let half = 0; half < weeks * 7 * 48; half += 1) {
      const clock = fixedClock(new Date(start + half * 30 * 60_000));
      const hour = clock.now().getUTCHours();
      if (hour < 7 || hour > 17) continue;
      const found = await Promise.all(Array.from({ length: workers }, () => raiseDueDrills(clock)));
      raised += found.reduce((sum, each) => sum + each, 0);
    }
    return raised;
  }

  it("raises none while nobody has switched them on", async () => {
    expect(await everyHalfHour("2027-01-11T00:00:00Z", 1, 1)).toBe(0);
  });

  it("raises one for an area and week at most, however many workers there are", async () => {
    const input = { version: 0, steps: [...usualSteps], hasRandomDrills: true };
    await aPerson("head_of_inclusion");
    await saveEscalationPolicy(virtualHead, input, fixedClock("2027-01-10T10:00:00Z"));
    const raised = await everyHalfHour("2027-01-11T00:00:00Z", 4, 2);
    expect(await drills()).toEqual([{ raised }]);
    expect(raised).toBeLessThanOrEqual(4);
    const weeks = await database.superuserQuery(
      "select date_trunc('week', raised_at) as week, count(*)::int as raised from alert where is_drill and raised_at >= '2027-01-01' group by 1",
    );
    for (const week of weeks) expect(week.raised).toBe(1);
    const raisers = await database.superuserQuery(
      "select distinct raised_by_id from alert where is_drill and raised_at >= '2027-01-01'",
    );
    if (raised > 0) expect(raisers).toEqual([{ raised_by_id: virtualHead.personId }]);
  }, 60_000);

  it("raises none in the name of somebody who may not any more", async () => {
    await database.superuserQuery("update membership set valid_to = '2027-02-10' where person_id = $1", [
      virtualHead.personId,
    ]);
    expect(await everyHalfHour("2027-03-01T00:00:00Z", 2, 1)).toBe(0);
  });
});
