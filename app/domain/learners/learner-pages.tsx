import { TextLink } from "~/ui/link";
import { learnersPaths } from "./learners.paths";
import type { SavedList } from "./saved-lists.queries.server";

/** "The first 25 of 120 learners". */
export function countWords({
  shown,
  total,
  isFirst,
}: {
  shown: number;
  total: number;
  isFirst: boolean;
}): string {
  const all = total === 1 ? "1 learner" : `${total.toLocaleString("en-GB")} learners`;
  if (shown === total) return all;
  return isFirst ? `The first ${shown} of ${all}` : `${shown} of ${all}`;
}

type PagesProps = { query: string; next: string | null; previous: string | null };

/** The pages before and after; the address says after whom, by id. */
export function LearnerPages({ query, next, previous }: PagesProps) {
  if (!next && !previous) return null;
  const to = (place: string, id: string) =>
    learnersPaths.list([query, `${place}=${id}`].filter(Boolean).join("&"));
  return (
    <nav aria-label="Pages" className="flex flex-wrap gap-6">
      {previous && <TextLink href={to("before", previous)}>Previous page</TextLink>}
      {next && <TextLink href={to("after", next)}>Next page</TextLink>}
    </nav>
  );
}

type ListsProps = { lists: readonly SavedList[]; query: string; mayExport: boolean };

/** The viewer's own lists, and what can be done with the one that is shown. */
export function ListDoors({ lists, query, mayExport }: ListsProps) {
  const ways = lists.map(({ id, name, query: kept }) => ({
    id,
    words: name,
    href: learnersPaths.list(kept),
  }));
  if (query !== "") ways.push({ id: "keep", words: "Keep this list", href: learnersPaths.savedLists(query) });
  else if (lists.length > 0) ways.push({ id: "keep", words: "Your lists", href: learnersPaths.savedLists() });
  if (mayExport)
    ways.push({ id: "file", words: "Download this list", href: learnersPaths.exportList(query) });
  if (ways.length === 0) return null;
  return (
    <nav aria-label="Lists" className="mb-6">
      <ul className="m-0 flex list-none flex-wrap gap-x-6 gap-y-2 p-0">
        {ways.map(({ id, words, href }) => (
          <li key={id} className="m-0">
            <TextLink href={href}>{words}</TextLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
