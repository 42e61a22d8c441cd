import { asNobody } from "~/platform/database.server";
import { aPerson, type TestPerson } from "./accounts";
import { anArea, aSchool, type TestSchool } from "./organisations";

export type StaffedArea = {
  areaId: string;
  school: TestSchool;
  dutyPerson: TestPerson;
  depute: TestPerson;
};

/** An area with one school, where the same two leads are on duty from Monday to Friday. */
export async function aStaffedArea(
  people: { dutyPerson?: TestPerson; depute?: TestPerson } = {},
): Promise<StaffedArea> {
  const area = await anArea();
  const school = await aSchool({ area });
  const dutyPerson = people.dutyPerson ?? (await aPerson("lead"));
  const depute = people.depute ?? (await aPerson("lead"));
  const turn = { areaId: area.id, personId: dutyPerson.personId, deputeId: depute.personId };
  await asNobody((tx) =>
    tx.dutyTurn.createMany({ data: [1, 2, 3, 4, 5].map((weekday) => ({ ...turn, weekday })) }),
  );
  return { areaId: area.id, school, dutyPerson, depute };
}
