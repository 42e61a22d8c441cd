/** A mail taken apart: header names are lower case, words and bodies are decoded. */
export type ParsedMail = {
  headers: Record<string, string>;
  subject: string;
  text: string;
  html: string;
  raw: string;
};

type Part = { headers: Record<string, string>; body: string };

/** Reads the mails this app writes: plain or multipart, base64 or quoted-printable, UTF-8. `raw` is one character per byte. */
export function parseMail(raw: string): ParsedMail {
  const top = partOf(raw);
  const leaves = leavesOf(top);
  const bodyOf = (type: string) => leaves.find((leaf) => typeOf(leaf).startsWith(type));
  return {
    headers: Object.fromEntries(
      Object.entries(top.headers).map(([name, value]) => [name, decodeWords(value)]),
    ),
    subject: decodeWords(top.headers.subject ?? ""),
    text: decodeBody(bodyOf("text/plain")),
    html: decodeBody(bodyOf("text/html")),
    raw,
  };
}

function partOf(raw: string): Part {
  const [head = "", ...rest] = raw.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { headers: Object.fromEntries(headers), body: rest.join("\r\n\r\n") };
}

function leavesOf(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers["content-type"] ?? "")?.[1];
  if (!boundary) return [part];
  const pieces = part.body.split(`--${boundary}`).slice(1, -1);
  return pieces.flatMap((piece) => leavesOf(partOf(piece.replace(/^\r?\n/, "").replace(/\r?\n$/, ""))));
}

function typeOf(part: Part): string {
  return (part.headers["content-type"] ?? "text/plain").toLowerCase();
}

function decodeBody(part: Part | undefined): string {
  if (!part) return "";
  const encoding = part.headers["content-transfer-encoding"]?.toLowerCase();
  const bytes = encoding === "base64" ? Buffer.from(part.body, "base64") : bytesOf(part.body, encoding);
  return bytes.toString("utf8").replace(/\r\n/g, "\n");
}

function bytesOf(body: string, encoding: string | undefined): Buffer {
  return Buffer.from(
    encoding === "quoted-printable" ? unquoted(body.replace(/=\r?\n/g, "")) : body,
    "latin1",
  );
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`; blanks between two encoded words belong to neither. */
function decodeWords(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_all, kind: string, text: string) => {
      const bytes =
        kind.toLowerCase() === "b"
          ? Buffer.from(text, "base64")
          : Buffer.from(unquoted(text.replaceAll("_", " ")), "latin1");
      return bytes.toString("utf8");
    });
}
