import type { LogId } from '#domain/ids.ts';
import type { SnapshotPosition, SyncTransport, TransportResponse } from '#sync/client/ports.ts';

/** Parameters of a request for a page. */
interface SnapshotPageRequest {
  readonly log: LogId;
  readonly from: SnapshotPosition;
  readonly bytes: number;
}

/** After a slower response the link is the bottleneck, and a break would cost one page more. */
const quickAnswerMs = 1_000;

/**
 * Prefetch of the next page of a snapshot, so that disk and headquarters work at the same time. At most one page; one
 * that is not requested again is dropped.
 */
export class PagePrefetch {
  readonly #transport: SyncTransport;
  #pending: { readonly key: string; readonly response: Promise<TransportResponse> } | null = null;

  constructor(syncTransport: SyncTransport) {
    this.#transport = syncTransport;
  }

  /** The page, from the prefetch when that has the same parameters. */
  getPage(snapshotPageRequest: SnapshotPageRequest): Promise<TransportResponse> {
    const pending = this.#pending;
    this.#pending = null;
    return pending?.key === pageRequestKey(snapshotPageRequest)
      ? pending.response
      : this.#fetch(snapshotPageRequest);
  }

  /** Prefetch a page, if the last response was quick (`tookMs`). */
  prefetchPage(snapshotPageRequest: SnapshotPageRequest, tookMs: number): void {
    if (tookMs <= quickAnswerMs)
      this.#pending = {
        key: pageRequestKey(snapshotPageRequest),
        response: this.#fetch(snapshotPageRequest),
      };
  }

  /** Drop the prefetched page once it has ended: by the next run it may be outdated. */
  async discardPage(): Promise<void> {
    const pending = this.#pending;
    this.#pending = null;
    await pending?.response;
  }

  #fetch({ log, from, bytes }: SnapshotPageRequest): Promise<TransportResponse> {
    return this.#transport.snapshot(log, from, bytes);
  }
}

const pageRequestKey = ({ log, from }: SnapshotPageRequest): string =>
  JSON.stringify([log, from?.after, from?.place]);
