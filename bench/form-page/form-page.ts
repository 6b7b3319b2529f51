import * as z from 'zod';
import type { PageContract } from '../rig/serve-bench-page.ts';

/** Cost of a key in ms: to the drawn elements with their layout, and to the picture. */
export const KeyTimes = z.readonly(z.object({ drawnMs: z.number(), paintedMs: z.number() }));
export type KeyTimes = z.infer<typeof KeyTimes>;

/** Functions of the page for `npm run bench -- form`: the large form, and the questionnaire. */
export const formPageContract = {
  /** Open the screen with the large form, answered, in sections or as one page. Returns the time in ms until it is drawn. */
  start: { ask: z.tuple([z.enum(['sections', 'flat'])]), response: z.number() },
  /** Scroll to the end, until everything on the page was drawn once. Returns the number of questions on it. */
  drawAll: { ask: z.tuple([]), response: z.number() },
  /** Put the focus into the first text field of the section in view. */
  focusText: { ask: z.tuple([]), response: z.void() },
  /** Cost of each key since the last call whose picture has come. */
  taken: { ask: z.tuple([]), response: z.readonly(z.array(KeyTimes)) },
  /** Start the store's worker with one full assessment among others, and open the app at this question. */
  startQuestionnaire: { ask: z.tuple([z.string()]), response: z.void() },
  /** Nodes of the document now, without those that only scripts hold. */
  nodesInPage: { ask: z.tuple([]), response: z.number() },
} as const satisfies PageContract;
