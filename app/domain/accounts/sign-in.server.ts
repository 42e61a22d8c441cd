import { randomUUID } from "node:crypto";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { emailOTP } from "better-auth/plugins/email-otp";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { asNobody, webDatabase } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { seal } from "~/platform/seal.server";

/** Minutes after which a session ends that nobody used. */
export const idleMinutes = 30;
/** A session in use is prolonged at most so often. */
export const prolongSeconds = 60;
/** Hours after which a session ends even when it is in use. */
export const longestSessionHours = 12;
/** Minutes for which a code can be used. */
const codeMinutes = 10;

async function mailCode(email: string, code: string): Promise<void> {
  const at = new Date();
  await asNobody(async (tx) => {
    const person = await tx.person.findUnique({ where: { email }, select: { id: true, email: true } });
    if (!person) return;
    await queueMail(tx, [
      {
        template: "accounts/sign-in-code",
        to: { personId: person.id, address: person.email },
        input: { minutes: codeMinutes },
        about: null,
        at,
        secret: {
          sealed: seal("sign-in-code", code),
          expires: new Date(at.getTime() + codeMinutes * 60_000),
        },
      },
    ]);
  });
}

function createAuth() {
  const { APP_URL, APP_SECRET } = env();
  return betterAuth({
    appName: "Virtual School",
    baseURL: APP_URL,
    secret: APP_SECRET,
    trustedOrigins: [new URL(APP_URL).origin],
    telemetry: { enabled: false },
    database: prismaAdapter(webDatabase(), { provider: "postgresql" }),
    user: { modelName: "person" },
    session: { expiresIn: idleMinutes * 60, updateAge: prolongSeconds },
    // A whole council may share one address, so the tight limits are per person (see `ask-code`).
    rateLimit: {
      enabled: true,
      storage: "database",
      window: 60,
      max: 300,
      customRules: {
        "/sign-in/email-otp": { window: 60, max: 120 },
        "/email-otp/send-verification-otp": { window: 60, max: 120 },
      },
    },
    advanced: {
      cookiePrefix: "virtual-school",
      useSecureCookies: APP_URL.startsWith("https:"),
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: ["x-client-ip"] },
    },
    logger: { disabled: true },
    plugins: [
      emailOTP({
        disableSignUp: true,
        storeOTP: "hashed",
        otpLength: 6,
        expiresIn: codeMinutes * 60,
        allowedAttempts: 5,
        sendVerificationOTP: ({ email, otp }) => mailCode(email, otp),
      }),
    ],
  });
}

let instance: ReturnType<typeof createAuth> | null = null;

/** The sign-in library, set up on first use. None of its endpoints is mounted; our own routes call it. */
export function auth() {
  instance ??= createAuth();
  return instance;
}

/** Hands a request to the library as its own endpoint would get it, so that its rate limits and origin checks apply. */
export function callAuth(
  path: string,
  body: object,
  from: { clientIp: string; headers?: Headers },
): Promise<Response> {
  const headers = new Headers(from.headers);
  headers.set("content-type", "application/json");
  headers.set("origin", new URL(env().APP_URL).origin);
  headers.set("x-client-ip", from.clientIp);
  headers.delete("content-length");
  return auth().handler(
    new Request(`${env().APP_URL.replace(/\/$/, "")}/api/auth${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    }),
  );
}
