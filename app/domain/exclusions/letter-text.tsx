/** A letter as it is read and printed. */
export function LetterText({ body, level }: { body: string; level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  const blocks = body.split(/\n{2,}/).map((text, index) => ({ key: `${index}-${text}`, text }));
  return (
    <div className="vs-letter">
      {blocks.map(({ key, text }) =>
        text.startsWith("# ") ? (
          <Heading key={key}>{text.slice(2)}</Heading>
        ) : (
          <p key={key} className="whitespace-pre-line break-words">
            {text}
          </p>
        ),
      )}
    </div>
  );
}
