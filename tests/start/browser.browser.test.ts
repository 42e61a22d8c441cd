import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, it } from "vitest";
import { aVisitor, openPage } from "#tests/support/browser";

const pages: Record<string, string> = {
  "/good": '<label for="name">Name</label> <input id="name">',
  "/unlabelled": "<input>",
  "/wide": '<p style="width: 900px">Wide</p>',
};

const server = createServer((request, response) => {
  const body = pages[request.url ?? ""];
  response.writeHead(body ? 200 : 404, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "script-src 'none'",
  });
  response.end(
    `<!doctype html><html lang="en"><head><title>A page</title><meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1>${body}</main></body></html>`,
  );
}).listen(0, "127.0.0.1");
afterAll(() => server.close());
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

it.each(["phone", "desktop"] as const)("opens an accessible page on a %s", async (screen) => {
  const page = await aVisitor(screen);
  await openPage(page, at("/good"));
  expect(await page.getByLabel("Name").count()).toBe(1);
});

it("checks pages without JavaScript too", async () => {
  const page = await aVisitor("phone", { javaScriptEnabled: false });
  await openPage(page, at("/good"));
  await expect(openPage(page, at("/unlabelled"))).rejects.toThrow(/is not accessible:\nlabel: /);
});

it.each([
  ["/unlabelled", /is not accessible:\nlabel: Form elements must have labels\n {4}input/],
  ["/wide", /phone: the page is \d+ pixels wide on a screen of 360/],
  ["/missing", /answered 404/],
])("refuses %s", async (path, problem) => {
  const page = await aVisitor("desktop");
  await expect(openPage(page, at(path))).rejects.toThrow(problem);
});
