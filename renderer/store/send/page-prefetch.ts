import type { LogId } from '#domain/ids.ts';
import type { SyncTransport, TransportAnswer, SnapshotPosition } from '#sync/client/ports.ts';

/** What a page is asked by. */
export interface SnapshotPageRequest {
  readonly log: LogId;
  readonly from: SnapshotPosition;
  readonly bytes: number;
}

/** Where an answer took longer, the link is what is waited for, and a cut would cost one page more. */
const quickAnswerMs = 1_000;

/**
 * The next page of a snapshot, asked for while the present one is being stored, so that disk and headquarters work at
 * the same time. At most one; what is not asked for again is let go.
 */
export class PagePrefetch {
  readonly #road: SyncTransport;
  #asked: { readonly key: string; readonly answer: Promise<TransportAnswer> } | null = null;

  constructor(transport: SyncTransport) {
    this.#road = transport;
  }

  /** The page, from what was asked ahead where it is the same question. */
  getPage(question: SnapshotPageRequest): Promise<TransportAnswer> {
    const asked = this.#asked;
    this.#asked = null;
    return asked?.key === pageRequestKey(question) ? asked.answer : this.#ask(question);
  }

  /** Asks already, if the last answer took `tookMs` and that is little. */
  prefetchPage(question: SnapshotPageRequest, tookMs: number): void {
    if (tookMs <= quickAnswerMs) this.#asked = { key: pageRequestKey(question), answer: this.#ask(question) };
  }

  /** Lets go of what was asked ahead, when it has ended: by the next run it may be out of date. */
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
