import { expect, it } from "vitest";
import { sourcesIn } from "./project";
import { openRoutes, unguardedRoutes } from "./route-guards";

const routes = sourcesIn("app/routes");

it("every loader, action and page asks for a permission", () => {
  expect(unguardedRoutes(routes)).toEqual([]);
});

const guarded = "export const loader = guarded(alertsPolicy.see, ({ actor }) => read(actor));";

it.each([
  ["a plain loader", "export async function loader() { return read(); }", "loader is not made by guarded"],
  ["an arrow function", "export const loader = async () => read();", "loader is not made by guarded"],
  [
    "a plain action beside a guarded loader",
    `${guarded} export const action = () => write();`,
    "action is not made by guarded",
  ],
  [
    "a loader exported by name",
    "const loader = () => read(); export { loader };",
    "loader is not made by guarded",
  ],
  ["a loader of another file", 'export { loader } from "./other";', "loader is not made by guarded"],
  ["everything of another file", 'export * from "./other";', "* is not made by guarded"],
  [
    "another function called like it",
    "export const loader = guardedPage(alertsPolicy.see, read);",
    "loader is not made by guarded",
  ],
  [
    "a permission made up on the spot",
    'export const loader = guarded({ name: "x", roles }, read);',
    "loader is not made by guarded",
  ],
  [
    "a loader in the browser",
    `${guarded} export const clientLoader = () => read();`,
    "clientLoader is not made by guarded",
  ],
  [
    "a page without a loader",
    "export default function Page() { return null; }",
    "the page has no guarded loader",
  ],
])("finds %s", (_, text, problem) => {
  expect(unguardedRoutes([{ path: "app/routes/planted.tsx", text }], {})).toEqual([
    expect.stringContaining(problem),
  ]);
});

it("accepts a guarded page", () => {
  const text = `${guarded} export const action = guarded(alertsPolicy.raise, async () => 1); export default function Page() { return null; }`;
  expect(unguardedRoutes([{ path: "app/routes/planted.tsx", text }], {})).toEqual([]);
});

it("finds an exception for a route that is guarded or gone", () => {
  const open = { "app/routes/planted.tsx": "once", "app/routes/gone.tsx": "once" };
  expect(unguardedRoutes([{ path: "app/routes/planted.tsx", text: guarded }], open)).toHaveLength(2);
});

it("finds a demo route that does not ask whether this is the demo", () => {
  const path = "app/routes/mailbox._index.tsx";
  const text = "export const loader = () => read();";
  expect(unguardedRoutes([{ path, text }], { [path]: openRoutes[path] ?? "" })).toEqual([
    expect.stringContaining("demo"),
  ]);
});
