import { type SubmissionResult, useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ErrorSummary } from "~/ui/error-summary";
import { TextArea } from "~/ui/fields";
import { GalleryForm } from "~/ui/gallery/gallery-form";
import { gallerySchema } from "~/ui/gallery/gallery-schema";

const sent = (values: Record<string, string>) => {
  const formData = new FormData();
  for (const [name, value] of Object.entries(values)) formData.append(name, value);
  return parseWithZod(formData, { schema: gallerySchema }).reply();
};

const form = (lastResult?: SubmissionResult) => renderToStaticMarkup(<GalleryForm lastResult={lastResult} />);

/** The opening tag of the element with this id. */
const tagOf = (html: string, id: string) => html.match(new RegExp(`<[^>]* id="${id}"[^>]*>`))?.[0] ?? "";

const textOf = (html: string) => html.replace(/<[^>]+>/g, "");

const summaryLinks = (html: string) =>
  [...html.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, id = "", words = ""]) => ({
    id,
    words,
  }));

describe("a form with mistakes", () => {
  const html = form(sent({ happened: "Left <b>the</b> class" }));
  const links = summaryLinks(html);

  it("lists every mistake in a summary that is read out at once", () => {
    expect(html).toMatch(/<div class="ds_error-summary"[^>]* role="alert"[^>]* tabindex="-1"/);
    expect(links.map((link) => link.words)).toEqual([
      "Enter the reference",
      "Select where the child is now",
      "Select yes if the decision has been made",
      "Select who already knows",
      "Select a stage",
      "Enter the day",
      "Enter the time",
      "Tick the box if everyone agrees",
    ]);
  });

  it.each(links)("links $words to a control that is in the page", ({ id }) => {
    expect(tagOf(html, id)).toMatch(/^<(input|select|textarea) /);
  });

  it.each(links)("says $words beside the field, in the same words", ({ id, words }) => {
    const error =
      html.match(new RegExp(`<p class="ds_question__error-message" id="${id}-error">(.*?)</p>`))?.[1] ?? "";
    expect(textOf(error)).toBe(`Error: ${words}`);
  });

  it("ties hint and error of a single control to it", () => {
    const control = tagOf(html, "gallery-reference");
    expect(control).toContain('aria-describedby="gallery-reference-description gallery-reference-error"');
    expect(control).toContain('aria-invalid="true"');
  });

  it("ties the error of a group to its fieldset", () => {
    expect(html).toContain(
      '<fieldset aria-describedby="gallery-told-description gallery-told-error"><legend>Who already knows?',
    );
  });

  it("keeps what was typed, and shows markup in it as text", () => {
    expect(html).toContain("Left &lt;b&gt;the&lt;/b&gt; class</textarea>");
  });
});

describe("a form without mistakes", () => {
  it("shows no summary, no error and nothing invalid", () => {
    const html = form();
    expect(html).not.toMatch(/ds_error-summary|ds_question--error|aria-invalid/);
  });

  it("posts a whole page and leaves the words of an error to us", () => {
    expect(form()).toMatch(/<form id="gallery" novalidate="" method="post" action="\/ui"/i);
  });

  it("has the questions that a choice reveals in the page, without a script", () => {
    expect(form()).toMatch(/<div class="ds_question__sub vs-reveals">.*id="gallery-place"/);
  });

  it("keeps a choice that was made", () => {
    expect(tagOf(form(sent({ where: "home" })), "gallery-where-home")).toContain('checked=""');
    expect(tagOf(form(sent({ where: "home" })), "gallery-where")).not.toContain("checked");
  });
});

function LongText() {
  const [, fields] = useForm<{ note: string }>({ id: "f", constraint: { note: { maxLength: 20 } } });
  return <TextArea field={fields.note} label="Note" limit={20} />;
}

it("never cuts off a long text: the limit is said, not enforced by the browser", () => {
  const html = renderToStaticMarkup(<LongText />);
  expect(html).not.toMatch(/maxlength/i);
  expect(tagOf(html, "f-note")).toContain('aria-describedby="f-note-count"');
  expect(html).toContain('id="f-note-count">You can enter up to 20 characters.');
});

it("shows a mistake of the whole form without a link", () => {
  const html = renderToStaticMarkup(
    <ErrorSummary
      form={{ id: "f", errorId: "f-error", allErrors: { "": ["Someone answered this meanwhile"] } }}
    />,
  );
  expect(html).toContain("<li>Someone answered this meanwhile</li>");
});
