import * as z from 'zod';
import type { PageContract } from '../rig/serve-bench-page.ts';

/** Measured batches: so many rows of one size, put in one transaction and read in another. */
export const rowBatches = [
  { name: 'answers of 200 B', rows: 400 },
  { name: 'texts of 2 KB', rows: 200 },
  { name: 'documents of 60 answers', rows: 20 },
] as const;
const RowBatchName = z.enum(rowBatches.map(({ name }) => name));
export type RowBatchName = z.infer<typeof RowBatchName>;

const BatchTimes = z.readonly(z.object({ putMs: z.number(), getMs: z.number() }));
export type BatchTimes = z.infer<typeof BatchTimes>;

/** One round: the same rows in two databases that differ in encryption alone. Times in milliseconds. */
export const SealingRound = z.readonly(
  z.object({ batch: RowBatchName, plain: BatchTimes, sealed: BatchTimes }),
);
export type SealingRound = z.infer<typeof SealingRound>;

/** Functions of the page for `npm run bench -- store`. */
export const storePageContract = {
  /** Measure so many rounds. */
  measure: { ask: z.tuple([z.number()]), response: z.readonly(z.array(SealingRound)) },
} as const satisfies PageContract;
