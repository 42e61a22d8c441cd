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
  "accounts/channel-test": { link: "/accounts/channels" },
  "accounts/sign-in-code": { minutes: 10 },
  "alerts/action-agreed": { reference, dueOn: "2026-11-25", link },
  "alerts/alert-acknowledged": { reference, answeredBy: "Ailsa Mackenzie", willRingBy: answerDueAt, link },
  "alerts/alert-assigned": { reference, link },
  "alerts/alert-decided": { reference, link },
  "alerts/alert-duplicate": { reference, firstReference: "A-2026-0398", link },
  "alerts/alert-escalated": {
    reference,
    urgency: "today",
    raisedAt: answerDueAt,
    link,
    reason: "not_answered",
    toldAs: "depute",
    isPractice: false,
  },
  "alerts/alert-handed-over": { reference, says: "asked", by: "Ailsa Mackenzie", link },
  "alerts/alert-not-for-virtual-school": { reference, link },
  "alerts/alert-raised": { reference, urgency: "today", answerDueAt, link },
  "alerts/alert-raised-copy": { reference, urgency: "later", answerDueAt, copyAs: "depute", link },
  "alerts/alert-reminder": {
    reference,
    urgency: "today",
    answerDueAt,
    link,
    reason: "not_answered",
    willRingBy: null,
    isPractice: false,
  },
  "alerts/alert-withdrawn": { reference, link },
  "alerts/promise-broken": { code: "step_overdue", reference, others: 2, link },
  "duty/coverage-hole": { holes: 2, firstDay: "2026-11-25", link: "/duty/coverage" },
  "duty/swap-answered": { answer: "accepted", day: "2026-11-25", link: "/duty/swaps" },
  "duty/swap-proposed": { day: "2026-11-25", returnDay: "2026-11-26", link: "/duty/swaps" },
  "exclusions/duty-due": {
    reference,
    duty: "written_notice",
    dueOn: "2026-11-25",
    isOverdue: true,
    others: 1,
    link,
  },
  "exclusions/exclusion-recorded": { reference, link },
  "learners/host-invited": { link },
};

const templates = Object.keys(registry) as Template[];

// A sign-in code goes by e-mail alone; anything else may be all that somebody's phone or webhook is for.
const texts = templates.filter((template) => template !== "accounts/sign-in-code");

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

  it.each(templates.filter((template) => "reference" in samples[template]))(
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

  it.each(templates.filter((template) => template.startsWith("duty/")))(
    "%s says where to go, in HTML and in text",
    async (template) => {
      const mail = await rendered(template);
      expect(mail.subject).toMatch(/^Virtual School: /);
      for (const version of [mail.html, mail.text]) expect(version).toContain("https://vs.example.org/duty/");
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

// Somebody who works for the Virtual School: the only words that a mail takes from outside.
const staffFields = ["answeredBy", "by"];

// A mail travels unprotected. Whoever adds a field adds it here too, and has to be sure that it can hold no name, initials,
// school, stage or date of birth of a learner.
const allowedFields = [
  ...staffFields,
  "minutes",
  "reference",
  "link",
  "dueOn",
  "answerDueAt",
  "raisedAt",
  "willRingBy",
  "urgency",
  "isPractice",
  "copyAs",
  "reason",
  "toldAs",
  "says",
  "firstReference",
  "code",
  "others",
  "day",
  "returnDay",
  "firstDay",
  "holes",
  "answer",
  "duty",
  "isOverdue",
];

describe("a text message", () => {
  const longest = "https://virtual-school-for-care-experienced.example.gov.uk";
  const asText = (template: Template, appUrl: string) =>
    renderMail(
      { id, template, channel: "sms", toAddress: "+447700900123", input: samples[template] },
      null,
      appUrl,
    );
  // What one text message of 160 characters is made of (GSM 03.38), without what counts double.
  const plain = /^[\w @£$!"#%&'()*+,\-./:;<=>?]*$/;

  it.each(texts)("%s is one text message of 160 characters, link included", async (template) => {
    for (const appUrl of ["https://vs.example.org", longest]) {
      const { text, html } = await asText(template, appUrl);
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).toMatch(plain);
      expect(text).toContain("Virtual School: ");
      if ("link" in samples[template]) expect(text).toMatch(new RegExp(`${samples[template].link}$`));
      expect(html).toBe("");
    }
  });

  it.each(texts)(
    "%s says which alert, where there is one and the address is of a usual length",
    async (template) => {
      const sample: Record<string, unknown> = samples[template];
      const { text } = await asText(template, "https://vs.example.org");
      expect(text.includes(reference)).toBe("reference" in sample);
    },
  );

  it.each(texts)("%s names nobody", async (template) => {
    const { text } = await asText(template, "https://vs.example.org");
    expect(text).not.toMatch(/Ailsa|Mackenzie/);
  });
});

describe("what a webhook posts", () => {
  it.each(texts)("%s is one sentence that names nobody, and the link beside it", async (template) => {
    const { text, link: address } = await renderMail(
      { id, template, channel: "webhook", toAddress: "https://hook.example/x", input: samples[template] },
      null,
      "https://vs.example.org",
    );
    expect(text).toMatch(/^(Practice: )?Virtual School: /);
    expect(text).not.toMatch(/Ailsa|Mackenzie|https?:|\n/);
    expect(address).toBe(`https://vs.example.org${(samples[template] as { link: string }).link}`);
  });
});

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
      .filter((field) => !staffFields.includes(field))
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
