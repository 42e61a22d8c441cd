import { actorOf } from "~/domain/accounts/current-actor.server";
import { firstAdministrator } from "~/domain/accounts/first-administrator.server";
import { invitePerson } from "~/domain/accounts/invite-person.server";
import { saveClosedDaySchema, saveTermSchema } from "~/domain/calendars/calendars.schema";
import { saveClosedDay } from "~/domain/calendars/save-closed-day.server";
import { saveDutyHours } from "~/domain/calendars/save-duty-hours.server";
import { saveSchoolException } from "~/domain/calendars/save-school-exception.server";
import { saveSchoolWeek } from "~/domain/calendars/save-school-week.server";
import { saveTerm } from "~/domain/calendars/save-term.server";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { saveOrganisationSchema } from "~/domain/organisations/organisation.schema";
import { savePhoneNumberSchema, saveSchoolSchema } from "~/domain/organisations/organisations.schema";
import { saveArea } from "~/domain/organisations/save-area.server";
import { saveAuthority } from "~/domain/organisations/save-authority.server";
import { saveOrganisation } from "~/domain/organisations/save-organisation.server";
import { savePhoneNumber } from "~/domain/organisations/save-phone-number.server";
import { saveSchool } from "~/domain/organisations/save-school.server";
import { refLists } from "~/domain/reference/reference.schema";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import type { Actor, Role } from "~/platform/actor";
import { type Clock, fixedClock } from "~/platform/clock";
import { administrator, around, schoolStaff, virtualSchool } from "./accounts";
import { closedDays, dutyHours, schoolDay, shortFridays, terms } from "./calendars";
import { dutyTurns } from "./duty";
import { inLanes } from "./lanes";
import { areas, authorities, housesAndProviders, phoneNumbers, rollOn, schools } from "./organisations";
import { starterCodes } from "./reference";

/** What the history happens in: ids and people by the keys of the data files. */
export type World = {
  authorities: Map<string, string>;
  areas: Map<string, string>;
  schools: Map<string, string>;
  people: Map<string, Actor>;
  learners: Map<string, string>;
};

/** The entry of a key; a key that is in no data file is a slip in them. */
export function the<T>(entries: Map<string, T>, key: string): T {
  const found = entries.get(key);
  if (found === undefined) throw new Error(`the demo data name "${key}", which is nowhere defined`);
  return found;
}

const begun = fixedClock("2025-08-11T08:00:00Z");
const nextDay = fixedClock("2025-08-12T08:00:00Z");

/** A clock that is a minute on each time it is asked for: people are listed in the order in which they were invited. */
function minuteByMinute(from: Clock): () => Clock {
  let next = from.now().getTime();
  return () => {
    next += 60_000;
    return fixedClock(new Date(next));
  };
}

/** "Marta Zielińska" at "strathlennox": marta.zielinska@strathlennox.example */
export function addressOf(name: string, domain: string): string {
  const plain = name
    .replace("ł", "l")
    .normalize("NFD")
    .replace(/[^\w ]/g, "");
  return `${plain.toLowerCase().replaceAll(" ", ".")}@${domain}.example`;
}

async function makeOrganisations(world: World, actor: Actor): Promise<void> {
  for (const [key, name] of Object.entries(authorities)) {
    const { id } = await saveAuthority(actor, { name, isHome: key === "home" }, begun);
    world.authorities.set(key, id);
  }
  for (const [key, name] of Object.entries(areas)) {
    const { id } = await saveArea(actor, { authorityId: the(world.authorities, "home"), name }, begun);
    world.areas.set(key, id);
  }
  await inLanes(schools, async ({ key, area, authority, ...school }) => {
    const place = { areaId: the(world.areas, area), authorityId: the(world.authorities, authority) };
    const { id } = await saveSchool(actor, saveSchoolSchema.parse({ ...school, rollOn, ...place }), begun);
    world.schools.set(key, id);
  });
  await inLanes(housesAndProviders, ({ area, ...typed }) => {
    const known = Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== ""));
    const areaId = area ? the(world.areas, area) : undefined;
    return saveOrganisation(actor, saveOrganisationSchema.parse({ ...known, areaId }), begun);
  });
  await inLanes(phoneNumbers, ({ authority, ...phone }) => {
    const authorityId = the(world.authorities, authority);
    return savePhoneNumber(actor, savePhoneNumberSchema.parse({ ...phone, authorityId }), begun);
  });
}

async function makeCodeLists(actor: Actor): Promise<void> {
  const entries = refLists.flatMap((list) =>
    starterCodes[list].map((entry, index) => ({ list, position: index + 1, ...entry })),
  );
  await inLanes(entries, (entry) => saveRefCode(actor, { version: 0, ...entry }, begun));
}

type Invitation = {
  key: string;
  name: string;
  role: Role;
  domain: string;
  phone?: string;
  schoolId?: string;
  areaId?: string;
  isDepute?: boolean;
};

function notAtSchools(world: World, rows: typeof virtualSchool): Invitation[] {
  return rows.map(({ area, phone, domain, role, ...person }) => ({
    ...person,
    domain: domain || "strathlennox",
    role: role as Role,
    ...(phone ? { phone } : {}),
    ...(area ? { areaId: the(world.areas, area) } : {}),
  }));
}

function atSchool(
  world: World,
  { school, manager, depute, headTeacher }: (typeof schoolStaff)[number],
): Invitation[] {
  const place = { schoolId: the(world.schools, school), domain: `${school}.strathlennox` };
  return [
    ...(manager
      ? [{ key: `${school}.manager`, name: manager, role: "designated_manager" as const, ...place }]
      : []),
    { key: `${school}.head`, name: headTeacher, role: "head_teacher", ...place },
    { key: `${school}.depute`, name: depute, role: "designated_manager", isDepute: true, ...place },
  ];
}

/** A head teacher who is the designated manager too was head teacher first. */
function furtherRoles(world: World): Invitation[] {
  const both = schoolStaff.filter((staff) => !staff.manager);
  return both.map(({ school, headTeacher }) => ({
    key: `${school}.head`,
    name: headTeacher,
    role: "designated_manager",
    schoolId: the(world.schools, school),
    domain: `${school}.strathlennox`,
  }));
}

async function invite(world: World, actor: Actor, invited: Invitation[], clock: () => Clock): Promise<void> {
  await inLanes(invited, async ({ key, domain, isDepute = false, ...person }) => {
    const input = { ...person, email: addressOf(person.name, domain), isDepute };
    const { personId } = await invitePerson(actor, input, clock());
    world.people.set(key, await actorFor(personId));
  });
}

/** In the order of the sign-in page: the Virtual School, one whole school, the people around, then the other schools. */
async function invitePeople(world: World, actor: Actor): Promise<void> {
  const [firstSchool = [], ...otherSchools] = schoolStaff.map((staff) => atSchool(world, staff));
  const everybody = [
    ...notAtSchools(world, virtualSchool),
    ...firstSchool,
    ...notAtSchools(world, around),
    ...otherSchools.flat(),
  ];
  await invite(world, actor, everybody, minuteByMinute(begun));
  await invite(world, actor, furtherRoles(world), minuteByMinute(nextDay));
}

async function actorFor(personId: string): Promise<Actor> {
  const actor = await actorOf(personId, nextDay.now());
  if (!actor) throw new Error("somebody of the demo was invited and is not there");
  return actor;
}

async function makeCalendars(world: World): Promise<void> {
  const headTeacher = the(world.people, "morag");
  const of = (authority: string) => ({ authorityId: the(world.authorities, authority) });
  await inLanes(terms, ({ authority, ...term }) =>
    saveTerm(headTeacher, saveTermSchema.parse({ ...term, ...of(authority) }), begun),
  );
  await inLanes(closedDays, ({ authority, ...day }) =>
    saveClosedDay(headTeacher, saveClosedDaySchema.parse({ ...day, ...of(authority) }), begun),
  );
  await saveDutyHours(headTeacher, { authorityId: the(world.authorities, "home"), week: dutyHours }, begun);
  const { school, ...friday } = shortFridays;
  await saveSchoolWeek(headTeacher, { schoolId: the(world.schools, school), week: [friday] }, begun);
  const schoolId = the(world.schools, schoolDay.school);
  await saveSchoolException(headTeacher, { ...schoolDay, schoolId }, begun);
}

async function makeRota(world: World): Promise<void> {
  const turns = dutyTurns.flatMap(({ area, ...weekdays }) => {
    const areaId = the(world.areas, area);
    return Object.entries(weekdays).map(([weekday, pair]) => ({ areaId, weekday: Number(weekday), pair }));
  });
  await inLanes(turns, ({ pair, ...turn }) => {
    const [personId = "", deputeId = ""] = pair.split(" / ").map((key) => the(world.people, key).personId);
    return saveDutyTurn(the(world.people, "morag"), { ...turn, personId, deputeId }, begun);
  });
}

/** The council, its schools and people, lists, calendars and rota: what is there before the first learner. */
export async function makeWorld(say: (line: string) => void): Promise<World> {
  const world: World = {
    authorities: new Map(),
    areas: new Map(),
    schools: new Map(),
    people: new Map(),
    learners: new Map(),
  };
  const email = addressOf(administrator.name, "strathlennox");
  const first = await actorFor(await firstAdministrator({ email, name: administrator.name }, begun));
  world.people.set(administrator.key, first);
  say("  schools and lists");
  await makeOrganisations(world, first);
  await makeCodeLists(first);
  say("  people");
  await invitePeople(world, first);
  say("  calendars and rota");
  await makeCalendars(world);
  await makeRota(world);
  return world;
}
