import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aCalendar, theYearOf } from "#tests/factories/calendars";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { londonInstant } from "~/domain/calendars/calendars.clocks";
import { answerSwap, withdrawSwap } from "~/domain/duty/answer-swap.server";
import { coverDay } from "~/domain/duty/cover-day.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { proposeSwap } from "~/domain/duty/propose-swap.server";
import { proposeSwapSchema } from "~/domain/duty/rota.schema";
import { saveAbsence } from "~/domain/duty/save-absence.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-11-16T10:00:00Z");
const calendar = aCalendar();

let morag: TestPerson;
let ailsa: TestPerson;
let calum: TestPerson;
let priya: TestPerson;
let north: string;

beforeAll(async () => {
  const home = await anAuthority();
  await theYearOf(home.id);
  const area = await anArea(home, "North");
  north = area.id;
  await aSchool({ area, authority: home });
  morag = await aPerson("vs_head_teacher", { name: "Morag" });
  ailsa = await aPerson("lead", { name: "Ailsa" });
  calum = await aPerson("lead", { name: "Calum" });
  priya = await aPerson("lead", { name: "Priya" });
  const turn = (weekday: number, person: TestPerson, depute: TestPerson) =>
    saveDutyTurn(
      morag,
      { areaId: north, weekday, personId: person.personId, deputeId: depute.personId },
      clock,
    );
  await turn(1, ailsa, calum);
  await turn(2, priya, calum);
  await turn(3, calum, ailsa);
});

beforeEach(async () => {
  await database.ownerQuery("delete from duty_swap");
  await database.ownerQuery("delete from duty_cover");
  await database.ownerQuery("delete from outbox_mail");
});

const propose = (day: string, changes = {}) =>
  proposeSwap(ailsa, { turn: { areaId: north, day }, toId: priya.personId, ...changes }, clock);
const theSwap = async () => {
  const [swap] = await database.superuserQuery<{ id: string; state: string }>(
    "select id, state from duty_swap",
  );
  return { swapId: swap?.id ?? "", state: swap?.state };
};
const answer = async (actor: TestPerson, value: "accepted" | "declined") =>
  answerSwap(actor, { swapId: (await theSwap()).swapId, answer: value }, clock);
const pairOn = async (day: string) => {
  const turn = await asNobody((tx) =>
    onDuty(tx, { areaId: north, at: londonInstant(day, "10:00"), calendar }),
  );
  return [turn?.personId, turn?.deputeId];
};
const mails = () =>
  database.superuserQuery(
    "select template, to_person_id, input from outbox_mail order by created_at, template",
  );
const audit = (action: string) =>
  database.superuserQuery("select detail from audit_line where action = $1", [action]);

describe("a swap", () => {
  it("changes nothing until the colleague accepts, who is told by mail", async () => {
    await propose("2026-11-23");
    expect(await pairOn("2026-11-23")).toEqual([ailsa.personId, calum.personId]);
    expect(await mails()).toMatchObject([
      {
        template: "duty/swap-proposed",
        to_person_id: priya.personId,
        input: { day: "2026-11-23", returnDay: null },
      },
    ]);
    await answer(priya, "accepted");
    expect(await pairOn("2026-11-23")).toEqual([priya.personId, calum.personId]);
    expect(await pairOn("2026-11-30")).toEqual([ailsa.personId, calum.personId]);
    expect(await mails()).toContainEqual(
      expect.objectContaining({ template: "duty/swap-answered", to_person_id: ailsa.personId }),
    );
    expect([(await audit("duty_swap.proposed")).length, (await audit("duty_swap.accepted")).length]).toEqual([
      1, 1,
    ]);
  });

  it("for a day in return changes both, each in the place that the other had", async () => {
    await propose("2026-11-25", { returnTurn: { areaId: north, day: "2026-11-24" } });
    await answer(priya, "accepted");
    expect(await pairOn("2026-11-25")).toEqual([calum.personId, priya.personId]);
    expect(await pairOn("2026-11-24")).toEqual([ailsa.personId, calum.personId]);
  });

  it("is proposed once by two presses", async () => {
    await Promise.all([propose("2026-11-23"), propose("2026-11-23")]);
    expect(await database.superuserQuery("select id from duty_swap")).toHaveLength(1);
    expect(await mails()).toHaveLength(1);
  });

  it("that is declined leaves the rota as it was", async () => {
    await propose("2026-11-23");
    await answer(priya, "declined");
    expect(await pairOn("2026-11-23")).toEqual([ailsa.personId, calum.personId]);
    await expect(answer(priya, "accepted")).rejects.toThrow(Conflict);
  });

  it("that is withdrawn cannot be accepted", async () => {
    await propose("2026-11-23");
    const { swapId } = await theSwap();
    await expect(withdrawSwap(priya, { swapId }, clock)).rejects.toThrow(NotFound);
    await withdrawSwap(ailsa, { swapId }, clock);
    await expect(withdrawSwap(ailsa, { swapId }, clock)).rejects.toThrow(Conflict);
    await expect(answer(priya, "accepted")).rejects.toThrow(Conflict);
  });

  it("is answered by nobody else", async () => {
    await propose("2026-11-23");
    await expect(answer(calum, "accepted")).rejects.toThrow(NotFound);
    await expect(answer(ailsa, "accepted")).rejects.toThrow(NotFound);
  });

  it("accepted after the rota has changed is refused, and still waits", async () => {
    await propose("2026-11-23");
    await coverDay(
      morag,
      { areaId: north, day: "2026-11-23", personId: morag.personId, deputeId: calum.personId },
      clock,
    );
    await expect(answer(priya, "accepted")).rejects.toMatchObject({
      sentence: expect.stringContaining("The rota has changed since"),
    });
    expect((await theSwap()).state).toBe("proposed");
  });

  it("that would open a hole is refused at the top of the page", async () => {
    await propose("2026-11-30");
    await saveAbsence(
      morag,
      { personId: priya.personId, firstDay: "2026-11-30", lastDay: "2026-11-30" },
      clock,
    );
    await expect(answer(priya, "accepted")).rejects.toMatchObject({
      status: 409,
      sentence: expect.stringContaining("would be on duty in North on Monday 30 November"),
    });
  });

  it("of a day that has passed is refused", async () => {
    await propose("2026-11-23");
    const late = fixedClock("2026-11-24T10:00:00Z");
    await expect(
      answerSwap(priya, { swapId: (await theSwap()).swapId, answer: "accepted" }, late),
    ).rejects.toThrow(Conflict);
  });

  it.each<[string, { toId?: string; returnTurn?: string }, string, string]>([
    ["2026-11-24", {}, "turn", "a day that is not theirs"],
    ["2026-11-15", {}, "turn", "a day that has passed"],
    ["2026-11-28", {}, "turn", "a Saturday"],
    ["2026-11-23", { toId: "calum" }, "turn", "somebody who is on duty already"],
    ["2026-11-23", { toId: "ailsa" }, "toId", "themselves"],
    ["2026-11-23", { returnTurn: "2026-11-25" }, "returnTurn", "a day in return that is not the colleague's"],
  ])("on %s with %o is refused beside %s: %s", async (day, changes, field) => {
    const people: Record<string, string> = { calum: calum.personId, ailsa: ailsa.personId };
    const given = {
      ...(changes.toId ? { toId: people[changes.toId] } : {}),
      ...(changes.returnTurn ? { returnTurn: { areaId: north, day: changes.returnTurn } } : {}),
    };
    await expect(propose(day, given)).rejects.toMatchObject({ field });
  });

  it.each(roles.filter((role) => role !== "lead" && role !== "vs_head_teacher"))(
    "is not for %s",
    async (role) => {
      const actor = await aPerson(role);
      const swapId = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
      const attempts = [
        proposeSwap(actor, { turn: { areaId: north, day: "2026-11-23" }, toId: priya.personId }, clock),
        answerSwap(actor, { swapId, answer: "accepted" }, clock),
        withdrawSwap(actor, { swapId }, clock),
      ];
      for (const result of await Promise.allSettled(attempts)) {
        expect(result).toMatchObject({ status: "rejected", reason: expect.any(NotAllowed) });
      }
    },
  );

  it("names an area and a day in one field", () => {
    const id = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
    const sent = { turn: `${id} 2026-11-23`, toId: id };
    expect(proposeSwapSchema.parse(sent).turn).toEqual({ areaId: id, day: "2026-11-23" });
    expect(proposeSwapSchema.safeParse({ ...sent, turn: `${id} 2026-02-30` }).error?.issues[0]?.message).toBe(
      "Select a day of yours",
    );
  });
});
