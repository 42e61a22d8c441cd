import { expect, it } from "vitest";
import { currentHref } from "~/ui/current-href";

const hrefs = ["/", "/alerts", "/alerts/new", "/learners"];

it.each([
  ["/", "/"],
  ["/alerts", "/alerts"],
  ["/alerts/0b7c", "/alerts"],
  ["/alerts/new", "/alerts/new"],
  ["/alertsx", undefined],
  ["/duty", undefined],
])("on %s the navigation marks %s", (pathname, href) => {
  expect(currentHref(pathname, hrefs)).toBe(href);
});
