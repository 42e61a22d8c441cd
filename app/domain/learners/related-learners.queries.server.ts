import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import type { RelatedRole } from "./learner-relation.words";

// The tables show these people nothing. Functions of the database give each of them the columns of their role.

type Named = { learner_id: string; role: RelatedRole; called: string; until_on: Date | null };
type Helper = { learner_id: string; person_id: string };
type AtSchool = { learner_id: string; role: RelatedRole; school_id: string; kind: string; started_on: Date };
type Plan = { learner_id: string; kind: string; kept_where: string; dated_on: Date };
type Voice = { learner_id: string; helps: string | null; helps_not: string | null; said_on: Date };

async function helpers(tx: Tx) {
  const rows = await tx.$queryRaw<Helper[]>`SELECT * FROM app.related_helpers()`;
  const names = await namesOf(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({ learnerId: row.learner_id, name: names.get(row.person_id) ?? "" }));
}

async function schoolsOf(tx: Tx) {
  const rows = await tx.$queryRaw<AtSchool[]>`SELECT * FROM app.related_schools()`;
  const schools = await schoolsByIds(
    tx,
    rows.map((row) => row.school_id),
  );
  return rows.map((row) => ({
    learnerId: row.learner_id,
    role: row.role,
    name: schools.get(row.school_id)?.name ?? "",
    phone: schools.get(row.school_id)?.phone ?? null,
    isShared: row.kind === "shared",
    startedOn: fromDateColumn(row.started_on),
  }));
}

async function plansOf(tx: Tx, today: string) {
  const rows = await tx.$queryRaw<Plan[]>`SELECT * FROM app.related_plans()`;
  const labels = await codeLabels(tx, "plan", today);
  return rows.map((row) => ({
    learnerId: row.learner_id,
    kind: labels.get(row.kind) ?? row.kind,
    keptWhere: row.kept_where,
    datedOn: fromDateColumn(row.dated_on),
  }));
}

/**
 * The learners of somebody around them, each with the part of the learner's own fields that their role shows: an empty list
 * is also what is not for that role. Days as "2026-11-22".
 */
export async function relatedLearners(tx: Tx, today: string) {
  const learners = await tx.$queryRaw<Named[]>`SELECT * FROM app.related_learners()`;
  const [people, schools, plans] = [await helpers(tx), await schoolsOf(tx), await plansOf(tx, today)];
  const voices = await tx.$queryRaw<Voice[]>`SELECT * FROM app.related_voice()`;
  return learners.map(({ learner_id: id, role, called, until_on: untilOn }) => {
    const voice = role === "partner" ? voices.find((one) => one.learner_id === id) : undefined;
    return {
      id,
      role,
      called,
      untilOn: untilOn && fromDateColumn(untilOn),
      helpers: people.filter(({ learnerId }) => learnerId === id).map(({ name }) => name),
      schools: schools.filter((school) => school.learnerId === id && school.role === role),
      plans: role === "social_worker" ? plans.filter(({ learnerId }) => learnerId === id) : [],
      voice: voice
        ? { helps: voice.helps, helpsNot: voice.helps_not, saidOn: fromDateColumn(voice.said_on) }
        : null,
    };
  });
}
