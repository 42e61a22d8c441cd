import { TextLink } from "~/ui/link";
import { exclusionsPaths } from "./exclusions.paths";
import type { ListedExclusion } from "./exclusions.queries.server";

type Props = {
  exclusions: readonly Pick<ListedExclusion, "schoolId" | "school">[];
  schoolId: string | null;
};

/** The schools of the list, each a link to its own exclusions. */
export function SchoolFilter({ exclusions, schoolId }: Props) {
  const schools = [...new Map(exclusions.map((each) => [each.schoolId, each.school])).entries()];
  if (schoolId !== null) {
    return (
      <p>
        {schools[0]?.[1] ?? "This school"} only.{" "}
        <TextLink href={exclusionsPaths.list()}>Show every school</TextLink>
      </p>
    );
  }
  if (schools.length < 2) return null;
  return (
    <nav aria-label="Schools">
      <p className="m-0">Show one school:</p>
      <ul className="flex flex-wrap gap-4 list-none p-0">
        {schools
          .sort(([, a], [, b]) => a.localeCompare(b))
          .map(([id, name]) => (
            <li key={id}>
              <TextLink href={`${exclusionsPaths.list()}?school=${id}`}>{name}</TextLink>
            </li>
          ))}
      </ul>
    </nav>
  );
}
