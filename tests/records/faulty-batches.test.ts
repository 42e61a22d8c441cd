import { beforeAll, beforeEach, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aMappedImport, csvOf, workerSaves } from "#tests/factories/imports";
import { aSchool } from "#tests/factories/organisations";
import { aLearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { aDatabase } from "#tests/support/database";
import { applyImport } from "~/domain/records/apply-import.server";
import { afterFault } from "~/domain/records/internal/after-fault.server";
import { fixedClock } from "~/platform/clock";

const database = await aDatabase();
const clock = fixedClock("2026-11-23T14:00:00Z");
let lead: TestPerson;
let scn = "";

beforeAll(async () => {
  await starterCodesInDatabase();
  lead = await aPerson("lead");
  await database.superuserQuery("create sequence tries; grant usage on sequence tries to public");
});
beforeEach(async () => {
  scn = (await aLearnerWithScn(await aSchool())).scn;
});

/** An import of attainment that somebody pressed the button of. */
async function pressed(subjects: readonly string[]): Promise<string> {
  const heading = ["scn", "subject", "level", "achievedOn"];
  const rows = subjects.map((subject) => [scn, subject, "Second level", "26/06/2026"]);
  const columns = Object.fromEntries(heading.map((name) => [name, name]));
  const importId = await aMappedImport(
    lead,
    { kind: "attainment", columns, content: csvOf(heading, ...rows) },
    clock,
  );
  await applyImport(lead, { importId }, clock);
  return importId;
}
const endOf = async (importId: string) =>
  (
    await database.superuserQuery(
      `select i.state, count(*) filter (where r.fate = 'refused')::int as refused from record_import i
         join record_import_row r on r.import_id = i.id where i.id = $1 group by i.state`,
      [importId],
    )
  )[0];

/** Lets the database fail at rows of one subject. */
async function failing<T>(body: string, during: () => Promise<T>): Promise<T> {
  await database.superuserQuery(
    `create function app.fail() returns trigger language plpgsql as $$ begin
       if new.subject = 'Woe' then ${body} end if; return new; end $$;
     create trigger fail before insert on learner_attainment for each row execute function app.fail()`,
  );
  try {
    return await during();
  } finally {
    await database.superuserQuery("drop trigger fail on learner_attainment; drop function app.fail()");
  }
}

it.each(["40P01", "40001"])(
  "a row that met a deadlock (%s) is saved later, and is not refused",
  async (code) => {
    await database.superuserQuery("alter sequence tries restart");
    const importId = await pressed(["Woe"]);
    const once = `if nextval('public.tries') = 1 then raise exception 'met another' using errcode = '${code}'; end if;`;
    await failing(once, async () => {
      await expect(workerSaves(clock)).rejects.toThrow();
      await workerSaves(clock);
    });
    expect(await endOf(importId)).toEqual({ state: "applied", refused: 0 });
  },
);

it("an import that cannot go on now does not stop the one after it", async () => {
  const stuck = await pressed(["Woe"]);
  const next = await pressed(["Reading"]);
  await failing("raise exception 'too busy' using errcode = '53300';", async () => {
    await expect(workerSaves(clock)).rejects.toThrow();
  });
  expect(await endOf(stuck)).toEqual({ state: "applying", refused: 0 });
  expect(await endOf(next)).toEqual({ state: "applied", refused: 0 });
  await workerSaves(clock);
});

const fault = (code: string) => Object.assign(new Error("no"), { code });
it.each<[string, Error, number, unknown]>([
  ["a batch that took too long is halved", fault("P2028"), 500, 250],
  ["and so is one of which nothing was heard", new Error("no", { cause: fault("ETIMEDOUT") }), 3, 1],
  ["one row that takes too long waits", fault("P2028"), 1, "wait"],
  ["a batch waits while the database is away", fault("ECONNREFUSED"), 500, "wait"],
  ["a batch that the database does not take is halved", fault("23505"), 500, 250],
  ["one row that it does not take is refused", fault("23505"), 1, "refuse"],
])("%s", (_what, error, take, expected) => {
  expect(afterFault(error, take)).toBe(expected);
});
