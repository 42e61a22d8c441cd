import type { CasePart } from "./internal/case-lines";
import { MarkedText } from "./marked-text";
import type { Finding } from "./quality.words";

type Props = { parts: readonly (CasePart & { tells?: readonly Finding[] })[]; level: 3 | 4 };

/** A case as it leaves; on the page of a reviewer with marks in its texts. */
export function CaseParts({ parts, level }: Props) {
  const Heading = `h${level}` as const;
  return parts.map(({ label, items, text, tells = [] }) => (
    <div key={label}>
      <Heading>{label}</Heading>
      {items.length === 1 && <p>{items[0]}</p>}
      {items.length > 1 && (
        <ul>
          {items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )}
      {text !== null && <MarkedText text={text} tells={tells} />}
    </div>
  ));
}
