import { isUuid } from "./uuid";

const known = new Set<string>();

/** Tells which words addresses of this app are made of, such as "alerts" and "new". */
export function learnPathWords(words: Iterable<string>): void {
  for (const word of words) known.add(word);
}

/** An address as the log may hold it: people can type anything into an address bar, so only our own words and ids stay. */
export function loggedPath(path: string): string {
  return path
    .split("/")
    .map((part) =>
      part === "" || known.has(part.replace(/\.data$/, "")) || isUuid(part.replace(/\.data$/, ""))
        ? part
        : "…",
    )
    .join("/");
}
