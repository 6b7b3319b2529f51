import * as z from 'zod';
import type { PageContract } from '../rig/serve-bench-page.ts';

/** Time of one act in ms: until its result is on the page, and the longest time that it blocked the page. */
export const ActTime = z.readonly(z.object({ doneMs: z.number(), blockedMs: z.number() }));
export type ActTime = z.infer<typeof ActTime>;

const ActTimes = z.readonly(z.array(ActTime));

/** Functions of the page for `npm run bench -- roster`. */
export const rosterPageContract = {
  /** Start the store's worker on an empty laptop, with one workshop of this many half-days. */
  start: { ask: z.tuple([z.number()]), response: z.void() },
  /** Preview a list of this many rows. */
  previewList: { ask: z.tuple([z.number()]), response: ActTime },
  /** Add all rows of the preview, until the register shows them. */
  importList: { ask: z.tuple([]), response: ActTime },
  /** Open the attendance grid, so many times. */
  openGrid: { ask: z.tuple([z.number()]), response: ActTimes },
  /** Switch one cell, so many times. */
  toggle: { ask: z.tuple([z.number()]), response: ActTimes },
  /** Add a participant by the form, so many times. */
  addRow: { ask: z.tuple([z.number()]), response: ActTimes },
} as const satisfies PageContract;
