import { once } from 'node:events';
import net from 'node:net';

/** Traffic on a link. */
export interface LinkTraffic {
  up: number;
  down: number;
  /** `POST /api/v1/sync` and the like, without the query. */
  requests: string[];
}

const noTraffic = (): LinkTraffic => ({ up: 0, down: 0, requests: [] });

export const trafficBytes = ({ up, down }: LinkTraffic): number => up + down;

/** Round trips of a device that is enrolled. */
export const countRoundTrips = ({ requests }: LinkTraffic): number =>
  requests.filter((line) => !line.endsWith('/enrol')).length;

/** First line of an HTTP request when these bytes begin one, else null. */
const readRequestLine = (bytes: Buffer): string | null =>
  /^([A-Z]{3,7} [^ ?]+)\S* HTTP\/1\.1\r\n/.exec(bytes.subarray(0, 400).toString('latin1'))?.[1] ?? null;

const proofHeaderPattern =
  /^(signature|signature-input|content-digest|unencoded-digest|want-unencoded-digest):/i;

/**
 * Bytes of one signed exchange that only prove the sender.
 * These are the header lines of signatures and digests with their nonces. In the bodies they are the raw
 * signature, chain hash and verdict hash of one pack.
 */
export function countProofBytes(up: Buffer, down: Buffer): number {
  const lines = [up, down].flatMap((bytes) => messageHeadOf(bytes).split('\r\n'));
  const headers = lines
    .filter((line) => proofHeaderPattern.test(line))
    .reduce((sum, line) => sum + line.length + 2, 0);
  return headers + packProofBytes;
}

const packProofBytes = 64 + 32 + 32;

const messageHeadOf = (bytes: Buffer): string => bytes.toString('latin1').split('\r\n\r\n', 1)[0] ?? '';

/** A link as slow as one over a satellite: both ways alike, shared by all connections. */
export interface LinkSpeed {
  readonly roundTripMs: number;
  readonly bitsPerSecond: number;
}

export const satelliteLink: LinkSpeed = { roundTripMs: 600, bitsPerSecond: 64_000 };

/** Size of one transmission; connections take turns. */
const segmentBytes = 700;

interface LinkSegment {
  readonly arrivesMs: number;
  readonly deliver: () => void;
}

/** One direction of a slow link: bytes come out later, in order. */
class SlowLane {
  readonly #speed: LinkSpeed;
  #busyUntilMs = 0;
  #queue: LinkSegment[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(linkSpeed: LinkSpeed) {
    this.#speed = linkSpeed;
  }

  send(bytes: Buffer, deliver: (segment: Buffer) => void): void {
    for (let at = 0; at < bytes.length; at += segmentBytes) {
      const segment = bytes.subarray(at, at + segmentBytes);
      const takesMs = (segment.length * 8_000) / this.#speed.bitsPerSecond;
      this.#busyUntilMs = Math.max(performance.now(), this.#busyUntilMs) + takesMs;
      const arrivesMs = this.#busyUntilMs + this.#speed.roundTripMs / 2;
      this.#queue.push({ arrivesMs, deliver: () => deliver(segment) });
    }
    this.#wait();
  }

  /** Drop the bytes on their way. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#busyUntilMs = 0;
  }

  #wait(): void {
    const [nextLinkSegment] = this.#queue;
    if (nextLinkSegment === undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(
      () => this.#arrive(),
      Math.max(0, nextLinkSegment.arrivesMs - performance.now()),
    );
  }

  #arrive(): void {
    this.#timer = undefined;
    const now = performance.now() + 0.5;
    while (this.#queue[0] !== undefined && this.#queue[0].arrivesMs <= now) this.#queue.shift()?.deliver();
    this.#wait();
  }
}

/** Link to a server: counts its traffic, can be slow, and can break. TCP payload without its headers. */
export interface LinkProxy {
  readonly url: string;
  readonly port: number;
  /** Present port of the server; it may have changed after a restart. */
  setTarget(port: number): void;
  setLink(linkSpeed: LinkSpeed | null): void;
  /** Count from 0 again, and keep the bytes themselves when asked to. */
  reset(keepBytes?: boolean): void;
  traffic(): LinkTraffic;
  /** Everything sent since `reset(true)`, each direction. */
  bytes(): { readonly up: Buffer; readonly down: Buffer };
  /** Call back once when so many bytes have travelled since the reset. */
  onBytesTravelled(bytes: number, react: () => void): void;
  /** Break open connections; with `refuse` also new ones, until `mend`. */
  dropConnections(refuse: boolean): void;
  acceptConnections(): void;
  close(): Promise<void>;
}

export async function openLinkProxy(): Promise<LinkProxy> {
  let target = 0;
  let lanes: { readonly up: SlowLane; readonly down: SlowLane; readonly speed: LinkSpeed } | null = null;
  let isRefusing = false;
  let counted = noTraffic();
  let kept: { up: Buffer[]; down: Buffer[] } | null = null;
  let mark: { readonly bytes: number; readonly react: () => void } | null = null;
  const sockets = new Set<net.Socket>();

  /** Traffic that has arrived: on a slow link that is less than the sent bytes. */
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
      const line = direction === 'up' ? readRequestLine(bytes) : null;
      if (line !== null) counted.requests.push(line);
      const slowLane = lanes?.[direction];
      if (slowLane === undefined) {
        arrive(bytes);
        return;
      }
      const send = (): void => slowLane.send(bytes, arrive);
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
    setTarget: (port) => void (target = port),
    setLink(linkSpeed) {
      lanes = linkSpeed && { up: new SlowLane(linkSpeed), down: new SlowLane(linkSpeed), speed: linkSpeed };
    },
    reset(keepBytes = false) {
      counted = noTraffic();
      kept = keepBytes ? { up: [], down: [] } : null;
    },
    traffic: () => ({ ...counted, requests: [...counted.requests] }),
    bytes: () => ({ up: Buffer.concat(kept?.up ?? []), down: Buffer.concat(kept?.down ?? []) }),
    onBytesTravelled: (bytes, react) => void (mark = { bytes, react }),
    dropConnections(refuse) {
      isRefusing = refuse;
      cut();
    },
    acceptConnections: () => void (isRefusing = false),
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
