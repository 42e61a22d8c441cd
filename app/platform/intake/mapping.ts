/** Which column each field is read from, by the words of its heading; null: the file does not say. */
export type Mapping<Field extends string> = Record<Field, string | null>;

/** A field that a file can hold, with words that headings for it often have, the surest first. */
export type IntakeField<Field extends string> = { name: Field; words: readonly string[] };

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();

const holds = (heading: string, words: string): boolean => ` ${plain(heading)} `.includes(` ${words} `);

/**
 * A first guess at which column holds what, for somebody to correct: what was chosen last time if the file has that
 * column, else the first free column whose heading is one of the field's words, else the first that holds them.
 */
export function suggestMapping<Field extends string>(
  headings: readonly string[],
  fields: readonly IntakeField<Field>[],
  remembered: Partial<Mapping<Field>> = {},
): Mapping<Field> {
  const taken = new Set<string>();
  const found = new Map<Field, string>();
  const take = (field: Field, heading: string | null | undefined) => {
    if (!heading || found.has(field) || taken.has(heading) || !headings.includes(heading)) return;
    found.set(field, heading);
    taken.add(heading);
  };
  const free = (test: (heading: string) => boolean) =>
    headings.find((each) => !taken.has(each) && test(each));
  for (const { name } of fields) take(name, remembered[name]);
  for (const test of [(heading: string, words: string) => plain(heading) === words, holds])
    for (const { name, words } of fields)
      for (const word of words)
        take(
          name,
          free((heading) => test(heading, word)),
        );
  return Object.fromEntries(fields.map(({ name }) => [name, found.get(name) ?? null])) as Mapping<Field>;
}

/** Reads a row by a mapping: the text of a field's cell, empty when the file does not hold it. */
export function cellReader<Field extends string>(
  headings: readonly string[],
  mapping: Mapping<Field>,
): (cells: readonly string[], field: Field) => string {
  return (cells, field) => {
    const heading = mapping[field];
    return heading === null ? "" : (cells[headings.indexOf(heading)] ?? "");
  };
}
