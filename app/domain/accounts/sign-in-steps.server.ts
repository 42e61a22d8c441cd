import { createCookie } from "@remix-run/node";
import { env } from "~/platform/env.server";
import { open, seal } from "~/platform/seal.server";
import { callAuth } from "./sign-in.server";
import { takeTurn } from "./take-turn.server";

const codesPerQuarterHour = 5;
const purpose = "sign-in-address";
const addressMinutes = 15;

// The address travels sealed in a cookie between the two steps: never in a URL.
const addressCookie = () =>
  createCookie("virtual-school-address", {
    httpOnly: true,
    sameSite: "lax",
    path: "/sign-in",
    secure: env().APP_URL.startsWith("https:"),
    maxAge: addressMinutes * 60,
  });

/** The address that asked for a code in this browser, or null. */
export async function askedAddress(request: Request): Promise<string | null> {
  const sealed: unknown = await addressCookie().parse(request.headers.get("cookie"));
  return typeof sealed === "string" ? open(purpose, sealed) : null;
}

/**
 * Step one. A known address is sent a code, at most five in 15 minutes; an unknown one, or one too many, gets the same answer.
 * Gives back the cookie that remembers the address.
 */
export async function askForCode(email: string, clientIp: string): Promise<string> {
  const address = email.toLowerCase();
  if (await takeTurn(`sign-in-code ${address}`, codesPerQuarterHour, 15 * 60)) {
    await callAuth("/email-otp/send-verification-otp", { email: address, type: "sign-in" }, { clientIp });
  }
  return addressCookie().serialize(seal(purpose, address));
}

/** Step two. The cookies of the new session, or a sentence. */
export async function enterCode(
  input: { email: string; code: string },
  from: { clientIp: string; headers: Headers },
): Promise<{ cookies: string[] } | { problem: string }> {
  if (!(await takeTurn(`sign-in-try ${input.email.toLowerCase()}`, 15, 15 * 60))) {
    return { problem: "Too many tries. Wait 15 minutes, then ask for a new code" };
  }
  const userAgent = from.headers.get("user-agent");
  const answer = await callAuth(
    "/sign-in/email-otp",
    { email: input.email.toLowerCase(), otp: input.code },
    { clientIp: from.clientIp, headers: new Headers(userAgent ? { "user-agent": userAgent } : {}) },
  );
  if (answer.ok)
    return {
      cookies: [...answer.headers.getSetCookie(), await addressCookie().serialize("", { maxAge: 0 })],
    };
  if (answer.status === 429)
    return { problem: "Too many tries from your network. Wait a minute, then try again" };
  return { problem: "The code is wrong or has expired. Check the newest email, or ask for a new code" };
}
