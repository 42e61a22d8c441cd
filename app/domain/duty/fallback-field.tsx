import { Select } from "~/ui/fields";
import type { Field } from "~/ui/question";
import { rotaWords } from "./rota.words";

/** Asks for somebody to stand in, once a change was refused because it leaves a hole. */
export function FallbackField({
  field,
  people,
}: {
  field: Field;
  people: readonly { value: string; label: string }[];
}) {
  if (!field.errors && !field.initialValue) return null;
  return <Select field={field} {...rotaWords.fallbackId} options={people} isOptional />;
}
