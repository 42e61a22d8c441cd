import { parse } from "csv-parse/sync";
import pg from "pg";
import { aPerson } from "#tests/factories/accounts";
import { aStartedImport, csvOf, workerSaves } from "#tests/factories/imports";
import { aSchool, theHomeAuthority } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { applyImport } from "~/domain/records/apply-import.server";
import { mapImport } from "~/domain/records/map-import.server";
import { fixedClock } from "~/platform/clock";
import { environmentOn, onOwnDatabase } from "./support/bench-database";
import { type Figure, rounded } from "./support/figures";

const rows = 10_000;
const batch = 500;
const clock = fixedClock("2026-11-23T14:00:00Z");

const columns = {
  scn: "SCN",
  givenName: "Forename",
  familyName: "Surname",
  dateOfBirth: "DOB",
  stage: "Stage",
  seedCode: "SEED",
  enrolledOn: "From",
  category: "Care",
  careSince: "Since",
};

const day = (index: number) => `0${(index % 9) + 1}/0${(index % 8) + 1}/20${10 + (index % 10)}`;

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** The least that saving can cost: the same learners, schools and care by plain pg, a commit for each batch. */
async function floorOfSaving(url: string, lines: string[][], schoolId: string, homeAuthorityId: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("create table floor_learner (id uuid primary key, cells jsonb not null)");
  await client.query(
    "create table floor_enrolment (id uuid primary key, learner_id uuid references floor_learner, school_id uuid, started_on text)",
  );
  await client.query(
    "create table floor_care (id uuid primary key, learner_id uuid references floor_learner, category text, authority_id uuid)",
  );
  const taken = await seconds(async () => {
    for (let index = 0; index < lines.length; index += batch) {
      const cells = JSON.stringify(lines.slice(index, index + batch));
      await client.query("begin");
      await client.query(
        `with made as (
           insert into floor_learner select gen_random_uuid(), cells from jsonb_array_elements($1::jsonb) as cells returning id, cells
         ), enrolled as (
           insert into floor_enrolment select gen_random_uuid(), id, $2::uuid, cells->>6 from made
         )
         insert into floor_care select gen_random_uuid(), id, cells->>7, $3::uuid from made`,
        [cells, schoolId, homeAuthorityId],
      );
      await client.query("commit");
    }
  });
  await client.end();
  return taken;
}

/** A file of 10,000 new learners with school and care: read, judged and saved by the worker's own code. */
export const figures = (): Promise<Figure[]> =>
  onOwnDatabase(async (database) => {
    environmentOn(database, {});
    await starterCodesInDatabase();
    const home = await theHomeAuthority();
    const lead = await aPerson("lead");
    const school = await aSchool();
    const lines = Array.from({ length: rows }, (_, index) => [
      `9${String(index).padStart(8, "0")}`,
      `G${index}`,
      `F${index}`,
      day(index),
      "S2",
      school.seedCode,
      "18/08/2025",
      "kinship_looked_after",
      "02/06/2024",
    ]);
    const content = csvOf(Object.values(columns), ...lines);
    const reading = await seconds(async () => parse(content));
    const saving = await floorOfSaving(database.superuserUrl, lines, school.id, home.id);
    let importId = "";
    const preview = await seconds(async () => {
      importId = await aStartedImport(lead, { content }, clock);
      await mapImport(lead, { importId, columns }, clock);
    });
    await applyImport(lead, { importId }, clock);
    const apply = await seconds(() => workerSaves(clock));
    const [perSecond, floorPerSecond] = [rows / apply, rows / saving];
    return [
      {
        name: "import_preview_s",
        value: rounded(preview),
        unit: "s for 10,000 rows",
        floor: rounded(reading),
        ratio: rounded(preview / reading),
      },
      {
        name: "import_rows_per_s",
        value: Math.round(perSecond),
        unit: "rows/s",
        floor: Math.round(floorPerSecond),
        ratio: rounded(perSecond / floorPerSecond),
      },
    ];
  });
