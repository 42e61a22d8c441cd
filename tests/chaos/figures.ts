import { appendFileSync } from "node:fs";

/** One line of `npm run chaos`. `floor`: what the least program reaches; `ratio`: how near we come to it. */
export type Figure = { name: string; value: number; unit: string; floor?: number; ratio?: number };

const isFull = process.env.CHAOS === "full";

/** How much of something: all of it under `npm run chaos`, little in `npm test`; `CHAOS_<NAME>` says otherwise. */
export function size(name: string, { full, smoke }: { full: number; smoke: number }): number {
  const given = process.env[`CHAOS_${name}`];
  return given ? Number(given) : isFull ? full : smoke;
}

/** Puts figures where `npm run chaos` reads them; in `npm test` nobody does. */
export function report(...figures: Figure[]): void {
  const file = process.env.CHAOS_FIGURES;
  if (file) appendFileSync(file, figures.map((figure) => `${JSON.stringify(figure)}\n`).join(""));
}
