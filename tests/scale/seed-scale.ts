import { disconnect } from "~/platform/database.server";
import { startDemoDatabase } from "~/start/demo-database.server";
import { fillWithInvented } from "./fill";
import { type SizeName, sizes } from "./sizes";

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const usualFolder = "./data/scale";

function sizeNamed(args: readonly string[]): SizeName {
  const name = args[args.indexOf("--size") + 1];
  if (args.includes("--size") && name !== undefined && Object.hasOwn(sizes, name)) return name as SizeName;
  throw new Error(`Say which size: npm run seed:scale -- --size ${Object.keys(sizes).join("|")}`);
}

/** Makes the demo's database with a history of that size, in a folder of its own; does nothing when it is there. */
export async function seedScale(args: readonly string[]): Promise<void> {
  const name = sizeNamed(args);
  const startedAt = performance.now();
  let isMade = false;
  const { stop } = await startDemoDatabase(say, {
    folder: usualFolder,
    addMore: async (superuserUrl) => {
      isMade = true;
      await fillWithInvented({ superuserUrl, size: sizes[name], say });
    },
  });
  await disconnect();
  await stop();
  const folder = process.env.DATA_DIR || usualFolder;
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  say(
    isMade
      ? `Made in ${seconds} s. Every person, school and event is invented.`
      : `${folder} holds data already, and nothing was changed. To start over: npm run seed:scale -- --size ${name} --fresh`,
  );
  say(`To look at it: DATA_DIR=${folder} npm run demo`);
}
