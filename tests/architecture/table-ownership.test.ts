// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code with templates in it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pathsIn, root, sourcesIn } from "./project";
import { modelsOf } from "./schema-models";
import { ownershipViolations } from "./table-ownership";

const schema = pathsIn("prisma/schema").map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const models = modelsOf(schema.filter(({ path }) => !path.endsWith("/main.prisma")));

it("each room touches only the tables that it may", () => {
  expect(ownershipViolations(sourcesIn("app", "prisma/seed"), models)).toEqual([]);
});

it("knows every model of the schema", () => {
  const names = schema.flatMap(({ text }) => [...text.matchAll(/^model (\w+)/gm)].map(([, name]) => name));
  expect([...models.values()].map((model) => model.name).sort()).toEqual(names.sort());
  expect(models.get("alertFact")).toMatchObject({
    room: "alerts",
    table: "alert_fact",
    relations: { alert: "Alert" },
  });
});

it("refuses a model in a file that is not named for a room", () => {
  expect(() =>
    modelsOf([{ path: "prisma/schema/other.prisma", text: "model Thing {\n  id String\n}\n" }]),
  ).toThrow("not named for a room");
});

/** A schema in which rooms are related, which the real one avoids. */
const related = modelsOf([
  {
    path: "prisma/schema/learners.prisma",
    text: 'model Learner {\n  id String\n  alerts Alert[]\n  periods CarePeriod[]\n  @@map("learner")\n}\nmodel CarePeriod {\n  id String\n  learner Learner\n  @@map("care_period")\n}\n',
  },
  {
    path: "prisma/schema/alerts.prisma",
    text: 'model Alert {\n  id String\n  learner Learner?\n  facts AlertFact[]\n  @@map("alert")\n}\nmodel AlertFact {\n  id String\n  alert Alert\n  @@map("alert_fact")\n}\n',
  },
]);

const learners = "app/domain/learners/planted.server.ts";
const alerts = "app/domain/alerts/planted.server.ts";
const outcomes = "app/domain/outcomes/planted.server.ts";

describe("finds", () => {
  it.each([
    [
      "a write to another room's table",
      alerts,
      "tx.learner.update({ where: { id }, data: { stage } });",
      "alerts writes Learner",
    ],
    ["a write to many rows", outcomes, "await tx.alert.deleteMany({});", "outcomes writes Alert"],
    [
      "a write by the client itself",
      outcomes,
      "webDatabase().alert.createMany({ data });",
      "outcomes writes Alert",
    ],
    [
      "a read of a later room",
      learners,
      "tx.alert.findMany({ where: { learnerId } });",
      "learners reads Alert",
    ],
    ["a count of a later room", learners, "tx.alert.count();", "learners reads Alert"],
    [
      "a nested write",
      alerts,
      "tx.alert.create({ data: { id, learner: { create: { stage } } } });",
      "alerts writes Learner",
    ],
    [
      "a nested write two levels down",
      alerts,
      "tx.alertFact.create({ data: { alert: { create: { learner: { connectOrCreate: x } } } } });",
      "alerts writes Learner",
    ],
    [
      "a nested write in a list",
      alerts,
      "tx.alert.createMany({ data: rows.map((row) => ({ ...row, learner: { connect: row } })) });",
      "alerts writes Learner",
    ],
    [
      "a nested write by way of a constant",
      alerts,
      "const data = { learner: { update: { stage } } }; tx.alert.update({ where, data });",
      "alerts writes Learner",
    ],
    [
      "a select through a back-relation",
      learners,
      "tx.learner.findMany({ select: { id: true, alerts: { select: { id: true } } } });",
      "learners reads Alert",
    ],
    [
      "an include through a back-relation",
      learners,
      "tx.learner.findMany({ include: { alerts: true } });",
      "learners reads Alert",
    ],
    [
      "a condition on a back-relation",
      learners,
      "tx.learner.findMany({ where: { OR: [{ alerts: { some: { id } } }] } });",
      "learners reads Alert",
    ],
    [
      "a count through a back-relation",
      learners,
      "tx.learner.findMany({ select: { _count: { select: { alerts: true } } } });",
      "learners reads Alert",
    ],
    [
      "columns kept in a constant",
      learners,
      "const columns = { alerts: true } as const; tx.learner.findMany({ select: { ...columns } });",
      "learners reads Alert",
    ],
    [
      "SQL that inserts",
      alerts,
      "tx.$executeRaw`INSERT INTO learner (id) VALUES (${id})`;",
      "alerts writes Learner",
    ],
    [
      "SQL that updates",
      outcomes,
      'tx.$executeRaw`update only public."alert" set state = ${state}`;',
      "outcomes writes Alert",
    ],
    [
      "SQL that deletes",
      outcomes,
      "tx.$queryRaw<{ id: string }[]>`with gone as (delete from alert_fact returning id) select id from gone`;",
      "outcomes writes AlertFact",
    ],
    [
      "SQL that reads a later room",
      learners,
      "tx.$queryRaw`select 1 from learner l join alert a on a.learner_id = l.id`;",
      "learners reads Alert",
    ],
    [
      "SQL in parts",
      outcomes,
      "const part = Prisma.sql`update alert set state = ${x}`;",
      "outcomes writes Alert",
    ],
    [
      "SQL put together from text",
      alerts,
      'tx.$executeRawUnsafe("delete from " + table);',
      "put together from text",
    ],
    ["text put into SQL", alerts, "tx.$executeRaw`delete from ${Prisma.raw(table)}`;", "puts text into SQL"],
    ["a table named by a variable", alerts, "tx[table].deleteMany({});", "names a table by a variable"],
    ["a query in a route", "app/routes/planted.tsx", "tx.alert.findMany({});", "outside of a room"],
    [
      "a query in the worker",
      "app/worker/planted.server.ts",
      "workerDatabase().alert.count();",
      "outside of a room",
    ],
    [
      "SQL in the worker",
      "app/worker/planted.server.ts",
      "workerDatabase().$executeRaw`vacuum`;",
      "outside of a room",
    ],
    [
      "an insert in the seed",
      "prisma/seed/planted.ts",
      "tx.alert.createMany({ data });",
      "outside of a room",
    ],
  ])("%s", (_, path, text, problem) => {
    expect(ownershipViolations([{ path, text }], related)).toContainEqual(expect.stringContaining(problem));
  });
});

describe("accepts", () => {
  it.each([
    [
      "a room's own tables",
      alerts,
      "tx.alert.create({ data: { facts: { create: { id } } } }); tx.alertFact.findMany({ include: { alert: true } });",
    ],
    ["a read of an earlier room", alerts, "tx.learner.findMany({ where: { periods: { some: { id } } } });"],
    [
      "a read through a relation to an earlier room",
      alerts,
      "tx.alert.findMany({ select: { learner: { select: { id: true } } } });",
    ],
    [
      "a lock",
      alerts,
      "tx.$queryRaw`SELECT id FROM alert WHERE id = ${id} FOR UPDATE`; tx.$executeRaw`insert into alert (id) values (1) on conflict (id) do update set id = 1`;",
    ],
    ["a lock of an earlier room's rows", alerts, "tx.$queryRaw`select id from learner for no key update`;"],
    ["something that is no table", learners, "alerts.alert.finish(); form.alert.update;"],
  ])("%s", (_, path, text) => {
    expect(ownershipViolations([{ path, text }], related)).toEqual([]);
  });
});
