import { z } from "zod";

const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, "must start with postgresql://");
const webUrl = z.url({
  protocol: /^https?$/,
  message: "must be a web address such as https://virtual-school.example.gov.uk",
});
const wholeNumber = (most: number, words: string) =>
  z.coerce.number(words).int(words).min(0, words).max(most, words);

const optional = {
  PORT: wholeNumber(65_535, "must be a number from 0 to 65535").default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("./data/demo"),
  TRUST_PROXY: wholeNumber(5, "must be the number of proxies in front, from 0 to 5").default(0),
  LOG_LEVEL: z.enum(["error", "warn", "info", "debug"], "must be error, warn, info or debug").default("info"),
  WORKER: z.enum(["inline", "off"], "must be inline or off").default("inline"),
  /** Days for which a child found not to be for the Virtual School stays on record, so that a mistake can be seen. */
  UNVERIFIED_KEPT_DAYS: z.coerce
    .number("must be a number of days")
    .int("must be a whole number of days")
    .min(1, "must be 1 or more")
    .max(365, "must be 365 or fewer")
    .default(30),
  MAIL_FROM: z.string().default("Virtual School <virtual-school@localhost>"),
  NOTIFY_API_KEY: z
    .string()
    .regex(/-[0-9a-f-]{36}-[0-9a-f-]{36}$/i, "must be a whole key, as GOV.UK Notify shows it once")
    .optional(),
  NOTIFY_BASE_URL: webUrl.default("https://api.notifications.service.gov.uk"),
  NOTIFY_SMS_TEMPLATE: z.uuid("must be the id of a template in GOV.UK Notify").optional(),
  NOTIFY_EMAIL_TEMPLATE: z.uuid("must be the id of a template in GOV.UK Notify").optional(),
  WEBHOOK_LOOPBACK: z.enum(["0", "1"], "must be 0 or 1").default("0"),
  HEARTBEAT_URL: webUrl.optional(),
  AUDITOR: z.enum(["on", "off"], "must be on or off").default("on"),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  DATABASE_WORKER_URL: postgresUrl.optional(),
};

const required = {
  DATABASE_URL: postgresUrl,
  SMTP_URL: z.string().regex(/^smtps?:\/\//, "must start with smtp:// or smtps://"),
  APP_URL: webUrl,
  APP_SECRET: z.string().min(32, "must be at least 32 characters of random text"),
};

const serviceSchema = z.object({ ...optional, ...required });
const demoSchema = z.object({
  ...optional,
  ...required,
  SMTP_URL: required.SMTP_URL.optional(),
  DEMO_ALLOW_REMOTE: z.enum(["0", "1"]).default("0"),
});

/** The settings of this process. `isDemo` only under `npm run demo`. */
export type Env = Omit<z.infer<typeof serviceSchema>, "SMTP_URL"> & {
  SMTP_URL?: string | undefined;
  isDemo: boolean;
};

/** Missing or wrong settings, one sentence each. */
export class WrongEnvironment extends Error {
  constructor(readonly sentences: string[]) {
    super(sentences.join("\n"));
    this.name = "WrongEnvironment";
  }
}

function sentence(issue: z.core.$ZodIssue, source: NodeJS.ProcessEnv): string {
  const name = String(issue.path[0]);
  if (source[name] === undefined || source[name] === "") return `${name} is not set.`;
  return `${name} ${issue.message}.`;
}

const ofNotify = ["NOTIFY_API_KEY", "NOTIFY_SMS_TEMPLATE", "NOTIFY_EMAIL_TEMPLATE"] as const;

/** GOV.UK Notify is set up whole or not at all: else a channel that people were offered would never send. */
function missingOfNotify(given: Record<string, string | undefined>): string[] {
  const missing = ofNotify.filter((name) => given[name] === undefined);
  if (missing.length === ofNotify.length) return [];
  return missing.map((name) => `${name} is not set, and GOV.UK Notify needs it.`);
}

/**
 * Reads and checks the environment.
 * @throws WrongEnvironment with one sentence per mistake
 */
export function readEnv(source: NodeJS.ProcessEnv, kind: "service" | "demo"): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = (kind === "demo" ? demoSchema : serviceSchema).safeParse(given);
  const mistakes = result.success ? [] : result.error.issues.map((issue) => sentence(issue, source));
  mistakes.push(...missingOfNotify(given));
  if (!result.success || mistakes.length > 0) throw new WrongEnvironment(mistakes);
  return { ...result.data, isDemo: kind === "demo" };
}

let current: Env | null = null;

/** Sets what `env()` answers; the demo start calls it after it has started its own database. */
export function setEnv(next: Env): void {
  current = next;
}

/** The checked settings of this process, read on first use. */
export function env(): Env {
  current ??= readEnv(process.env, "service");
  return current;
}
