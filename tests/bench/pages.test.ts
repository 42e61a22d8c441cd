import { expect, it } from "vitest";
import { aDatabase } from "#tests/support/database";
import { pageFigures } from "./pages";

const database = await aDatabase();

it("measures a page beside the same statements and bytes by the least server", async () => {
  const figures = await pageFigures(database, { size: "small", only: "learner_search_lead", times: 2 });
  expect(figures.map(({ name }) => name)).toEqual([
    "learner_search_lead_p95_ms",
    "learner_search_lead_per_s",
  ]);
  for (const { value, floor } of figures) expect(Math.min(value, floor ?? 0)).toBeGreaterThan(0);
}, 120_000);
