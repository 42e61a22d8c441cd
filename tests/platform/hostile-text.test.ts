import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { valuesOf, wordsOf } from "#tests/support/caller";
import { aRunningSchool, logsNothingPersonal } from "#tests/support/running-school";

const { database, app, school, learner, manager, lead, alert, foreign } = await aRunningSchool();

/** An alert's form as the page sends it. */
const form = (changes: Record<string, string> = {}) => ({
  formKey: randomUUID(),
  schoolId: school.id,
  decisionMade: "no",
  decisionExpected: "today",
  learnerId: learner.id,
  whereNow: "in_class",
  withWhom: "Plantedadult",
  whatHappened: "Plantedhappened",
  childView: "not_asked_yet",
  ...changes,
});

describe("what is typed", () => {
  const note = (text: string, who = manager) =>
    who.post(`/alerts/${alert.id}/note`, { audience: "school_and_virtual_school", text });

  it.each([
    ["markup", '<script>alert("x")</script><img src=x onerror=alert(1)>'],
    ["an end of the page's own data", "</script><script>alert(1)</script> \u2028 \u2029 ]]>"],
    ["emoji", "🙂 👩🏽‍🏫 🏴󠁧󠁢󠁳󠁣󠁴󠁿 all of it"],
    ["right-to-left text", "قال الطفل: «لا أعرف» \u202Etxet desrever"],
    ["entities", "&lt;b&gt; &amp; &#60;"],
    ["what templates and databases act on", "'; drop table alert; -- {{7*7}} <%= 7*7 %> %s \\n \\u0000"],
    ["10,000 characters", `${"é".repeat(9_990)} the end.`],
  ])("%s is stored and shown as it was typed", async (_what, text) => {
    const answer = await note(text);
    expect([answer.status, answer.headers.location]).toEqual([302, `/alerts/${alert.id}`]);
    const [stored] = await database.superuserQuery<{ detail: string }>(
      "select detail from event where about_id = $1 order by sequence desc limit 1",
      [alert.id],
    );
    expect(stored?.detail).toBe(text.trim());
    const page = await lead.get(`/alerts/${alert.id}`);
    expect(wordsOf(page.body)).toContain(text.trim().replace(/\s+/g, " "));
    expect(page.body).not.toContain("<script>alert");
    expect(page.body).not.toContain("<img src=x");
  });

  it("10,001 characters are refused with all of them still in the page", async () => {
    const text = `${"x".repeat(9_990)} the end...`;
    expect(text).toHaveLength(10_001);
    const answer = await note(text);
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body).match(/Must be 10,000 characters or fewer/g)).toHaveLength(2);
    expect(valuesOf(answer.body, "text")).toEqual([text]);
  });

  it("NUL characters, which no keyboard types, are left out, and the rest is stored", async () => {
    expect((await note("before\u0000after")).status).toBe(302);
    const raised = await manager.post(
      "/alerts/new",
      form({ whatHappened: "b\u0000c", withWhom: "\u0000d\u0000" }),
    );
    expect(raised.status).toBe(302);
    expect(
      (await manager.post("/alerts/learners", { schoolId: school.id, typed: "pl\u0000an" })).status,
    ).toBe(200);
    expect(
      await database.superuserQuery("select detail from event where detail = 'beforeafter'"),
    ).toHaveLength(1);
    expect(
      await database.superuserQuery("select from alert where what_happened = 'bc' and with_whom = 'd'"),
    ).toHaveLength(1);
  });

  it("half a character becomes a mark for it", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const answer = await manager.send(
      "POST",
      `/alerts/${alert.id}/note`,
      headers,
      "audience=school_and_virtual_school&text=half%ED%A0%BDend",
    );
    expect(answer.status).toBe(302);
    expect(await database.superuserQuery("select from event where detail ~ '^half\uFFFD+end$'")).toHaveLength(
      1,
    );
  });

  it("of an alert comes back whole when something is missing, with the same words in the summary and beside each field", async () => {
    const typed = {
      whatHappened: "Plantedhappened <b>bold</b>\nsecond line",
      withWhom: 'Ms "Quote" & co',
      supportInPlace: "A plan",
      triedSoFar: "Much",
      childName: "Plantedchild",
    };
    const answer = await manager.post("/alerts/new", {
      formKey: randomUUID(),
      schoolId: school.id,
      learnerQuery: "pla",
      ...typed,
    });
    expect(answer.status).toBe(400);
    const words = wordsOf(answer.body);
    for (const sentence of [
      "Select yes if the decision to exclude has already been made",
      "Select where the child is now",
      "Select what the child says, or that they have not been asked yet",
    ]) {
      expect(words.split(sentence)).toHaveLength(3);
    }
    for (const [name, text] of Object.entries(typed)) expect(valuesOf(answer.body, name)).toEqual([text]);
    expect(valuesOf(answer.body, "learnerQuery")).toEqual(["pla"]);
  });

  it.each([
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "2026-02-30" },
      "Day must be a real date",
    ],
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "2001-01-01" },
      "Day must be today or later",
    ],
    [
      "decisionDay",
      { decisionExpected: "another_day", decisionDay: "99999-01-01" },
      "Day must be a real date",
    ],
    ["decisionTime", { decisionTime: "99:99" }, "Time must be in the format 14:30"],
    [
      "openingsConsidered",
      { openingsConsidered: "99999999999999999999" },
      "Length must be 380 half days or fewer, the length of a school year",
    ],
    ["learnerId", { learnerId: randomUUID() }, "Select a learner of your school"],
  ])("%s that is wrong is named in the summary and beside the field", async (_field, changes, sentence) => {
    const answer = await manager.post("/alerts/new", form(changes));
    expect(answer.status).toBe(400);
    expect(wordsOf(answer.body).split(sentence)).toHaveLength(3);
    expect(valuesOf(answer.body, "whatHappened")).toEqual(["Plantedhappened"]);
  });

  it("for a school that is not one's own is refused, and nothing is stored", async () => {
    const before = await database.superuserQuery("select from alert");
    const answer = await manager.post("/alerts/new", form({ schoolId: foreign.school.id }));
    expect(answer.status).toBe(403);
    expect(wordsOf(answer.body)).toContain("You can raise an alert for your own school only.");
    expect(await database.superuserQuery("select from alert")).toHaveLength(before.length);
  });

  it("twice over, in one field, does not count as one answer", async () => {
    const twice = new URLSearchParams(form());
    twice.append("whatHappened", "a second text");
    const answer = await manager.post("/alerts/new", twice);
    expect(answer.status).toBe(400);
  });

  it("as files, nested names or thousands of fields is refused in words", async () => {
    const odd = new URLSearchParams(
      form({ "whatHappened[a]": "x", "__proto__[polluted]": "yes", "constructor.prototype": "x" }),
    );
    for (let n = 0; n < 3_000; n += 1) odd.append(`f${n}`, "x");
    expect((await manager.post("/alerts/new", odd)).status).toBeLessThan(500);
    const boundary = "----x";
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nwords\r\n--${boundary}--\r\n`;
    const answer = await manager.send(
      "POST",
      `/alerts/${alert.id}/note`,
      { "content-type": `multipart/form-data; boundary=${boundary}` },
      file,
    );
    expect(answer.status).toBe(415);
  });
});

logsNothingPersonal(app, /beforeafter|the end|second line/);
