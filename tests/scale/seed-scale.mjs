import { ensureAll } from "../../app/start/ensure.mjs";
import { withModules } from "../support/with-modules.mjs";

// A history of ten years for an invented authority: npm run seed:scale -- --size authority [--fresh]

await ensureAll();
try {
  await withModules(async (load) => {
    const { seedScale } = await load("tests/scale/seed-scale.ts");
    await seedScale(process.argv.slice(2));
  });
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
