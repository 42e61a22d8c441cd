import ts from "typescript";
import { nodesOf, parse, placeOf, type Source } from "./project";

/** Words of the "not" column of the glossary (domain facts §7), in the sense given there, and what to say. */
export const avoided: { pattern: RegExp; say: string }[] = [
  {
    pattern:
      /\bsuspen(d|ds|ded|sions?)\b|\bexpel(s|led)?\b|\bexpulsions?\b|\bfixed[- ]term exclu|\bpermanent(ly)? exclu/i,
    say: "excluded (temporary), removed from the register",
  },
  {
    pattern:
      /\bincident reports?\b|\btickets?\b|\b(open|close|new|this|the|your|a) case\b(?! (of|that|in|where|when))/i,
    say: "alert",
  },
  {
    pattern: /\bcooling[- ]off\b|\breduced timetables?\b/i,
    say: "sent home (informal), part-time timetable",
  },
  {
    pattern:
      /\b(half-day|lost|missed|excluded) (sessions?|periods?)\b|\b(sessions?|periods?) (lost|missed|of exclusion)\b/i,
    say: "opening, half day",
  },
  { pattern: /\bLAA?C\b/, say: "care experienced" },
  {
    pattern: /\blooked[- ]after (kids?|child(ren)?|young (person|people)|pupils?|learners?)\b/i,
    say: "care experienced; “looked after” only for the legal status",
  },
  { pattern: /\bclients?\b|\bservice users?\b|\bkids?\b/i, say: "child, young person, learner" },
  { pattern: /\bdesignated teachers?\b|\bsafeguarding leads?\b/i, say: "designated manager" },
  { pattern: /\bVSHT?\b|\bPEPs?\b/, say: "VS Head Teacher; Child’s Plan, My Plan" },
  { pattern: /\bsiblings?\b/i, say: "brothers and sisters" },
  {
    pattern: /\bplacements?\b|\b(children[’']s|residential|care) units?\b/i,
    say: "home, house; a programme place",
  },
  {
    pattern:
      /\b(family|supervised|parental) contact\b|\bcontact (with|visits?) (family|parents?|mum|dad|mother|father|brothers?|sisters?)\b/i,
    say: "family time",
  },
  { pattern: /\babscond(s|ed|ing|er|ers)?\b|\bAWOL\b/i, say: "ran away, not where expected" },
  {
    pattern: /\bchallenging behaviou?rs?\b|\baggressive(ly)?\b|\battention[- ]seeking\b|\bdefian(t|ce)\b/i,
    say: "in distress, unmet need, reacting",
  },
  { pattern: /\bsanction(s|ed)?\b/i, say: "consequences" },
  { pattern: /\bvulnerab(le|ility)\b/i, say: "needs more support" },
  { pattern: /\bSEND?\b|\bEHCPs?\b|\bspecial educational needs\b/, say: "ASN, additional support needs" },
  { pattern: /\byear groups?\b|\bYear \d{1,2}\b|\bkey stages?\b/i, say: "stage P1–S6" },
  { pattern: /\bUPNs?\b|\bURNs?\b|\bDfE\b/, say: "SCN; SEED code" },
  { pattern: /\bNEET\b/, say: "positive destination" },
  {
    pattern: /\billegal(ly)?\b|\bmigrants?\b|\brefugees?\b|\bUASC\b/i,
    say: "unaccompanied asylum-seeking child or young person",
  },
  { pattern: /\bcase ?workers?\b/i, say: "lead professional, named person, key worker" },
  { pattern: /\bprincipals?\b(?! (reporter|teacher))|\bdeput(y|ies)\b/i, say: "Head Teacher, depute" },
  { pattern: /\bLEAs?\b|\bMATs?\b|\bacademy trusts?\b/, say: "education authority" },
  { pattern: /\bGCSEs?\b|\bBTECs?\b/, say: "SCQF level" },
  { pattern: /\bINSET\b|\binset days?\b|\bhalf[- ]terms?\b/i, say: "in-service day, October week" },
  { pattern: /\bwhose (move|turn) (it )?is\b|\bpermanent exclusions?\b/i, say: "waiting for you" },
];

/** Wordings that a pattern catches in another sense, word for word. */
const meantOtherwise: readonly string[] = [
  // Quoted, so that what others call it is recognised.
  "Also “cooling off”, or asked to collect the child",
  // A code of the national collection keeps its official wording.
  "Asylum or refugee status",
];

/** Places in the syntax whose text nobody reads: module names, codes, class names, keys. */
function isUnread(node: ts.Node): boolean {
  const { parent } = node;
  if (
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent) ||
    ts.isElementAccessExpression(parent)
  )
    return true;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return true;
  return (
    ts.isJsxAttribute(parent) &&
    /^(className|id|href|name|type|key|rel|autoComplete|inputMode|htmlFor|src|action|method)$/.test(
      parent.name.getText(),
    )
  );
}

const isText = (
  node: ts.Node,
): node is ts.StringLiteralLike | ts.JsxText | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail =>
  ts.isStringLiteralLike(node) ||
  ts.isJsxText(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node);

/** "x-client-ip", "alerts/alert-raised": words joined without a space, in small letters. */
const isCode = (text: string) => /^[a-z0-9]+([-_./:][a-z0-9]+)+$/.test(text);

/** The files whose strings people read: pages, forms, labels, mails, the demo's content, what a command says. */
export const isRead = (path: string): boolean =>
  /^(emails\/|prisma\/seed\/)/.test(path) ||
  /\.(tsx|schema\.ts|words\.ts)$/.test(path) ||
  /^app\/(domain|routes)\/.+\.ts$/.test(path);

/** Words that the glossary avoids in what people read, each with what to say instead. */
export function wordingProblems(
  sources: readonly Source[],
  allowed: readonly string[] = meantOtherwise,
): string[] {
  return sources
    .filter(({ path }) => isRead(path))
    .flatMap((source) => {
      const file = parse(source);
      return nodesOf(file).flatMap((node) => {
        if (!isText(node) || isUnread(node) || isCode(node.text) || allowed.includes(node.text.trim()))
          return [];
        const words = node.text.replace(/\s+/g, " ");
        return avoided.flatMap(({ pattern, say }) => {
          const found = pattern.exec(words);
          return found ? [`${placeOf(file, node)} says “${found[0]}”; say “${say}”`] : [];
        });
      });
    });
}
