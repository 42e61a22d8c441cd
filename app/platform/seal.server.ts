import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env.server";

const keys = new Map<string, Buffer>();

function keyFor(purpose: string): Buffer {
  const id = `${purpose}\n${env().APP_SECRET}`;
  const known = keys.get(id);
  if (known) return known;
  const key = Buffer.from(hkdfSync("sha256", env().APP_SECRET, "virtual-school", purpose, 32));
  keys.set(id, key);
  return key;
}

/** Encrypts text (AES-256-GCM) under a key of its own for the purpose, derived from APP_SECRET. */
export function seal(purpose: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFor(purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** Gives back the text, or null when it was sealed for another purpose, under another secret, or altered. */
export function open(purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < 28) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", keyFor(purpose), bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}
