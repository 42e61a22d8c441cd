import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { addEvent } from "~/domain/chronology/add-event.server";
import { filterIn } from "~/domain/chronology/chronology-filter";
import { chronologyOf } from "~/domain/chronology/chronology-view.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { asActor } from "~/platform/database.server";
import { countingQueries } from "~/platform/log.server";

await aDatabase();
const lead = await aPerson("lead");
const school = await aSchool();
const other = await aLearner({ school });
let learner: TestLearner;

const add = (at: string, kind: EventKind, summary: string, learnerId = learner.id) =>
  asActor(lead, (tx) =>
    addEvent(tx, {
      id: randomUUID(),
      at: new Date(at),
      kind,
      summary,
      about: { kind: "learner", id: learnerId },
      learnerId,
      schoolId: school.id,
      personId: lead.personId,
      audience: "school_and_virtual_school",
    }),
  );

const page = (query: string, limit = 100) =>
  asActor(lead, (tx) =>
    chronologyOf(tx, learner.id, { filter: filterIn(new URLSearchParams(query)), limit, reader: null }),
  );
const summaries = async (query: string) => (await page(query)).events.map(({ summary }) => summary);

beforeAll(async () => {
  learner = await aLearner({ school });
  await add("2026-03-28T23:30:00Z", "note.added", "late on 28 March");
  await add("2026-03-29T23:30:00Z", "call.recorded", "early on 30 March, summer time");
  await add("2026-11-20T10:00:00Z", "alert.raised", "an alert");
  for (const kind of ["alert.acknowledged", "note.added", "exclusion.recorded"] as const)
    await add("2026-11-20T11:00:00Z", kind, kind);
  await add("2026-11-20T11:00:00Z", "note.added", "of another", other.id);
});

describe("a learner's chronology", () => {
  it("is newest first, in the order of writing within an instant, with who wrote each", async () => {
    const { events, older } = await page("from=2026-11-20");
    expect(events.map(({ summary, by }) => [summary, by])).toEqual(
      ["exclusion.recorded", "note.added", "alert.acknowledged", "an alert"].map((line) => [line, lead.name]),
    );
    expect(older).toBeNull();
  });

  it.each([
    ["kind=alerts&from=2026-01-01", ["alert.acknowledged", "an alert"]],
    ["kind=alerts&kind=decisions&from=2026-01-01", ["exclusion.recorded", "alert.acknowledged", "an alert"]],
    ["kind=notes", ["note.added", "early on 30 March, summer time", "late on 28 March"]],
    ["kind=notes&from=2026-03-28&to=2026-03-28", ["late on 28 March"]],
    ["kind=notes&from=2026-03-29&to=2026-03-29", []],
    ["kind=notes&from=2026-03-30&to=2026-03-30", ["early on 30 March, summer time"]],
    ["kind=care&from=2026-01-01", []],
  ])("shows by %s", async (query, expected) => {
    expect(await summaries(query)).toEqual(expected);
  });

  it("goes on where a page ended, also within one instant, and ends", async () => {
    const seen: string[] = [];
    let query = "from=2026-01-01";
    for (let pages = 0; pages < 10; pages += 1) {
      const { events, older } = await page(query, 2);
      seen.push(...events.map(({ summary }) => summary));
      if (!older) break;
      query = `from=2026-01-01&before=${older}`;
    }
    expect(seen).toEqual(await summaries("from=2026-01-01"));
    expect(seen).toHaveLength(6);
  });

  it("begins at the newest after an event that is not there, or another learner's", async () => {
    const [elsewhere] = await asActor(lead, (tx) => tx.event.findMany({ where: { learnerId: other.id } }));
    const all = await summaries("");
    for (const before of [randomUUID(), elsewhere?.id])
      expect(await summaries(`before=${before}`)).toEqual(all);
  });

  it("costs the same few queries however long it is", async () => {
    const cost = async (limit: number) => {
      const counts = { queries: 0 };
      await countingQueries(counts, () => page("", limit));
      return counts.queries;
    };
    expect(await cost(1)).toBe(await cost(100));
  });
});
