import { type Finding, findingLabels } from "./quality.words";

/** A text in which everything that could point to a child is marked, with what it is for those who do not see the mark. */
export function MarkedText({ text, tells }: { text: string; tells: readonly Finding[] }) {
  return (
    <p className="whitespace-pre-line break-words">
      {tells.map(({ kind, start, end }, index) => (
        <span key={start}>
          {text.slice(tells[index - 1]?.end ?? 0, start)}
          <mark className="vs-mark">{text.slice(start, end)}</mark>
          <span className="visually-hidden"> ({findingLabels[kind]})</span>
        </span>
      ))}
      {text.slice(tells.at(-1)?.end ?? 0)}
    </p>
  );
}
