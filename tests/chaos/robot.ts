import type { Caller } from "#tests/support/caller";

/** A form as it stands on a page. */
export type FoundForm = { path: string; fields: URLSearchParams };

const unescaped = (text: string) => text.replaceAll("&amp;", "&").replaceAll("&#x27;", "'");
const attribute = (tag: string, name: string): string | null => {
  const found = tag.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1];
  return found === undefined ? null : unescaped(found);
};

/** Paths of every link of a text or page that leads to this site, each once. */
export function linksIn(text: string, site: string): string[] {
  const written = text.match(/https?:\/\/[^\s"'<>)]+/g) ?? [];
  const linked = [...text.matchAll(/<a\b[^>]*>/g)].map(([tag]) => attribute(tag, "href") ?? "");
  const ours = [...written, ...linked]
    .map((link) => new URL(unescaped(link), site))
    .filter(({ origin }) => origin === site);
  return [...new Set(ours.map(({ pathname, search }) => pathname + search))];
}

/** Every form of a page that is posted, filled with what stands in it; radio buttons and lists with their last choice. */
export function formsIn(page: string, path: string): FoundForm[] {
  return [...page.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].flatMap(([form]) => {
    const [head = ""] = form.match(/^<form\b[^>]*>/) ?? [];
    if (attribute(head, "method")?.toLowerCase() !== "post") return [];
    const fields = new URLSearchParams();
    for (const [tag] of form.matchAll(/<(input|button|textarea|select)\b[^>]*>/g)) {
      const name = attribute(tag, "name");
      if (name) fields.set(name, attribute(tag, "value") ?? "x");
    }
    return [{ path: attribute(head, "action") ?? path, fields }];
  });
}

const scanner = { "user-agent": "Mail scanner" };
const prefetching = { purpose: "prefetch", "sec-purpose": "prefetch;prerender", "sec-fetch-mode": "no-cors" };

/** Looks at a page in each way that robots do, and gives what a GET of it showed. Redirects are followed once. */
export async function lookAt(caller: Caller, path: string): Promise<string> {
  await caller.send("HEAD", path, scanner);
  await caller.send("GET", path, { ...scanner, ...prefetching });
  const answer = await caller.send("GET", path, scanner);
  const { location } = answer.headers;
  if (!location) return answer.body;
  return (await caller.send("GET", location, scanner)).body;
}

const elsewhere: Record<string, string>[] = [
  { origin: "https://scanner.example", "sec-fetch-site": "cross-site" },
  { origin: "https://scanner.example" },
  { "sec-fetch-site": "cross-site" },
  { origin: "null" },
];

/** Sends a form as another site would, in each way. Gives the answers' statuses. */
export async function postFromElsewhere(caller: Caller, { path, fields }: FoundForm): Promise<number[]> {
  const type = { "content-type": "application/x-www-form-urlencoded" };
  const statuses: number[] = [];
  for (const headers of elsewhere) {
    const answer = await caller.send("POST", path, { ...scanner, ...type, ...headers }, fields.toString());
    statuses.push(answer.status);
  }
  return statuses;
}
