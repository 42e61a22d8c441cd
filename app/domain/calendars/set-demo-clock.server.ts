import { asNobody } from "~/platform/database.server";

/**
 * Demo only: moves the app's clock so that it shows `at` now, for all processes; it runs on from there.
 * @throws when this database is not marked as the demo
 */
export async function setDemoClock(at: Date): Promise<void> {
  const offsetSeconds = Math.round((at.getTime() - Date.now()) / 1000);
  const isSet = await asNobody(async (tx) => {
    const [row] = await tx.$queryRaw<
      { isSet: boolean }[]
    >`select app.set_demo_clock(${offsetSeconds}::bigint) as "isSet"`;
    return row?.isSet ?? false;
  });
  if (!isSet)
    throw new Error("The clock is moved in the demo only, and this database is not marked as the demo.");
}
