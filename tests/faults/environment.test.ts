import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { type StartAppOptions, startApp } from "#tests/support/app";
import { aDatabase, environmentFor } from "#tests/support/database";
import { readEnv, WrongEnvironment } from "~/platform/env.server";

const database = await aDatabase();
const complete = environmentFor(database);

const template = "3d1b1a0e-7d2f-4b7c-9a50-0d9f5c1f7a01";
const notify = {
  NOTIFY_API_KEY: `live_key-${template}-${template}`,
  NOTIFY_SMS_TEMPLATE: template,
  NOTIFY_EMAIL_TEMPLATE: template,
};

/** The sentences about an environment; none when it is right. */
function mistakes(
  changes: Record<string, string | undefined>,
  kind: "service" | "demo" = "service",
): string[] {
  try {
    readEnv({ NODE_ENV: "production", ...complete, ...changes }, kind);
    return [];
  } catch (error) {
    if (error instanceof WrongEnvironment) return error.sentences;
    throw error;
  }
}

describe("the environment", () => {
  it.each<[Record<string, string | undefined>]>([
    [{}],
    [{ PORT: "" }],
    [{ PORT: "0" }],
    [{ WORKER: "off" }],
    [{ SMTP_URL: "smtps://user:pass@mail.example.org:465" }],
    [{ APP_URL: "https://virtual-school.example.org/" }],
    [{ DATABASE_WORKER_URL: undefined, DATABASE_OWNER_URL: undefined }],
    [notify],
  ])("is right with %j", (changes) => {
    expect(mistakes(changes)).toEqual([]);
  });

  it.each<[Record<string, string | undefined>, string]>([
    [{ DATABASE_URL: undefined }, "DATABASE_URL is not set."],
    [{ DATABASE_URL: "" }, "DATABASE_URL is not set."],
    [{ SMTP_URL: undefined }, "SMTP_URL is not set."],
    [{ APP_URL: undefined }, "APP_URL is not set."],
    [{ APP_SECRET: undefined }, "APP_SECRET is not set."],
    [{ DATABASE_URL: "mysql://localhost/x" }, "DATABASE_URL must start with postgresql://."],
    [{ DATABASE_WORKER_URL: "localhost" }, "DATABASE_WORKER_URL must start with postgresql://."],
    [{ SMTP_URL: "mail.example.org" }, "SMTP_URL must start with smtp:// or smtps://."],
    [
      { APP_URL: "virtual-school.example.org" },
      "APP_URL must be a web address such as https://virtual-school.example.gov.uk.",
    ],
    [
      { APP_URL: "javascript:alert(1)" },
      "APP_URL must be a web address such as https://virtual-school.example.gov.uk.",
    ],
    [{ APP_SECRET: "short" }, "APP_SECRET must be at least 32 characters of random text."],
    [{ PORT: "http" }, "PORT must be a number from 0 to 65535."],
    [{ PORT: "70000" }, "PORT must be a number from 0 to 65535."],
    [{ PORT: "-1" }, "PORT must be a number from 0 to 65535."],
    [{ PORT: "80.5" }, "PORT must be a number from 0 to 65535."],
    [{ WORKER: "on" }, "WORKER must be inline or off."],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be error, warn, info or debug."],
    [{ TRUST_PROXY: "yes" }, "TRUST_PROXY must be the number of proxies in front, from 0 to 5."],
    [{ TRUST_PROXY: "9" }, "TRUST_PROXY must be the number of proxies in front, from 0 to 5."],
    [
      { ...notify, NOTIFY_API_KEY: "live_key" },
      "NOTIFY_API_KEY must be a whole key, as GOV.UK Notify shows it once.",
    ],
    [
      { ...notify, NOTIFY_SMS_TEMPLATE: "text" },
      "NOTIFY_SMS_TEMPLATE must be the id of a template in GOV.UK Notify.",
    ],
    [
      { ...notify, NOTIFY_EMAIL_TEMPLATE: "mail" },
      "NOTIFY_EMAIL_TEMPLATE must be the id of a template in GOV.UK Notify.",
    ],
    [{ ...notify, NOTIFY_API_KEY: undefined }, "NOTIFY_API_KEY is not set, and GOV.UK Notify needs it."],
    [{ ...notify, NOTIFY_SMS_TEMPLATE: "" }, "NOTIFY_SMS_TEMPLATE is not set, and GOV.UK Notify needs it."],
    [
      { ...notify, NOTIFY_EMAIL_TEMPLATE: undefined },
      "NOTIFY_EMAIL_TEMPLATE is not set, and GOV.UK Notify needs it.",
    ],
    [
      { NOTIFY_BASE_URL: "notify.example" },
      "NOTIFY_BASE_URL must be a web address such as https://virtual-school.example.gov.uk.",
    ],
    [{ WEBHOOK_LOOPBACK: "yes" }, "WEBHOOK_LOOPBACK must be 0 or 1."],
  ])("with %j says: %s", (changes, sentence) => {
    expect(mistakes(changes)).toEqual([sentence]);
  });

  it("of the demo needs no mail server", () => {
    expect(mistakes({ SMTP_URL: undefined }, "demo")).toEqual([]);
  });

  it("is told all its mistakes at once, and never its secrets", () => {
    const sentences = mistakes({
      DATABASE_URL: "planted-password",
      APP_SECRET: "planted-secret",
      PORT: "x",
      SMTP_URL: undefined,
    });
    expect(sentences).toHaveLength(4);
    expect(sentences.join()).not.toContain("planted");
  });
});

/** Starts the app and waits for it to give up. */
async function givesUp(options: StartAppOptions): Promise<{ code: number | null; lines: string[] }> {
  // `worker` and `migrate` are not waited for; `start` throws what it printed when it ends.
  if (options.command !== "start") {
    const app = await startApp(options);
    return { code: await app.ended(), lines: app.lines };
  }
  const failed = await startApp(options).then(
    () => Promise.reject(new Error("it started")),
    (error: Error) => error.message,
  );
  return { code: null, lines: failed.split("\n").slice(1) };
}

describe("a wrong environment", () => {
  it.each<[string, StartAppOptions, string[]]>([
    [
      "with nothing set ends the start with a sentence for each",
      { command: "start", env: { PORT: "0" } },
      ["DATABASE_URL is not set.", "SMTP_URL is not set.", "APP_URL is not set.", "APP_SECRET is not set."],
    ],
    [
      "with mistakes too",
      { command: "start", database, env: { WORKER: "on", APP_URL: "nowhere" } },
      [
        "APP_URL must be a web address such as https://virtual-school.example.gov.uk.",
        "WORKER must be inline or off.",
      ],
    ],
    [
      "ends the worker",
      { command: "worker", database, env: { SMTP_URL: "", APP_SECRET: "" } },
      ["SMTP_URL is not set.", "APP_SECRET is not set."],
    ],
    ["ends the migration", { command: "migrate" }, ["DATABASE_OWNER_URL is not set."]],
  ])("%s", async (_what, options, sentences) => {
    const { code, lines } = await givesUp(options);
    expect([...lines].sort()).toEqual([...sentences].sort());
    if (options.command !== "start") expect(code).toBe(1);
  });

  it("of a port that is taken ends the start with a sentence", async () => {
    const holder = createServer((socket) => socket.destroy());
    holder.listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    try {
      const { lines } = await givesUp({ command: "start", database, env: { PORT: String(port) } });
      expect(lines).toEqual([`Port ${port} is in use. Stop what uses it, or set PORT to another number.`]);
    } finally {
      holder.close();
    }
  });
});
