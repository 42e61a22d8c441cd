import { randomUUID } from "node:crypto";
import { starterCodes } from "#prisma/seed/reference";
import { asNobody } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";

/** The lists that a new installation starts with, valid since 2020. */
export async function starterCodesInDatabase(): Promise<void> {
  const validFrom = toDateColumn("2020-08-01");
  const data = Object.entries(starterCodes).flatMap(([list, codes]) =>
    codes.map(({ code, label, ...rest }, index) => ({
      id: randomUUID(),
      list,
      code,
      label,
      hint: "hint" in rest ? (rest.hint ?? null) : null,
      position: index + 1,
      validFrom,
    })),
  );
  await asNobody((tx) => tx.refCode.createMany({ data }));
}
