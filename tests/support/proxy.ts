import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut, as when a cable or the server goes. */
export type CutProxy = {
  /** The same URL, by way of the proxy. */
  url(direct: string): string;
  /** Breaks every connection and takes no new one. */
  cut(): Promise<void>;
  /** Keeps every connection and passes nothing on, as a network that swallows everything does. */
  freeze(): void;
  /** Passes everything on again. */
  restore(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a proxy to the host and port of a URL. Whoever starts it stops it. */
export async function aProxy(target: string): Promise<CutProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const join = (from: Socket, to: Socket) => {
    sockets.add(from);
    from.on("data", (chunk) => {
      if (!isFrozen) to.write(chunk);
    });
    from.on("error", () => undefined);
    from.on("close", () => {
      sockets.delete(from);
      to.destroy();
    });
  };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    join(near, far);
    join(far, near);
  });
  const listen = async (on: number) => {
    server.listen(on, "127.0.0.1");
    await once(server, "listening");
    return (server.address() as AddressInfo).port;
  };
  const own = await listen(0);
  const cut = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    url: (direct) => Object.assign(new URL(direct), { hostname: "127.0.0.1", port: String(own) }).href,
    cut,
    freeze: () => {
      isFrozen = true;
    },
    restore: async () => {
      isFrozen = false;
      if (!server.listening) await listen(own);
    },
    stop: async () => {
      if (server.listening) await cut();
    },
  };
}
