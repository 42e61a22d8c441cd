import { familyNames, givenNames, placeEndings, placeNames } from "./names";
import type { Chance } from "./random";
import type { Placed } from "./rows";
import type { Size } from "./sizes";

export type MadeSchool = {
  id: string;
  areaId: string;
  sector: "primary" | "secondary" | "special";
  managerId: string;
  headTeacherId: string;
};

/** Who was made: enough for learners and alerts to name. */
export type MadeWorld = {
  authorityId: string;
  schools: MadeSchool[];
  leadIds: string[];
  teacherIds: string[];
};

const titles = { primary: "Primary School", secondary: "Academy", special: "School" } as const;
const since = "2016-08-15";

function* person(
  chance: Chance,
  made: { id: string; address: string; role: string; schoolId?: string; isDepute?: boolean; at: number },
): Generator<Placed> {
  const name = `${chance.pick(givenNames)} ${chance.pick(familyNames)}`;
  const at = new Date(Date.UTC(2027, 0, 1) + made.at * 1000).toISOString();
  yield ["person", { id: made.id, name, email: made.address, created_at: at, updated_at: at }];
  yield [
    "membership",
    {
      id: chance.uuid(),
      person_id: made.id,
      role: made.role,
      school_id: made.schoolId ?? null,
      is_depute: made.isDepute ?? false,
      valid_from: since,
    },
  ];
}

type Given = { authorityId: string; areaIds: string[]; leadIds: string[]; size: Size };

/** Schools with their designated manager, depute and head teacher, and the Virtual School's teachers. */
export function* organisations(chance: Chance, given: Given, world: MadeWorld): Generator<Placed> {
  const { authorityId, areaIds, size } = given;
  world.authorityId = authorityId;
  world.leadIds = given.leadIds;
  const areas = [...areaIds];
  for (let index = areas.length; index < size.areas; index += 1) {
    const id = chance.uuid();
    areas.push(id);
    yield ["area", { id, authority_id: authorityId, name: `Invented area ${index + 1}` }];
  }
  let number = 0;
  for (const sector of ["primary", "secondary", "special"] as const) {
    for (let index = 0; index < size.schools[sector]; index += 1) {
      number += 1;
      const school: MadeSchool = {
        id: chance.uuid(),
        areaId: chance.pick(areas),
        sector,
        managerId: chance.uuid(),
        headTeacherId: chance.uuid(),
      };
      world.schools.push(school);
      const place = chance.pick(placeNames) + chance.pick(placeEndings);
      yield [
        "school",
        {
          id: school.id,
          authority_id: authorityId,
          area_id: school.areaId,
          seed_code: String(8_000_000 + number),
          name: `${place} ${titles[sector]} ${number}`,
          sector,
          phone: "0141 496 0000",
        },
      ];
      const at = `school-${number}.strathlennox.example`;
      const of = { schoolId: school.id, at: number };
      yield* person(chance, {
        ...of,
        id: school.managerId,
        address: `manager@${at}`,
        role: "designated_manager",
      });
      yield* person(chance, {
        ...of,
        id: chance.uuid(),
        address: `depute@${at}`,
        role: "designated_manager",
        isDepute: true,
      });
      yield* person(chance, {
        ...of,
        id: school.headTeacherId,
        address: `head@${at}`,
        role: "head_teacher",
      });
    }
  }
  for (let index = 0; index < size.teachers; index += 1) {
    const id = chance.uuid();
    world.teacherIds.push(id);
    yield* person(chance, {
      id,
      address: `teacher-${index + 1}@strathlennox.example`,
      role: "vs_teacher",
      at: 100_000 + index,
    });
  }
}
