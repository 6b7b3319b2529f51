import type { LogId } from '#domain/ids.ts';
import type { Verdict } from '#sync/protocol/wire.ts';
import { receivePack, type Sender } from '../log/receive-pack.ts';
import type { Store } from '../store/open-store.ts';
import { refreshSummaries } from '../views/refresh-summaries.ts';

/** One thing that came as a pack, with the device that brought it. */
export interface ArrivingPack {
  readonly sender: Sender;
  readonly item: unknown;
  readonly nowMs: number;
}

/** Headquarters' word on a pack, and the milliseconds of a processor that it took to find it. */
export interface Judged {
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
  readonly judge: (pack: ArrivingPack) => Promise<Judged>;
  /** Makes anew what lists show of these logs (`refreshSummaries`). */
  readonly refresh: (logs: readonly LogId[]) => Promise<void>;
  /** How many of these it does at once. */
  readonly slots: number;
  /** Ends its threads after what they do now; then none of them needs the store. */
  readonly close: () => Promise<void>;
}

/** Judges in this thread. `processorMs`: the time that it has used a processor; where others use it too, more is told. */
export const judgeHere = (
  store: Store,
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
