import { Details } from "~/ui/details";
import { TextLink } from "~/ui/link";
import { calendarsPaths } from "./calendars.paths";

type ListedSchool = { id: string; name: string; hasOwnDays: boolean };

function Links({ schools }: { schools: readonly ListedSchool[] }) {
  return (
    <ul>
      {schools.map((school) => (
        <li key={school.id}>
          <TextLink href={calendarsPaths.school(school.id)}>{school.name}</TextLink>
        </li>
      ))}
    </ul>
  );
}

/** An authority's schools: those that do otherwise on a day, then the others behind a heading. */
export function SchoolCalendars({ schools }: { schools: readonly ListedSchool[] }) {
  const own = schools.filter((school) => school.hasOwnDays);
  const others = schools.filter((school) => !school.hasOwnDays);
  return (
    <>
      {own.length > 0 ? <Links schools={own} /> : <p className="vs-empty">No school does otherwise.</p>}
      {others.length > 0 && (
        <Details summary={own.length > 0 ? "The other schools" : "All schools"}>
          <Links schools={others} />
        </Details>
      )}
    </>
  );
}
