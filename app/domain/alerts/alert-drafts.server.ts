import type { Actor } from "~/platform/actor";
import { asActor } from "~/platform/database.server";
import { open, seal } from "~/platform/seal.server";
import { isUuid } from "~/platform/uuid";

const purpose = "alert-draft";
const ownerPurpose = "alert-draft-owner";
const lifetimeMilliseconds = 24 * 60 * 60 * 1000;

/** What was typed, by field name; several values where a field was ticked several times. */
export type Typed = Record<string, string | string[]>;

const notTyped = new Set(["formKey", "owner", "intent", "learnerQuery"]);

/** The typed part of a sent form. */
export function typedIn(form: FormData): Typed {
  const names = [...new Set(form.keys())].filter((name) => !notTyped.has(name));
  const entries = names.map((name) => {
    const values = form.getAll(name).filter((value) => typeof value === "string" && value !== "") as string[];
    return [name, values.length > 1 ? values : (values[0] ?? "")] as const;
  });
  return Object.fromEntries(entries);
}

/** Sealed into the form when it is shown, so that it can be put aside for the same person after their session ended. */
export const ownerToken = (actor: Actor, formKey: string): string =>
  seal(ownerPurpose, `${actor.personId} ${formKey}`);

/** Puts aside what was typed: sealed, for that person only, for 24 hours. Real time. */
export async function saveDraft(person: { personId: string }, formKey: string, typed: Typed): Promise<void> {
  const row = { sealed: seal(purpose, JSON.stringify(typed)), savedAt: new Date() };
  await asActor(person, async (tx) => {
    const stored = await tx.alert.count({ where: { raisedById: person.personId, formKey } });
    if (stored > 0) return;
    await tx.alertDraft.upsert({
      where: { personId_formKey: { personId: person.personId, formKey } },
      create: { personId: person.personId, formKey, ...row },
      update: row,
      select: { formKey: true },
    });
  });
}

/** For a form sent after the session ended: puts it aside for whoever was shown it. Gives the way back to it, or null. */
export async function keepForOwner(request: Request): Promise<string | null> {
  const form = await request.formData();
  const [personId, formKey] = (open(ownerPurpose, String(form.get("owner") ?? "")) ?? "").split(" ");
  if (!isUuid(personId) || !isUuid(formKey)) return null;
  await saveDraft({ personId }, formKey, typedIn(form));
  return `/alerts/new?draft=${formKey}`;
}

/** The actor's newest draft, or the one of `formKey`; null when there is none that can be opened. */
export async function findDraft(
  actor: Actor,
  formKey: string | null,
): Promise<{ formKey: string; savedAt: Date; typed: Typed } | null> {
  const fresh = { gt: new Date(Date.now() - lifetimeMilliseconds) };
  const draft = await asActor(actor, (tx) =>
    tx.alertDraft.findFirst({
      where: { personId: actor.personId, savedAt: fresh, ...(isUuid(formKey) ? { formKey } : {}) },
      orderBy: { savedAt: "desc" },
      select: { formKey: true, sealed: true, savedAt: true },
    }),
  );
  const typed = draft && open(purpose, draft.sealed);
  return draft && typed
    ? { formKey: draft.formKey, savedAt: draft.savedAt, typed: JSON.parse(typed) as Typed }
    : null;
}

/** Throws a draft away. */
export async function discardDraft(actor: Actor, formKey: string): Promise<void> {
  if (!isUuid(formKey)) return;
  await asActor(actor, (tx) => tx.alertDraft.deleteMany({ where: { personId: actor.personId, formKey } }));
}
