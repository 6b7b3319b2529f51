import { once } from 'node:events';
import net from 'node:net';

/** A proxy to the server that counts traffic, for figures that no part of the product reports about itself. */
export interface CountingProxy {
  readonly url: string;
  /** All bytes so far, TCP payload with headers. */
  traffic(): { readonly up: number; readonly down: number; readonly requests: number };
  /** No network: open connections break, new ones are refused at once. */
  cut(): void;
  restore(): void;
  /** New connections go to this loopback URL; the open ones break. */
  turnTo(target: string): void;
  /** The connection breaks, as by `cut`, after this number of further bytes; resolves then. */
  cutAfter(bytes: number): Promise<void>;
  close(): Promise<void>;
}

/** Pass connections on to `target` (a loopback URL). */
export async function startCountingProxy(target: string): Promise<CountingProxy> {
  let address = new URL(target);
  let up = 0;
  let down = 0;
  let requests = 0;
  let isCut = false;
  let budget: { bytes: number; readonly spent: () => void } | null = null;
  const open = new Set<net.Socket>();
  const server = net.createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = net.connect(Number(address.port), address.hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(socket);
      // A reset is normal for a proxy. A killed process resets its connections, and its peer must see that.
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', (bytes) => {
      up += bytes.length;
      spend(bytes.length);
      if (/^[A-Z]+ \S+ HTTP\/1\.1\r\n/.test(bytes.subarray(0, 200).toString('latin1'))) requests += 1;
    });
    upstream.on('data', (bytes) => {
      down += bytes.length;
      spend(bytes.length);
    });
    client.pipe(upstream).pipe(client);
  });
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  const spend = (bytes: number): void => {
    if (budget === null) return;
    budget.bytes -= bytes;
    if (budget.bytes > 0) return;
    const { spent } = budget;
    budget = null;
    isCut = true;
    breakAll();
    spent();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The proxy has no port');

  return {
    url: `http://127.0.0.1:${bound.port}`,
    traffic: () => ({ up, down, requests }),
    cut: () => {
      isCut = true;
      breakAll();
    },
    restore: () => {
      isCut = false;
    },
    turnTo: (other) => {
      address = new URL(other);
      breakAll();
    },
    cutAfter: (bytes) =>
      new Promise((spent) => {
        isCut = false;
        budget = { bytes, spent };
      }),
    close: async () => {
      breakAll();
      server.close();
      await once(server, 'close');
    },
  };
}
