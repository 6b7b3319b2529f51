/** Measured batches: so many rows of one size, put in one transaction and read in another. */
export const rowBatches = [
  { name: 'answers of 200 B', rows: 400 },
  { name: 'texts of 2 KB', rows: 200 },
  { name: 'documents of 60 answers', rows: 20 },
] as const;
export type RowBatchName = (typeof rowBatches)[number]['name'];

/** One round: the same rows in two databases that differ in encryption alone. Times in milliseconds. */
export interface SealingRound {
  readonly batch: RowBatchName;
  readonly plain: { readonly putMs: number; readonly getMs: number };
  readonly sealed: { readonly putMs: number; readonly getMs: number };
}

/** Interface of the page for `npm run bench -- store`. */
export interface StorePage {
  measure(rounds: number): Promise<readonly SealingRound[]>;
}

declare global {
  interface Window {
    storeBench?: StorePage;
  }
}
