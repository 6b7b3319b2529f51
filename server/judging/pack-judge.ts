import type { LogId } from '#domain/ids.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import { type PackSender, receivePack } from '../log/receive-pack.ts';
import type { ServerStore, StoreLocation } from '../db/open-store.ts';
import { refreshSummaries } from '../projections/refresh-summaries.ts';
import type { SealingKeys } from '../encryption/sealing-keys.ts';
import type { StoreFailure } from '../db/store-failure.ts';

// Messages between the main thread and a thread that judges. Both are this program, so types are enough.

/** What a thread needs from its start. */
export interface JudgingThreadData {
  readonly place: StoreLocation;
  readonly sealing: SealingKeys;
}

export type JudgingThreadRequest =
  | { readonly kind: 'judge'; readonly pack: ArrivingPack }
  /** What lists show of these logs is to be made anew. */
  | { readonly kind: 'refresh'; readonly logs: readonly LogId[] }
  /** The thread's turn at the embedded store, until it says that it is over. */
  | { readonly kind: 'turn' }
  | { readonly kind: 'close' };

export type JudgingThreadReply =
  | { readonly kind: 'judged'; readonly judged: JudgedPack }
  | { readonly kind: 'refreshed' }
  /** The store failed, or this is a bug: then `failure` is null. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly failure: StoreFailure | null }
  | { readonly kind: 'turnAsked' }
  | { readonly kind: 'turnOver' };

/** One thing that came as a pack, with the device that brought it. */
export interface ArrivingPack {
  readonly sender: PackSender;
  readonly item: unknown;
  readonly nowMs: number;
}

/** Headquarters' word on a pack, and the milliseconds of a processor that it took to find it. */
export interface JudgedPack {
  readonly verdict: Verdict;
  readonly costMs: number;
}

/** The server is being stopped: nothing was looked at, and the same may come again to the next one. */
export class ServerStopping extends Error {
  constructor() {
    super('The server is stopping');
  }
}

/** Does what costs much and cannot wait for ever, in this thread or in others. Rejects where the store fails, and with `ServerStopping` once closed. */
export interface PackJudge {
  /** Judges and appends a pack (`receivePack`). */
  readonly judge: (pack: ArrivingPack) => Promise<JudgedPack>;
  /** Makes anew what lists show of these logs (`refreshSummaries`). */
  readonly refresh: (logs: readonly LogId[]) => Promise<void>;
  /** How many of these it does at once. */
  readonly slots: number;
  /** Ends its threads after what they do now; then none of them needs the store. */
  readonly close: () => Promise<void>;
}

/** Judges in this thread. `processorMs`: the time that it has used a processor; where others use it too, more is told. */
export const createInlineJudge = (
  store: ServerStore,
  processorMs: () => number = () => process.cpuUsage().user / 1_000,
): PackJudge => ({
  judge: async ({ sender, item, nowMs }) => {
    const beganMs = processorMs();
    const verdict = await receivePack(store, sender, item, nowMs);
    return { verdict, costMs: processorMs() - beganMs };
  },
  refresh: (logs) => refreshSummaries(store, logs),
  slots: 1,
  close: () => Promise.resolve(),
});
