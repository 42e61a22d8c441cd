import type { FieldMetadata } from "@conform-to/react";
import { roles } from "~/platform/actor";
import { Checkbox } from "~/ui/choices";
import { Select } from "~/ui/fields";
import { roleWords, accountsWords as words } from "./accounts.words";

type Choice = { value: string; label: string };

/** Places to choose from: schools, and areas of our own authority. */
export type Places = { schools: Choice[]; areas: Choice[] };

type Fields = Record<"role" | "schoolId" | "areaId" | "isDepute", FieldMetadata<unknown>>;

/** Which role, and where. Places a role has no use for are left out when it is stored. */
export function RoleFields({ fields, places }: { fields: Fields; places: Places }) {
  return (
    <>
      <Select
        field={fields.role}
        {...words.role}
        options={roles.map((role) => ({ value: role, label: roleWords[role] }))}
      />
      <Select field={fields.schoolId} {...words.schoolId} options={places.schools} emptyLabel="None" />
      <Checkbox field={fields.isDepute} {...words.isDepute} />
      <Select field={fields.areaId} {...words.areaId} options={places.areas} emptyLabel="None" />
    </>
  );
}
