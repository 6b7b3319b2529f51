import type { LogId } from '#domain/ids.ts';
import type { SealingKeys } from '../db/encryption/sealing-keys.ts';
import type { StoreLocation } from '../db/open-store.ts';
import type { StoreFailure } from '../db/store-health.ts';
import type { AppendedPack } from '../log/append-pack.ts';
import type { PackSender } from '../log/receive-pack.ts';
import { refreshFigures } from '../projections/document-figures.ts';
import { type DueBatch, type DueDocument, refreshSummaries } from '../projections/load-documents.ts';

// Messages between the main thread and a judging thread. Both are this program, so types are enough.

/** Data that a judging thread gets at its start. */
export interface JudgingThreadData {
  readonly storeLocation: StoreLocation;
  readonly sealing: SealingKeys;
}

export type JudgingThreadRequest =
  | { readonly kind: 'judge'; readonly pack: ArrivingPack }
  | {
      readonly kind: 'refresh';
      readonly logs: readonly LogId[];
      readonly part: RefreshedPart;
      readonly after: DueDocument | null;
    }
  | { readonly kind: 'refreshDue'; readonly after: DueDocument | null }
  /** The thread's turn at the embedded store, until it reports its end. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'close' };

export type JudgingThreadReply =
  | { readonly kind: 'judged'; readonly judged: JudgedPack }
  | { readonly kind: 'batch'; readonly batch: DueBatch }
  /** The store failed, or this is a bug: then `failure` is null. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly failure: StoreFailure | null }
  | { readonly kind: 'turnAsked' }
  | { readonly kind: 'turnOver' };

/** Projections that are computed again before somebody reads them. */
export const refreshParts = { summaries: refreshSummaries, figures: refreshFigures } as const;
export type RefreshedPart = keyof typeof refreshParts;

/** Received pack, not parsed yet, with the device that brought it. */
export interface ArrivingPack {
  readonly sender: PackSender;
  readonly item: unknown;
  readonly nowMs: number;
  /** Whether a refused pack is quarantined whole; else hash and reason are. */
  readonly keepsRefused: boolean;
}

/** Verdict on a pack, and the processor time in milliseconds that it took. */
interface JudgedPack extends AppendedPack {
  readonly costMs: number;
}

/** Thrown while the server stops: nothing was judged, and the pack may come again to the next process. */
export class ServerStopping extends Error {
  constructor() {
    super('The server is stopping');
  }
}

/**
 * Port for costly work with a time limit, in this thread or in others. Rejects where the store fails, and with
 * `ServerStopping` once closed.
 */
export interface PackJudge {
  /** Judge and append a pack (`receivePack`). */
  readonly judge: (arrivingPack: ArrivingPack) => Promise<JudgedPack>;
  /** Refresh the next due documents of a part of the projections of these logs (`refreshParts`). */
  readonly refresh: (
    logIds: readonly LogId[],
    refreshedPart: RefreshedPart,
    after: DueDocument | null,
  ) => Promise<DueBatch>;
  /** Compute the next batch of due projections over all logs (`refreshDueBatch`). */
  readonly refreshDue: (after: DueDocument | null) => Promise<DueBatch>;
  /** Number of tasks at once. */
  readonly slots: number;
  /** End the threads after their present tasks; afterwards none of them needs the store. */
  readonly close: () => Promise<void>;
}
