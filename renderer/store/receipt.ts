import { Dexie } from 'dexie';
import type { FieldDatabase } from './database.ts';
import { readLogRows } from './log-table.ts';

/**
 * Up to when headquarters has everything of ours, right after an answer: when its request was made, or, while
 * something older still waits, until that was written.
 */
export async function readReceipt(db: FieldDatabase, askedAtMs: number): Promise<number> {
  let upToMs = askedAtMs;
  for (const { log, waiting } of await readLogRows(db)) {
    if (waiting.changes === 0) continue;
    const oldest = await db.outbox.where('[log+n]').between([log, Dexie.minKey], [log, Dexie.maxKey]).first();
    if (oldest) upToMs = Math.min(upToMs, oldest.wroteAtMs);
  }
  return upToMs;
}
