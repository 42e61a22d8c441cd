import { format } from "node:util";
import { afterAll, afterEach } from "vitest";
import { dropDatabases } from "./database";

const said: string[] = [];

console.error = (...parts: unknown[]) => {
  said.push(format(...parts));
};

function refuseErrors() {
  const all = said.splice(0);
  if (all.length > 0) throw new Error(`console.error was called:\n${all.join("\n")}`);
}

afterEach(refuseErrors);

afterAll(async () => {
  await dropDatabases();
  refuseErrors();
});
