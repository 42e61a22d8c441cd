import { read } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import type { FlagKind } from "./learners.words";

type FlagRow = { id: string; kind: FlagKind; setBy: string; setAt: string; why: string | null };

/** Flags that stand, with who set them and, for those who may read it, why; as far as the actor may see them. */
export const flagsRead = (learnerId: string) =>
  read<FlagRow>(Prisma.sql`SELECT f.id, f.kind, coalesce(setter.name, 'somebody') AS "setBy", f.set_at AS "setAt", reason.why
    FROM learner_flag f LEFT JOIN learner_flag_reason reason ON reason.flag_id = f.id LEFT JOIN person setter ON setter.id = f.set_by_id
    WHERE f.learner_id = ${learnerId}::uuid AND f.lifted_at IS NULL ORDER BY f.set_at`);

/** Names from before an adoption, newest first; nothing for anybody who does not see every learner. */
export const earlierNamesRead = (learnerId: string) =>
  read<{
    name: string;
  }>(Prisma.sql`SELECT n.given_name || ' ' || n.family_name AS name FROM learner_earlier_name n
    WHERE n.learner_id = ${learnerId}::uuid ORDER BY n.until DESC`);

export type Flags = FlagRow[];
