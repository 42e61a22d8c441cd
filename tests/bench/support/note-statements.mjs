import { appendFileSync } from "node:fs";
import pg from "pg";

// Loaded before the built app (node --import): writes down every statement that it sends, one JSON line each, so that
// the floor can send the very same.
const file = process.env.NOTE_STATEMENTS ?? "";
const { query } = pg.Client.prototype;

pg.Client.prototype.query = function noted(config, values, ...more) {
  const text = typeof config === "string" ? config : config?.text;
  const given = Array.isArray(values) ? values : (config?.values ?? []);
  if (text) appendFileSync(file, `${JSON.stringify({ name: config?.name, text, values: given })}\n`);
  return query.call(this, config, values, ...more);
};
