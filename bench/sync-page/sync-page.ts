import * as z from 'zod';
import type { PageContract } from '../rig/serve-bench-page.ts';

const from = z.number().optional();
const to = z.number().optional();

/** Selection of edits: all of E, those of one of its devices, or one more on an idle device. */
export const EditSelection = z.readonly(
  z.discriminatedUnion('list', [
    z.object({ list: z.literal('all'), from, to }),
    z.object({ list: z.literal('device'), device: z.number(), from, to }),
    z.object({ list: z.literal('one'), which: z.number() }),
  ]),
);
export type EditSelection = z.infer<typeof EditSelection>;

/** Time of writes in ms: of all, and of each until it was saved; one per call of the store. */
export const WriteTimes = z.readonly(
  z.object({ changes: z.number(), tookMs: z.number(), eachMs: z.readonly(z.array(z.number())) }),
);
export type WriteTimes = z.infer<typeof WriteTimes>;

/**
 * Outcome of the edits. `visible`: both values of a pair are side by side and the person is told. `alone`:
 * fields that only one device changed; `aloneShown` of them show its last write.
 */
export const PairResult = z.readonly(
  z.object({ pairs: z.number(), visible: z.number(), alone: z.number(), aloneShown: z.number() }),
);
export type PairResult = z.infer<typeof PairResult>;

/** Functions of the page for `npm run bench -- sync`, over the same store as the app's. */
export const syncPageContract = {
  /** Make the workload at this scale; called first. */
  begin: { ask: z.tuple([z.number()]), response: z.void() },
  /** Enrol at this address with this code. */
  enrol: { ask: z.tuple([z.string(), z.string()]), response: z.void() },
  /** Pause or resume sending and receiving: a paused laptop writes as one without a network. */
  pauseSync: { ask: z.tuple([z.boolean()]), response: z.void() },
  syncNow: { ask: z.tuple([]), response: z.void() },
  /** Wait until the store reports waiting changes; returns the time. */
  untilWaiting: { ask: z.tuple([]), response: z.number() },
  /** Wait until nothing waits and nothing is on its way; returns the time. */
  untilRest: { ask: z.tuple([]), response: z.number() },
  /** Write W, a document at a time. */
  fill: { ask: z.tuple([]), response: WriteTimes },
  /** Read the values that the edits will replace, as a screen has them before a write. */
  look: { ask: z.tuple([EditSelection]), response: z.number() },
  /** Write edits that were read before, one after the other. */
  edit: { ask: z.tuple([EditSelection]), response: WriteTimes },
  /** Times of the browser's strict transaction alone, without our store, in milliseconds. */
  strictTransactions: { ask: z.tuple([]), response: z.readonly(z.array(z.number())) },
  digest: { ask: z.tuple([]), response: z.string() },
  pairs: { ask: z.tuple([]), response: PairResult },
} as const satisfies PageContract;
