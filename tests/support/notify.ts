import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** A message as GOV.UK Notify took it. */
export type NotifyMessage = {
  id: string;
  type: "sms" | "email";
  to: string;
  template: string;
  personalisation: Record<string, string>;
  reference: string;
  status: string;
};

/** How the server answers a message: as it should, with a refusal, never, or by taking it and breaking off. */
export type NotifyBehaviour =
  | { kind: "accept" }
  | { kind: "refuse"; status: number; error: string; message: string }
  | { kind: "stall" }
  | { kind: "take_and_break_off" };

/** A server in this process that speaks as much of GOV.UK Notify's API as this app uses, and checks who asks. */
export type NotifyServer = {
  url: string;
  apiKey: string;
  messages: NotifyMessage[];
  behave(behaviour: NotifyBehaviour): void;
  stop(): Promise<void>;
};

/** The settings with which an app uses the server. */
export const notifyTemplates = {
  NOTIFY_SMS_TEMPLATE: "3d1b1a0e-7d2f-4b7c-9a50-0d9f5c1f7a01",
  NOTIFY_EMAIL_TEMPLATE: "3d1b1a0e-7d2f-4b7c-9a50-0d9f5c1f7a02",
};

type Answer = { status: number; body: unknown };

const refusal = (status: number, error: string, message: string): Answer => ({
  status,
  body: { status_code: status, errors: [{ error, message }] },
});

/** Is this a fresh JWT (HS256) of the service, signed with the secret part of its key? */
function isSigned(authorization: string | undefined, serviceId: string, secret: string): boolean {
  const [header = "", claims = "", signature = ""] = (authorization ?? "").replace(/^Bearer /, "").split(".");
  const expected = createHmac("sha256", secret).update(`${header}.${claims}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const read = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const { iss, iat } = read(claims);
  return read(header).alg === "HS256" && iss === serviceId && Math.abs(Date.now() / 1000 - iat) < 30;
}

/** Starts the server; it accepts everything until told otherwise. Whoever starts it stops it. */
export async function aNotifyServer(): Promise<NotifyServer> {
  const [serviceId, secret] = [randomUUID(), randomUUID()];
  const messages: NotifyMessage[] = [];
  let behaviour: NotifyBehaviour = { kind: "accept" };

  function take(type: NotifyMessage["type"], sent: Record<string, unknown>): Answer {
    const message: NotifyMessage = {
      id: randomUUID(),
      type,
      to: String(sent.phone_number ?? sent.email_address),
      template: String(sent.template_id),
      personalisation: sent.personalisation as Record<string, string>,
      reference: String(sent.reference),
      status: "created",
    };
    messages.push(message);
    return {
      status: 201,
      body: { id: message.id, reference: message.reference, content: {}, uri: "", template: {} },
    };
  }

  function answer(method: string, url: URL, body: string): Answer | null {
    const sent = /^\/v2\/notifications\/(sms|email)$/.exec(url.pathname)?.[1];
    if (method === "POST" && sent) {
      if (behaviour.kind === "stall") return null;
      if (behaviour.kind === "refuse") return refusal(behaviour.status, behaviour.error, behaviour.message);
      return take(sent as NotifyMessage["type"], JSON.parse(body));
    }
    if (method === "GET" && url.pathname === "/v2/notifications") {
      const reference = url.searchParams.get("reference");
      return {
        status: 200,
        body: { notifications: messages.filter((one) => one.reference === reference), links: {} },
      };
    }
    const found = messages.find((one) => url.pathname === `/v2/notifications/${one.id}`);
    return found ? { status: 200, body: found } : refusal(404, "NoResultFound", "No result found");
  }

  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "", "http://notify");
    const isOurs = isSigned(request.headers.authorization, serviceId, secret);
    const said = isOurs
      ? answer(request.method ?? "", url, Buffer.concat(chunks).toString())
      : refusal(403, "AuthError", "Invalid token: API key not found");
    if (!said) return;
    if (behaviour.kind === "take_and_break_off" && request.method === "POST") {
      request.socket.destroy();
      return;
    }
    response.writeHead(said.status, { "content-type": "application/json" }).end(JSON.stringify(said.body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: `a_test_key-${serviceId}-${secret}`,
    messages,
    behave: (next) => {
      behaviour = next;
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
