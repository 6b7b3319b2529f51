/** A link as slow as one over a satellite: both ways alike, shared by all connections. */
export interface LinkSpeed {
  readonly roundTripMs: number;
  readonly bitsPerSecond: number;
}

export const satellite: LinkSpeed = { roundTripMs: 600, bitsPerSecond: 64_000 };

/** As much as travels at once; connections take turns. */
const segmentBytes = 700;

interface Segment {
  readonly arrivesMs: number;
  readonly deliver: () => void;
}

/** One direction of a slow link: what goes in comes out later, in order. */
export class Lane {
  readonly #speed: LinkSpeed;
  #busyUntilMs = 0;
  #queue: Segment[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(speed: LinkSpeed) {
    this.#speed = speed;
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

  /** What is on its way is gone. */
  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#busyUntilMs = 0;
  }

  #wait(): void {
    const [next] = this.#queue;
    if (next === undefined || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => this.#arrive(), Math.max(0, next.arrivesMs - performance.now()));
  }

  #arrive(): void {
    this.#timer = undefined;
    const now = performance.now() + 0.5;
    while (this.#queue[0] !== undefined && this.#queue[0].arrivesMs <= now) this.#queue.shift()?.deliver();
    this.#wait();
  }
}
