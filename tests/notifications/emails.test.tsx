import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type InputOf, registry, type Template } from "#emails/registry";
import { templateInWords } from "~/domain/notifications/notifications.schema";
import { renderMail } from "~/worker/render-mail.server";

const id = "0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11";
const link = `/alerts/${id}`;
const reference = "A-2026-0412";
const answerDueAt = "2026-11-22T10:32:00.000Z";

const samples: { [T in Template]: InputOf<T> } = {
  "accounts/sign-in-code": { minutes: 10 },
  "alerts/action-agreed": { reference, dueOn: "2026-11-25", link },
  "alerts/alert-acknowledged": { reference, answeredBy: "Ailsa Mackenzie", willRingBy: answerDueAt, link },
  "alerts/alert-assigned": { reference, link },
  "alerts/alert-decided": { reference, link },
  "alerts/alert-not-for-virtual-school": { reference, link },
  "alerts/alert-raised": { reference, urgency: "today", answerDueAt, link },
  "alerts/alert-raised-copy": { reference, urgency: "later", answerDueAt, copyAs: "depute", link },
  "alerts/alert-withdrawn": { reference, link },
};

const templates = Object.keys(registry) as Template[];

function rendered(template: Template) {
  const stored = JSON.parse(JSON.stringify(samples[template]));
  return renderMail(
    { id, template, toAddress: "ailsa@example.org", input: stored },
    "481516",
    "https://vs.example.org",
  );
}

describe("every mail", () => {
  it("has a file of its own that the registry knows", () => {
    const folder = path.resolve("emails");
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => path.dirname(file) !== ".")
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => file.replace(/\.tsx$/, ""));
    expect(files.sort()).toEqual([...templates].sort());
  });

  it.each(templates)("%s is called something in words", (template) => {
    expect(templateInWords(template)).not.toBe(template);
  });

  it.each(templates.filter((template) => template !== "accounts/sign-in-code"))(
    "%s says reference and link, in HTML and in text",
    async (template) => {
      const mail = await rendered(template);
      expect(mail.subject).toMatch(/^Virtual School: .+ \(ref A-2026-0412\)$/);
      for (const version of [mail.html, mail.text]) {
        expect(version).toContain(reference);
        expect(version).toContain(`https://vs.example.org${link}`);
      }
    },
  );

  it.each(templates)("%s keeps one Message-ID", async (template) => {
    expect((await rendered(template)).messageId).toBe(`<${id}@vs.example.org>`);
  });

  it.each(templates)("%s loads nothing from anywhere", async (template) => {
    const { html } = await rendered(template);
    expect(html).not.toMatch(/<(img|link|script|iframe)\b|@import|url\(/i);
    expect(html).toContain('lang="en-GB"');
  });
});

// A mail travels unprotected. Whoever adds a field adds it here too, and has to be sure that it can hold no name, initials,
// school, stage or date of birth of a learner. `answeredBy` is somebody who works for the Virtual School.
const allowedFields = [
  "minutes",
  "reference",
  "link",
  "dueOn",
  "answerDueAt",
  "willRingBy",
  "urgency",
  "copyAs",
  "answeredBy",
];

describe("what a mail may hold", () => {
  it.each(templates)("%s holds only known fields", (template) => {
    expect(allowedFields).toEqual(expect.arrayContaining(Object.keys(registry[template].schema.shape)));
  });

  const attempts = [
    "Jamie Sinclair",
    "J.S.",
    "St Invented High School",
    "P6",
    "2014-03-09 born",
    "<b>x</b>",
    "/alerts/jamie-sinclair",
  ];
  const closedFields = templates.flatMap((template) =>
    Object.keys(samples[template])
      .filter((field) => field !== "answeredBy")
      .map((field) => ({ template, field })),
  );
  it.each(closedFields)("$template refuses words in $field", ({ template, field }) => {
    const schema: z.ZodType = registry[template].schema;
    expect(schema.safeParse(samples[template]).success).toBe(true);
    for (const words of attempts)
      expect(schema.safeParse({ ...samples[template], [field]: words }).success).toBe(false);
  });
});

describe("the sign-in code", () => {
  it("is in the body, never in the subject or the stored input", async () => {
    const mail = await rendered("accounts/sign-in-code");
    expect(mail.text).toContain("481516");
    expect(mail.html).toContain("481516");
    expect(mail.subject).not.toContain("481516");
    expect(Object.keys(registry["accounts/sign-in-code"].schema.shape)).toEqual(["minutes"]);
  });
});

describe("stored input", () => {
  it("of an unknown template is not rendered", async () => {
    const stored = { id, template: "alerts/alert-vanished", toAddress: "ailsa@example.org", input: {} };
    await expect(renderMail(stored, null, "https://vs.example.org")).rejects.toThrow("unknown mail template");
  });

  it("that does not fit is not rendered", async () => {
    const stored = {
      id,
      template: "alerts/alert-raised",
      toAddress: "ailsa@example.org",
      input: { reference: "?" },
    };
    await expect(renderMail(stored, null, "https://vs.example.org")).rejects.toThrow(z.ZodError);
  });
});

describe("times", () => {
  it("are those of Scotland, in summer too", async () => {
    const stored = { ...samples["alerts/alert-raised"], answerDueAt: "2026-07-01T10:32:00.000Z" };
    const mail = await renderMail(
      { id, template: "alerts/alert-raised", toAddress: "a@example.org", input: stored },
      null,
      "https://vs.example.org",
    );
    expect(mail.text).toContain("11:32 on 1 July 2026");
  });
});
