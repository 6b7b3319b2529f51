import { once } from 'node:events';
import net from 'node:net';
import { Lane, type LinkSpeed } from './link.ts';
import { noTraffic, requestLine, type Traffic } from './traffic.ts';

/** The road to a server: counts what travels on it, can be slow, and can break. TCP payload without its headers. */
export interface Road {
  readonly url: string;
  readonly port: number;
  /** Where the server is now; it may have moved after it was started again. */
  leadTo(port: number): void;
  setLink(speed: LinkSpeed | null): void;
  /** Counts from 0 again, and keeps the bytes themselves when asked to. */
  reset(keepBytes?: boolean): void;
  traffic(): Traffic;
  /** Everything sent since `reset(true)`, each direction. */
  bytes(): { readonly up: Buffer; readonly down: Buffer };
  /** Calls back once when so many bytes have travelled since the reset. */
  when(bytes: number, react: () => void): void;
  /** Open connections break; with `refuse` new ones do too, until `mend`. */
  cut(refuse: boolean): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openRoad(): Promise<Road> {
  let target = 0;
  let lanes: { readonly up: Lane; readonly down: Lane; readonly speed: LinkSpeed } | null = null;
  let isRefusing = false;
  let counted = noTraffic();
  let kept: { up: Buffer[]; down: Buffer[] } | null = null;
  let mark: { readonly bytes: number; readonly react: () => void } | null = null;
  const sockets = new Set<net.Socket>();

  /** What has travelled: on a slow link that is less than what was sent into it. */
  const count = (direction: 'up' | 'down', bytes: Buffer): void => {
    counted[direction] += bytes.length;
    kept?.[direction].push(bytes);
    if (mark === null || counted.up + counted.down < mark.bytes) return;
    const { react } = mark;
    mark = null;
    react();
  };

  const pass = (direction: 'up' | 'down', from: net.Socket, to: net.Socket, opensMs: number): void => {
    const arrive = (bytes: Buffer): void => {
      if (to.destroyed) return;
      count(direction, bytes);
      to.write(bytes);
    };
    from.on('data', (bytes) => {
      const line = direction === 'up' ? requestLine(bytes) : null;
      if (line !== null) counted.requests.push(line);
      const lane = lanes?.[direction];
      if (lane === undefined) {
        arrive(bytes);
        return;
      }
      const send = (): void => lane.send(bytes, arrive);
      // A new connection costs a round trip before its first byte.
      const waitMs = direction === 'up' ? opensMs - performance.now() : 0;
      if (waitMs > 0) setTimeout(send, waitMs);
      else send();
    });
    // On a slow link the end travels behind the bytes.
    from.on('end', () =>
      lanes?.[direction] ? lanes[direction].send(Buffer.alloc(1), () => to.end()) : to.end(),
    );
    from.on('error', () => to.destroy());
    from.on('close', () => {
      sockets.delete(from);
      if (lanes === null) to.destroy();
    });
  };

  const server = net.createServer({ noDelay: true }, (client) => {
    if (isRefusing) {
      client.destroy();
      return;
    }
    const upstream = net.connect({ port: target, host: '127.0.0.1', noDelay: true });
    sockets.add(client).add(upstream);
    const opensMs = performance.now() + (lanes?.speed.roundTripMs ?? 0);
    pass('up', client, upstream, opensMs);
    pass('down', upstream, client, opensMs);
  });
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
    lanes?.up.clear();
    lanes?.down.clear();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The road has no port');

  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    leadTo: (port) => void (target = port),
    setLink(speed) {
      lanes = speed && { up: new Lane(speed), down: new Lane(speed), speed };
    },
    reset(keepBytes = false) {
      counted = noTraffic();
      kept = keepBytes ? { up: [], down: [] } : null;
    },
    traffic: () => ({ ...counted, requests: [...counted.requests] }),
    bytes: () => ({ up: Buffer.concat(kept?.up ?? []), down: Buffer.concat(kept?.down ?? []) }),
    when: (bytes, react) => void (mark = { bytes, react }),
    cut(refuse) {
      isRefusing = refuse;
      cut();
    },
    mend: () => void (isRefusing = false),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
