import type { FieldDatabase } from './database.ts';
import { readLogRows } from './log-table.ts';

/**
 * Up to when headquarters has everything of ours, right after an answer: when its request was made, or, while
 * something older still waits, until that was written.
 */
export async function readReceipt(db: FieldDatabase, askedAtMs: number): Promise<number> {
  let upToMs = askedAtMs;
  for (const { waiting } of await readLogRows(db))
    if (waiting.sinceMs !== undefined) upToMs = Math.min(upToMs, waiting.sinceMs);
  return upToMs;
}
