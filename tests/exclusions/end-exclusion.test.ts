import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theYearOf } from "#tests/factories/calendars";
import {
  anExclusion,
  backInSchool,
  educationInput,
  exclusionInput,
  stepInput,
  type TestExclusion,
} from "#tests/factories/exclusions";
import { theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { annulExclusion } from "~/domain/exclusions/annul-exclusion.server";
import { closeExclusion } from "~/domain/exclusions/close-exclusion.server";
import { recordEducation } from "~/domain/exclusions/record-education.server";
import { recordExclusion } from "~/domain/exclusions/record-exclusion.server";
import { recordStep } from "~/domain/exclusions/record-step.server";
import { removeFromRegister } from "~/domain/exclusions/remove-from-register.server";
import { fixedClock } from "~/platform/clock";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";

const database = await aDatabase();
const clock = fixedClock("2026-12-02T10:00:00Z");
let headOfVirtualSchool: TestPerson;

beforeAll(async () => {
  await theYearOf((await theHomeAuthority()).id);
  await starterCodesInDatabase();
  headOfVirtualSchool = await aPerson("vs_head_teacher");
});

const stored = async (id: string) => {
  const rows = await database.superuserQuery(
    "select kind, openings, return_due_on, closed_at, annulled_at, annulled_why, to_char(removed_on, 'YYYY-MM-DD') removed, removed_why from exclusion where id = $1",
    [id],
  );
  return rows[0];
};
const tracesOf = async (id: string, kind: string) => {
  const events = await database.superuserQuery(
    "select summary from event where about_id = $1 and kind = $2",
    [id, kind],
  );
  const audit = await database.superuserQuery(
    "select id from audit_line where subject_id = $1 and action = $2",
    [id, kind],
  );
  return [events.map(({ summary }) => summary), audit.length];
};
const headTeacherOf = ({ school }: TestExclusion) => aPerson("head_teacher", { schoolId: school.id });

/** Everything that the law asks, done in time. */
async function doneByTheBook({ id, manager }: TestExclusion): Promise<void> {
  await recordStep(manager, stepInput(id, "told"), clock);
  for (const kind of ["meeting_offered", "meeting_held", "written_notice"] as const)
    await recordStep(manager, stepInput(id, kind, { happenedOn: "2026-11-26" }), clock);
}

describe("closing", () => {
  it("is possible once nothing is due, and nothing more is recorded then but an appeal", async () => {
    const exclusion = await anExclusion();
    const { id, manager } = exclusion;
    await doneByTheBook(exclusion);
    await backInSchool(exclusion);
    await closeExclusion(manager, { exclusionId: id }, clock);
    expect(await stored(id)).toMatchObject({ closed_at: clock.now() });
    expect(await tracesOf(id, "exclusion.closed")).toEqual([["Exclusion closed"], 1]);
    await expect(recordEducation(manager, educationInput(id), clock)).rejects.toThrow(
      "This record is closed",
    );
    await expect(closeExclusion(manager, { exclusionId: id }, clock)).rejects.toThrow(Conflict);
    await recordStep(manager, stepInput(id, "appeal_lodged", { happenedOn: "2026-12-01" }), clock);
  });

  it("is refused while something is due, naming it", async () => {
    const exclusion = await anExclusion();
    const closing = closeExclusion(exclusion.manager, { exclusionId: exclusion.id }, clock);
    await expect(closing).rejects.toThrow(
      "“Tell parent or young person of the decision” is open. 9 days overdue: was due on 23 November 2026.",
    );
    expect(await stored(exclusion.id)).toMatchObject({ closed_at: null });
  });

  it("is refused while there is no education and the child is not back", async () => {
    const none = { provision: "none_so_far", educationWhy: "The base is full." } as const;
    const exclusion = await anExclusion({ ...none, educationFrom: undefined });
    await doneByTheBook(exclusion);
    const close = () => closeExclusion(exclusion.manager, { exclusionId: exclusion.id }, clock);
    await expect(close()).rejects.toThrow("“Arrange education meanwhile” is open");
    await backInSchool(exclusion);
    await close();
  });
});

describe("annulling", () => {
  const mistake = { cause: "mistake", annulledOn: "2026-12-01", why: "Another learner was meant." } as const;
  const appeal = { cause: "appeal", annulledOn: "2026-12-01", why: "The committee said so." } as const;

  it("a mistake takes the time out along, and another exclusion may follow in its place", async () => {
    const exclusion = await anExclusion();
    const { id, learner, school, manager } = exclusion;
    await annulExclusion(await headTeacherOf(exclusion), { exclusionId: id, ...mistake }, clock);
    expect(await stored(id)).toMatchObject({ annulled_at: clock.now(), annulled_why: mistake.why });
    expect(
      await database.superuserQuery("select withdrawn_why from time_out where exclusion_id = $1", [id]),
    ).toEqual([{ withdrawn_why: "It was recorded by mistake" }]);
    expect(await tracesOf(id, "exclusion.annulled")).toEqual([
      ["Exclusion annulled on 1 December 2026: it was recorded by mistake"],
      1,
    ]);
    const anew = exclusionInput({ learner, school });
    expect(await recordExclusion(manager, anew, clock)).toEqual({ id: anew.exclusionId });
  });

  it("an appeal needs one on record, and stands beside it, also after closing", async () => {
    const exclusion = await anExclusion();
    const { id, manager } = exclusion;
    const annul = () => annulExclusion(headOfVirtualSchool, { exclusionId: id, ...appeal }, clock);
    await expect(annul()).rejects.toThrow("that an appeal was lodged");
    await doneByTheBook(exclusion);
    await backInSchool(exclusion);
    await closeExclusion(manager, { exclusionId: id }, clock);
    await recordStep(manager, stepInput(id, "appeal_lodged", { happenedOn: "2026-11-30" }), clock);
    await annul();
    const steps = await database.superuserQuery(
      "select words from exclusion_step where exclusion_id = $1 and kind = 'appeal_annulled'",
      [id],
    );
    expect(steps).toEqual([{ words: appeal.why }]);
    await expect(annul()).rejects.toThrow("This exclusion was annulled");
  });

  it.each([
    [
      "before the child was to be back",
      "2026-11-24",
      { ends_on: "2026-11-24", ends_at: "afternoon", withdrawn_why: null },
    ],
    [
      "after the child was back",
      "2026-12-01",
      { ends_on: "2026-11-25", ends_at: "afternoon", withdrawn_why: null },
    ],
  ])("half days lost until an appeal annulled it stay lost: %s", async (_, annulledOn, left) => {
    const { id, manager, learner, school } = await anExclusion();
    await recordStep(manager, stepInput(id, "appeal_lodged", { happenedOn: "2026-11-24" }), clock);
    await annulExclusion(headOfVirtualSchool, { exclusionId: id, ...appeal, annulledOn }, clock);
    const timeOut = await database.superuserQuery(
      "select to_char(ends_on, 'YYYY-MM-DD') ends_on, ends_at, withdrawn_why from time_out where exclusion_id = $1",
      [id],
    );
    expect(timeOut).toEqual([left]);
    const anew = exclusionInput({ learner, school });
    expect(await recordExclusion(manager, anew, clock)).toEqual({ id: anew.exclusionId });
  });

  it("is not for a designated manager or a lead, and not on a day that cannot be", async () => {
    const exclusion = await anExclusion();
    const input = { exclusionId: exclusion.id, ...mistake };
    for (const person of [exclusion.manager, await aPerson("lead")])
      await expect(annulExclusion(person, input, clock)).rejects.toThrow(NotAllowed);
    for (const annulledOn of ["2026-11-22", "2026-12-03"])
      await expect(annulExclusion(headOfVirtualSchool, { ...input, annulledOn }, clock)).rejects.toThrow(
        Invalid,
      );
    expect(await stored(exclusion.id)).toMatchObject({ annulled_at: null });
  });
});

describe("removal from the register", () => {
  const removal = { removedOn: "2026-12-01", why: "A place at another school was agreed." };

  it("is put on record by the Virtual School head teacher: no return is owed any more", async () => {
    const exclusion = await anExclusion();
    const { id, manager } = exclusion;
    await removeFromRegister(headOfVirtualSchool, { exclusionId: id, ...removal }, clock);
    expect(await stored(id)).toMatchObject({
      kind: "removed_from_register",
      openings: null,
      return_due_on: null,
      removed: "2026-12-01",
      removed_why: removal.why,
    });
    expect(await tracesOf(id, "exclusion.removed_from_register")).toEqual([
      ["Removed from the register, 1 December 2026"],
      1,
    ]);
    await doneByTheBook(exclusion);
    await closeExclusion(manager, { exclusionId: id }, clock);
  });

  it.each(["head_teacher", "designated_manager", "lead"] as const)("is not for a %s", async (role) => {
    const exclusion = await anExclusion();
    const place = role === "lead" ? {} : { schoolId: exclusion.school.id };
    const person = await aPerson(role, place);
    const removing = removeFromRegister(person, { exclusionId: exclusion.id, ...removal }, clock);
    await expect(removing).rejects.toThrow(NotAllowed);
    expect(await stored(exclusion.id)).toMatchObject({ kind: "temporary" });
  });

  it("happens once, and not before the decision", async () => {
    const { id } = await anExclusion();
    const remove = (changes = {}) =>
      removeFromRegister(headOfVirtualSchool, { exclusionId: id, ...removal, ...changes }, clock);
    await expect(remove({ removedOn: "2026-11-20" })).rejects.toThrow(Invalid);
    await remove();
    await expect(remove()).rejects.toThrow("already");
  });
});
