import { read } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";

/** What a learner said; the day as "2026-11-22". */
type Said = {
  id: string;
  called: string | null;
  helps: string | null;
  helpsNot: string | null;
  saidOn: string;
  writtenBy: string;
};

/** What a learner said, newest first, with who wrote it down. */
export const voiceRead = (learnerId: string) =>
  read<Said>(Prisma.sql`SELECT v.id, v.called, v.helps, v.helps_not AS "helpsNot", v.said_on AS "saidOn",
      coalesce(writer.name, 'somebody') AS "writtenBy"
    FROM learner_voice v LEFT JOIN person writer ON writer.id = v.written_by_id
    WHERE v.learner_id = ${learnerId}::uuid ORDER BY v.said_on DESC, v.written_at DESC`);

export type Voice = Said[];
