import type { LogId } from '#domain/ids.ts';
import type { SyncTransport, TransportAnswer, SnapshotPosition } from '#sync/client/ports.ts';

/** Parameters of a request for a page. */
export interface SnapshotPageRequest {
  readonly log: LogId;
  readonly from: SnapshotPosition;
  readonly bytes: number;
}

/** After a slower answer the link is the bottleneck, and a break would cost one page more. */
const quickAnswerMs = 1_000;

/**
 * Prefetch of the next page of a snapshot, so that disk and headquarters work at the same time. At most one page; one
 * that is not requested again is dropped.
 */
export class PagePrefetch {
  readonly #road: SyncTransport;
  #asked: { readonly key: string; readonly answer: Promise<TransportAnswer> } | null = null;

  constructor(transport: SyncTransport) {
    this.#road = transport;
  }

  /** The page, from the prefetch when that has the same parameters. */
  getPage(question: SnapshotPageRequest): Promise<TransportAnswer> {
    const asked = this.#asked;
    this.#asked = null;
    return asked?.key === pageRequestKey(question) ? asked.answer : this.#ask(question);
  }

  /** Prefetch a page, if the last answer was quick (`tookMs`). */
  prefetchPage(question: SnapshotPageRequest, tookMs: number): void {
    if (tookMs <= quickAnswerMs) this.#asked = { key: pageRequestKey(question), answer: this.#ask(question) };
  }

  /** Drop the prefetched page once it has ended: by the next run it may be outdated. */
  async discardPage(): Promise<void> {
    const asked = this.#asked;
    this.#asked = null;
    await asked?.answer;
  }

  #ask({ log, from, bytes }: SnapshotPageRequest): Promise<TransportAnswer> {
    return this.#road.snapshot(log, from, bytes);
  }
}

const pageRequestKey = ({ log, from }: SnapshotPageRequest): string =>
  JSON.stringify([log, from?.after, from?.place]);
