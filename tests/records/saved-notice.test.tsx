import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { SavedNotice } from "~/domain/records/import-run";

const counts = { new: 500, changed: 0, unchanged: 0, refused: 0 };
const notice = (done: number) =>
  renderToStaticMarkup(<SavedNotice id="1" rows={600} done={done} counts={counts} />);

it("says that all rows are done only when they are", () => {
  expect(notice(600)).toContain("All 600 rows are done");
  expect(notice(500)).not.toContain("All");
  expect(notice(500)).toContain("500 of 600 rows are done");
  expect(notice(500)).toContain("The others were never saved");
});
