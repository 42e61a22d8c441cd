import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { aClosedAlert, aSample, caseInput, drawClock as clock } from "#tests/factories/quality";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { atOnce } from "#tests/support/at-once";
import { aDatabase } from "#tests/support/database";
import { withdrawAlert } from "~/domain/alerts/withdraw-alert.server";
import { drawSample } from "~/domain/outcomes/draw-sample.server";
import { exportSample } from "~/domain/outcomes/export-sample.server";
import { outcomesPolicy } from "~/domain/outcomes/outcomes.policy";
import { drawSampleSchema, reviewCaseSchema, writeCaseSchema } from "~/domain/outcomes/quality.schema";
import { smallNumberWarnings } from "~/domain/outcomes/quality.words";
import { releaseSample } from "~/domain/outcomes/release-sample.server";
import { reviewCase } from "~/domain/outcomes/review-case.server";
import { withdrawSample } from "~/domain/outcomes/withdraw-sample.server";
import { writeCase } from "~/domain/outcomes/write-case.server";
import { type Actor, may, roles } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed, NotFound } from "~/platform/errors";

const database = await aDatabase();

let school: TestSchool;
let lead: TestPerson;
let otherLead: TestPerson;
let virtualHead: TestPerson;
let governance: TestPerson;
let manager: TestPerson;
let drawable: TestAlert[];

beforeAll(async () => {
  school = await aSchool({}, "Hillbrae High School");
  const special = await aSchool({ sector: "special" });
  await aYearAroundNow();
  await starterCodesInDatabase();
  lead = await aPerson("lead");
  otherLead = await aPerson("lead");
  virtualHead = await aPerson("vs_head_teacher");
  governance = await aPerson("information_governance");
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  const learner = await aLearner({ school, givenName: "Zoë", familyName: "O’Neill-Kerr", knownAs: "Zozo" });
  await onNotifyList({ learnerId: learner.id, name: "Jean Abernethy" });
  const common = { school, learner, raisedBy: manager, lead };
  drawable = [];
  for (let index = 0; index < 6; index += 1) drawable.push(await aClosedAlert(common));
  drawable.push(await aClosedAlert({ ...common, closesAt: "2026-05-18T22:59:00Z" }));
  drawable.push(await aClosedAlert({ school: special, lead }));
  await aClosedAlert({ ...common, closesAt: "2026-05-18T23:00:00Z" });
  await aClosedAlert({ ...common, decision: "not_excluded" });
  await anAlert({ ...common, at: "2026-02-02T10:00:00Z" });
  const withdrawn = await anAlert({ ...common, at: "2026-02-02T10:00:00Z" });
  await withdrawAlert(
    manager,
    { alertId: withdrawn.id, reason: "By mistake." },
    fixedClock("2026-02-02T11:00:00Z"),
  );
}, 120_000);

const drawing = (changes: { sampleId?: string; schoolYear?: number; count?: number } = {}) => ({
  sampleId: randomUUID(),
  schoolYear: 2025,
  count: 1,
  ...changes,
});
/** What a draw waits for. */
const theLock = "select pg_advisory_xact_lock(hashtextextended('quality sample', 0))";
const putAside = (sampleId: string) => withdrawSample(lead, { sampleId, why: "Only a try." }, clock);
const reviewing = (
  sampleId: string,
  caseId: string,
  version: number,
  review: "fit" | "sent_back" = "fit",
) => ({
  sampleId,
  caseId,
  version,
  review,
  ...(review === "sent_back" && { why: "Say less of the place." }),
});
const sourcesOf = (sampleId: string) =>
  database.superuserQuery<{ alert_id: string; review: string | null; version: number; alike: number }>(
    "select s.* from quality_source s join quality_case c on c.id = s.case_id where s.sample_id = $1 order by position",
    [sampleId],
  );
const linesOf = (action: string, subjectId: string) =>
  database.superuserQuery<{ detail: object; person_id: string }>(
    "select detail, person_id from audit_line where action = $1 and subject_id = $2",
    [action, subjectId],
  );

/** A sample whose cases are written and marked fit. */
async function aFitSample(count = 1) {
  const sample = await aSample(lead, count);
  for (const caseId of sample.caseIds) {
    await writeCase(lead, caseInput(sample.id, caseId, { sector: "not_said" }), clock);
    await reviewCase(otherLead, reviewing(sample.id, caseId, 2), clock);
  }
  return sample;
}

describe("drawing a sample", () => {
  it("takes only alerts followed up, closed for 28 days, with a known outcome; and copies codes, no text", async () => {
    const { id } = await aSample(lead, 8);
    const sources = await sourcesOf(id);
    expect(sources.map((one) => one.alert_id).sort()).toEqual(drawable.map((alert) => alert.id).sort());
    const cases = await database.superuserQuery(
      "select * from quality_case where sample_id = $1 order by position",
      [id],
    );
    expect(cases).toHaveLength(8);
    const texts = { led_to_it: null, came_of_it: null, child_words: null };
    const codes = { triggers: ["noise_or_crowd", "an_adult"], used: ["key_adult@1"], not_used: ["base@1"] };
    for (const one of cases) expect(one).toMatchObject({ ...codes, ...texts, outcome: "went_ahead" });
    expect(cases.map((one) => one.sector).sort()).toEqual([...Array(7).fill("secondary"), null].sort());
    expect(sources.map((one) => one.alike).sort()).toEqual([1, 7, 7, 7, 7, 7, 7, 7]);
    expect(await linesOf("quality_sample.drawn", id)).toMatchObject([
      { person_id: lead.personId, detail: { schoolYear: 2025, cases: 8, drawnFrom: 8 } },
    ]);
    await expect(drawSample(lead, drawing(), clock)).rejects.toMatchObject({ field: "schoolYear" });
    await putAside(id);
  });

  it("is one sample when the form is sent twice, also at once", async () => {
    const input = drawing({ count: 2 });
    await atOnce(
      database,
      theLock,
      Array(3).fill(() => drawSample(lead, input, clock)),
    );
    expect(await sourcesOf(input.sampleId)).toHaveLength(2);
    expect(await linesOf("quality_sample.drawn", input.sampleId)).toHaveLength(1);
    await putAside(input.sampleId);
  });

  it("never takes an alert twice, also of two draws at once", async () => {
    const [one, other] = [drawing({ count: 4 }), drawing({ count: 4 })];
    await atOnce(database, theLock, [
      () => drawSample(lead, one, clock),
      () => drawSample(otherLead, other, clock),
    ]);
    const ids = [...(await sourcesOf(one.sampleId)), ...(await sourcesOf(other.sampleId))];
    expect(new Set(ids.map((source) => source.alert_id)).size).toBe(8);
    await putAside(one.sampleId);
    await putAside(other.sampleId);
  });

  it("is refused beside the field for more cases than there are, and for a year with nothing", async () => {
    const tooMany = drawSample(lead, drawing({ count: 9 }), clock);
    await expect(tooMany).rejects.toMatchObject({
      field: "count",
      sentence: "Number of examples must be 8 or fewer: there are no more to draw from",
    });
    await expect(drawSample(lead, drawing({ schoolYear: 2024 }), clock)).rejects.toThrow(
      "No alert raised in this school year",
    );
  });

  it.each<[string, Record<string, string>]>([
    ["Number of examples must be 1 or more", { count: "0" }],
    ["Number of examples must be 20 or fewer", { count: "21" }],
    ["Number of examples must be a whole number", { count: "2.5" }],
    ["Select a school year", { schoolYear: "soon" }],
  ])("answers “%s”", (message, changes) => {
    const sent = { sampleId: randomUUID(), schoolYear: "2025", count: "5", ...changes };
    const issues = drawSampleSchema.safeParse(sent).error?.issues ?? [];
    expect(issues.map((issue) => issue.message)).toEqual([message]);
  });

  it("is for leads and the Virtual School head teacher", async () => {
    await expect(drawSample(manager, drawing(), clock)).rejects.toThrow(NotAllowed);
    await expect(drawSample(governance, drawing(), clock)).rejects.toThrow(NotAllowed);
  });
});

describe("writing a case", () => {
  let sample: Awaited<ReturnType<typeof aSample>>;
  let caseId: string;
  beforeAll(async () => {
    sample = await aSample(lead, 7);
    const rows = await database.superuserQuery<{ id: string }>(
      "select id from quality_case where sample_id = $1 and sector is not null",
      [sample.id],
    );
    caseId = rows[0]?.id ?? "";
    return () => putAside(sample.id);
  });
  const stored = async (id = caseId) =>
    (
      await database.superuserQuery(
        "select * from quality_case c join quality_source s on s.case_id = c.id where c.id = $1",
        [id],
      )
    )[0];

  it("keeps what was chosen and written, with an audit line that holds none of it", async () => {
    await writeCase(lead, caseInput(sample.id, caseId), clock);
    expect(await stored()).toMatchObject({
      sector: "secondary",
      triggers: ["noise_or_crowd"],
      led_to_it: "It was too loud, and nobody had passed on what had been agreed.",
      child_words: null,
      permission_asked_by: null,
      review: null,
      version: 2,
    });
    const lines = await linesOf("quality_case.written", caseId);
    expect(lines).toMatchObject([
      { detail: { sampleId: sample.id, isQuoted: false, tookReviewBack: false } },
    ]);
  });

  it("is once when the form is sent twice, and refused on an older one", async () => {
    await writeCase(lead, caseInput(sample.id, caseId), clock);
    expect(await stored()).toMatchObject({ version: 2 });
    const stale = caseInput(sample.id, caseId, { ledToIt: "Something else." });
    await expect(writeCase(lead, stale, clock)).rejects.toThrow("Somebody changed this example meanwhile");
  });

  it("keeps words of the young person only with who asked and when, and drops them without permission", async () => {
    const quoted = {
      version: 2,
      mayQuote: "yes" as const,
      childWords: "It was too loud in there.",
      permissionAskedBy: "Ms Tait",
      permissionAskedOn: "2026-06-10",
    };
    await writeCase(lead, caseInput(sample.id, caseId, quoted), clock);
    expect(await stored()).toMatchObject({ child_words: quoted.childWords, permission_asked_by: "Ms Tait" });
    const taken = caseInput(sample.id, caseId, { ...quoted, version: 3, mayQuote: "no" });
    await writeCase(lead, taken, clock);
    expect(await stored()).toMatchObject({
      child_words: null,
      permission_asked_by: null,
      permission_asked_on: null,
    });
  });

  it.each(["2026-06-16", "2026-02-01"])(
    "refuses %s as the day on which they were asked",
    async (permissionAskedOn) => {
      const asked = { version: 4, mayQuote: "yes" as const, childWords: "So.", permissionAskedBy: "Ms Tait" };
      const input = caseInput(sample.id, caseId, { ...asked, permissionAskedOn });
      await expect(writeCase(lead, input, clock)).rejects.toMatchObject({ field: "permissionAskedOn" });
    },
  );

  it.each<[string, object]>([
    ["triggers", { triggers: ["health"] }],
    ["used", { used: ["base@1"] }],
    ["notUsed", { notUsed: ["mentor@1"] }],
    ["sector", { sector: "primary" }],
  ])("refuses %s that the alert does not have", async (field, changes) => {
    const input = caseInput(sample.id, caseId, { version: 4, ...changes });
    await expect(writeCase(lead, input, clock)).rejects.toMatchObject({ field });
  });

  it.each<[string, Record<string, string>]>([
    ["Enter what led to it", { ledToIt: " " }],
    ["Select whether their words may be in the sample", { mayQuote: "" }],
    ["Enter who asked them", { mayQuote: "yes", childWords: "So.", permissionAskedOn: "2026-06-10" }],
    [
      "Enter the day on which they were asked",
      { mayQuote: "yes", childWords: "So.", permissionAskedBy: "Ms Tait" },
    ],
    ["Must be 1,000 characters or fewer", { ledToIt: "a".repeat(1001) }],
  ])("answers “%s”", (message, changes) => {
    const { mayQuote, ledToIt } = caseInput(sample.id, caseId);
    const sent = {
      sampleId: sample.id,
      caseId,
      version: "1",
      sector: "not_said",
      mayQuote,
      ledToIt,
      ...changes,
    };
    const issues = writeCaseSchema.safeParse(sent).error?.issues ?? [];
    expect(issues.map((issue) => issue.message)).toEqual([message]);
  });

  it("is for whoever drew the sample alone", async () => {
    const input = caseInput(sample.id, caseId, { version: 4 });
    await expect(writeCase(otherLead, input, clock)).rejects.toThrow(NotAllowed);
    await expect(writeCase(manager, input, clock)).rejects.toThrow(NotAllowed);
  });

  it("finds no case of another sample", async () => {
    await expect(writeCase(lead, caseInput(sample.id, randomUUID()), clock)).rejects.toThrow(NotFound);
    await expect(writeCase(lead, caseInput(randomUUID(), caseId), clock)).rejects.toThrow(NotFound);
  });
});

describe("reviewing a case", () => {
  let sample: Awaited<ReturnType<typeof aSample>>;
  let caseId: string;
  let version: number;
  beforeAll(async () => {
    sample = await aSample(lead, 8);
    const rows = await database.superuserQuery<{ id: string }>(
      "select id from quality_case where sample_id = $1 and sector is not null",
      [sample.id],
    );
    caseId = rows[0]?.id ?? "";
    return () => putAside(sample.id);
  });
  const versionNow = async () =>
    (
      await database.superuserQuery<{ version: number }>(
        "select version from quality_source where case_id = $1",
        [caseId],
      )
    )[0]?.version ?? 0;
  const write = async (ledToIt: string, changes = {}) => {
    await writeCase(
      lead,
      caseInput(sample.id, caseId, { version: await versionNow(), ledToIt, ...changes }),
      clock,
    );
    version = await versionNow();
  };
  const stateNow = async () =>
    (
      await database.superuserQuery(
        "select review, sent_back_why, reviewed_by_id from quality_source where case_id = $1",
        [caseId],
      )
    )[0];

  it("is refused while there is no text", async () => {
    await expect(reviewCase(otherLead, reviewing(sample.id, caseId, 1), clock)).rejects.toThrow(
      "no text to review",
    );
  });

  it("is refused to whoever drew the sample, and to other roles", async () => {
    await write("It was too loud.");
    await expect(reviewCase(lead, reviewing(sample.id, caseId, version), clock)).rejects.toThrow(NotAllowed);
    await expect(reviewCase(governance, reviewing(sample.id, caseId, version), clock)).rejects.toThrow(
      NotAllowed,
    );
  });

  it("sends it back with a reason, which the schema asks for", async () => {
    await reviewCase(virtualHead, reviewing(sample.id, caseId, version, "sent_back"), clock);
    const reviewed_by_id = virtualHead.personId;
    expect(await stateNow()).toEqual({
      review: "sent_back",
      sent_back_why: "Say less of the place.",
      reviewed_by_id,
    });
    const { why: _, ...without } = reviewing(sample.id, caseId, version, "sent_back");
    expect(reviewCaseSchema.safeParse(without).error?.issues[0]?.message).toBe("Enter what has to change");
  });

  it("is refused on what was changed meanwhile, and once when it is sent twice", async () => {
    const fit = reviewing(sample.id, caseId, version);
    await expect(reviewCase(otherLead, fit, clock)).rejects.toThrow(Conflict);
    const now = reviewing(sample.id, caseId, await versionNow());
    await reviewCase(otherLead, now, clock);
    await reviewCase(otherLead, now, clock);
    const lines = await linesOf("quality_case.reviewed", caseId);
    expect(lines.map((line) => line.detail)).toEqual([
      { sampleId: sample.id, review: "sent_back" },
      { sampleId: sample.id, review: "fit" },
    ]);
  });

  it("is taken back by a change", async () => {
    expect(await stateNow()).toMatchObject({ review: "fit" });
    await write("It was far too loud.");
    expect(await stateNow()).toEqual({ review: null, sent_back_why: null, reviewed_by_id: null });
  });

  it.each<[string, string, object]>([
    ["a name of the young person", "zoe was right.", {}],
    ["half a family name", "The Kerr family came.", {}],
    ["the name they are called by", "Well said.", { cameOfIt: "Zozo is back." }],
    ["the school", "At Hillbrae it was loud.", {}],
    [
      "a name in their own words",
      "Well said.",
      {
        mayQuote: "yes",
        childWords: "I am Zoë.",
        permissionAskedBy: "Ms Tait",
        permissionAskedOn: "2026-06-10",
      },
    ],
  ])("does not mark it fit while it holds %s", async (_, ledToIt, changes) => {
    await write(ledToIt, changes);
    const fit = reviewCase(otherLead, reviewing(sample.id, caseId, version), clock);
    await expect(fit).rejects.toMatchObject({ field: "review", constructor: Invalid });
    expect(await stateNow()).toMatchObject({ review: null });
  });

  it("may mark it fit while it holds a hint only: other names and words are for the reviewer to judge", async () => {
    await write("Jean came on Tuesday, and Morag too.");
    await reviewCase(otherLead, reviewing(sample.id, caseId, version), clock);
    expect(await stateNow()).toMatchObject({ review: "fit" });
  });
});

describe("withdrawing a sample", () => {
  it("that never left removes its cases, so that its alerts can be drawn again, and leaves the reason", async () => {
    const sample = await aSample(lead, 8);
    await withdrawSample(otherLead, { sampleId: sample.id, why: "Drawn for the wrong year." }, clock);
    const left = await database.superuserQuery(
      "select withdrawn_why, (select count(*)::int from quality_case where sample_id = s.id) cases, (select count(*)::int from quality_source where sample_id = s.id) sources from quality_sample s where id = $1",
      [sample.id],
    );
    expect(left).toEqual([{ withdrawn_why: "Drawn for the wrong year.", cases: 0, sources: 0 }]);
    expect(await linesOf("quality_sample.withdrawn", sample.id)).toMatchObject([
      { detail: { hadLeft: false } },
    ]);
    await expect(putAside(sample.id)).rejects.toThrow("This sample was withdrawn.");
    await putAside((await aSample(lead, 8)).id);
  });
});

describe("releasing a sample", () => {
  it("waits until every case is marked fit, is for the Virtual School head teacher, and happens once", async () => {
    const sample = await aSample(lead, 2);
    const [first = "", second = ""] = sample.caseIds;
    const release = (actor: Actor) => releaseSample(actor, { sampleId: sample.id }, clock);
    await expect(release(virtualHead)).rejects.toThrow("2 examples are not marked fit to leave.");
    for (const caseId of [first, second])
      await writeCase(lead, caseInput(sample.id, caseId, { sector: "not_said" }), clock);
    await reviewCase(virtualHead, reviewing(sample.id, first, 2), clock);
    await reviewCase(virtualHead, reviewing(sample.id, second, 2, "sent_back"), clock);
    await expect(release(virtualHead)).rejects.toThrow("1 example is not marked fit to leave.");
    await reviewCase(otherLead, reviewing(sample.id, second, 3), clock);
    await expect(release(otherLead)).rejects.toThrow(NotAllowed);
    await release(virtualHead);
    await release(virtualHead);
    expect(await linesOf("quality_sample.released", sample.id)).toMatchObject([
      { person_id: virtualHead.personId, detail: { cases: 2 } },
    ]);
    await withdrawSample(lead, { sampleId: sample.id, why: "A parent asked." }, clock);
  });

  it("freezes it: for commands, and in the database itself", async () => {
    const sample = await aFitSample();
    const [caseId = ""] = sample.caseIds;
    await releaseSample(virtualHead, { sampleId: sample.id }, clock);
    const change = caseInput(sample.id, caseId, { version: 3, ledToIt: "Something else." });
    await expect(writeCase(lead, change, clock)).rejects.toThrow("Nothing in it is changed any more");
    const back = reviewing(sample.id, caseId, 3, "sent_back");
    await expect(reviewCase(otherLead, back, clock)).rejects.toThrow(Conflict);
    const client = new pg.Client({ connectionString: database.webUrl });
    await client.connect();
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.person_id', $1, true)", [virtualHead.personId]);
    const changed = await client.query("UPDATE quality_case SET led_to_it = 'x' WHERE id = $1", [caseId]);
    const removed = await client.query("DELETE FROM quality_source WHERE case_id = $1", [caseId]);
    await client.query("ROLLBACK");
    await client.end();
    expect([changed.rowCount, removed.rowCount]).toEqual([0, 0]);
  });
});

describe("withdrawing a released sample", () => {
  it("keeps it as it left, and gives it out no more", async () => {
    const sample = await aFitSample();
    await releaseSample(virtualHead, { sampleId: sample.id }, clock);
    await withdrawSample(lead, { sampleId: sample.id, why: "A parent asked." }, clock);
    expect(await sourcesOf(sample.id)).toHaveLength(1);
    for (const actor of [lead, virtualHead])
      await expect(exportSample(actor, { sampleId: sample.id, as: "print" }, clock)).rejects.toThrow(
        Conflict,
      );
    await expect(exportSample(governance, { sampleId: sample.id, as: "print" }, clock)).rejects.toThrow(
      NotFound,
    );
  });

  it("is for leads and the Virtual School head teacher", async () => {
    const sample = await aSample(lead, 1);
    await expect(withdrawSample(manager, { sampleId: sample.id, why: "No." }, clock)).rejects.toThrow(
      NotAllowed,
    );
    await putAside(sample.id);
  });
});

describe("who sees what", () => {
  const seen = (actor: Actor, sampleId: string) =>
    asActor(actor, async (tx) => [
      await tx.qualitySample.count({ where: { id: sampleId } }),
      await tx.qualityCase.count({ where: { sampleId } }),
      await tx.qualitySource.count({ where: { sampleId } }),
    ]);

  it("whoever answers for data protection sees a released sample and never whose cases they are; schools see nothing", async () => {
    const sample = await aFitSample();
    const others = [
      manager,
      await aPerson("vs_teacher"),
      await aPerson("administrator"),
      await aPerson("report_reader"),
    ];
    expect(await seen(lead, sample.id)).toEqual([1, 1, 1]);
    expect(await seen(governance, sample.id)).toEqual([0, 0, 0]);
    await expect(exportSample(governance, { sampleId: sample.id, as: "print" }, clock)).rejects.toThrow(
      NotFound,
    );
    await expect(exportSample(lead, { sampleId: sample.id, as: "print" }, clock)).rejects.toThrow(
      "not released yet",
    );
    await releaseSample(virtualHead, { sampleId: sample.id }, clock);
    expect(await seen(virtualHead, sample.id)).toEqual([1, 1, 1]);
    expect(await seen(governance, sample.id)).toEqual([1, 1, 0]);
    for (const other of others) expect(await seen(other, sample.id)).toEqual([0, 0, 0]);
  });

  it("what leaves holds no id but the sample's own, no day and no name, and each time is on record", async () => {
    const sample = await aFitSample();
    await releaseSample(virtualHead, { sampleId: sample.id }, clock);
    const leaving = await exportSample(governance, { sampleId: sample.id, as: "document" }, clock);
    const text = JSON.stringify({ ...leaving, id: "" });
    expect(text).not.toMatch(/[0-9a-f]{8}-|\d{4}-\d\d-\d\d|Zoë|Hillbrae|Rowan|Invented|lead /);
    expect(text).toContain("It was too loud, and nobody had passed on what had been agreed.");
    expect(text).toContain("Noise, crowd or another sensory need");
    expect(text).not.toContain("Conflict with an adult");
    expect(leaving.cases[0]?.parts.map((part) => part.label)).toEqual([
      "What led to it",
      "Alternatives that were used",
      "Alternatives that were considered and not used",
      "In the young person’s words",
      "What came of it",
    ]);
    await exportSample(lead, { sampleId: sample.id, as: "print" }, clock);
    expect((await linesOf("quality_sample.exported", sample.id)).map((line) => line.detail)).toEqual([
      { as: "document", cases: 1 },
      { as: "print", cases: 1 },
    ]);
    await expect(exportSample(manager, { sampleId: sample.id, as: "print" }, clock)).rejects.toThrow(
      NotAllowed,
    );
  });

  it.each(roles)("%s by role", (role) => {
    const held = { role, schoolId: null, areaId: null, authorityId: null, isDepute: false };
    const actor = { personId: "", name: "", memberships: [held] };
    const { sampleQuality, releaseQuality, readQuality } = outcomesPolicy;
    const leads = role === "lead" || role === "vs_head_teacher";
    expect([sampleQuality, releaseQuality, readQuality].map((permission) => may(actor, permission))).toEqual([
      leads,
      role === "vs_head_teacher",
      leads || role === "information_governance",
    ]);
  });
});

describe("small numbers", () => {
  it.each<[Parameters<typeof smallNumberWarnings>[0], number]>([
    [{ cases: 5, alike: 5, isRemoved: false }, 0],
    [{ cases: 4, alike: 5, isRemoved: false }, 1],
    [{ cases: 5, alike: 4, isRemoved: false }, 1],
    [{ cases: 5, alike: 5, isRemoved: true }, 1],
    [{ cases: 1, alike: 1, isRemoved: true }, 3],
  ])("%o warns %i times", (given, times) => {
    expect(smallNumberWarnings(given)).toHaveLength(times);
  });
});
