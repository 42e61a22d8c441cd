import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { exclusionsPaths } from "../exclusions.paths";
import { coordinatorsOf } from "./coordinators-of.server";

type Recorded = {
  id: string;
  reference: string;
  areaId: string;
  /** Who coordinates its alert; null without one. */
  ownerId: string | null;
  /** Who recorded it, and needs no mail. */
  byId: string;
};

/** Tells whoever coordinates and the head of the Virtual School that an exclusion is on record. */
export async function tellOfExclusion(tx: Tx, recorded: Recorded, at: Date): Promise<void> {
  const { id, reference, byId } = recorded;
  const heads = await peopleWithRole(tx, ["vs_head_teacher"], { day: dayOf(at) });
  const told = new Map(
    [...(await coordinatorsOf(tx, recorded, at)), ...heads].map((to) => [to.personId, to]),
  );
  told.delete(byId);
  await queueMail(
    tx,
    [...told.values()].map((to) => ({
      template: "exclusions/exclusion-recorded" as const,
      to,
      input: { reference, link: exclusionsPaths.exclusion(id) },
      about: { kind: "exclusion", id },
      at,
    })),
  );
}
