import { noHash, type Sha256 } from '#sync/protocol/hash.ts';
import type { Store } from '../store/open-store.ts';
import { hashOf } from './audit.ts';

/** What the trail is worth. `head` is worth keeping elsewhere: a trail that was cut at its end shows only by it. */
export interface AuditVerdict {
  readonly intact: boolean;
  /** How many lines follow each other without a break. */
  readonly lines: number;
  readonly head: Sha256;
  /** The line that does not fit, by its `seq`; null when all do. */
  readonly broken: number | null;
  /** Is the head that was noted elsewhere a line of this trail? Null when none was given. */
  readonly holdsKnown: boolean | null;
}

const linesAtOnce = 1_000;

/** Recomputes the whole chain: a line that was changed, taken out or put in between breaks it. */
export async function verifyAudit(store: Store, known: string | null = null): Promise<AuditVerdict> {
  let [lines, head, holdsKnown]: [number, Sha256, boolean] = [0, noHash, false];
  for (;;) {
    const rows = await store
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', lines)
      .orderBy('seq')
      .limit(linesAtOnce)
      .execute();
    for (const row of rows) {
      if (row.seq !== lines + 1 || row.prev_hash !== head || row.hash !== hashOf(row))
        return verdict({ lines, head, broken: row.seq });
      lines = row.seq;
      head = row.hash;
      if (head === known) holdsKnown = true;
    }
    if (rows.length < linesAtOnce) return verdict({ lines, head, broken: null });
  }

  function verdict(found: Pick<AuditVerdict, 'lines' | 'head' | 'broken'>): AuditVerdict {
    const isKnownThere = known === null || holdsKnown;
    return {
      intact: found.broken === null && isKnownThere,
      ...found,
      holdsKnown: known === null ? null : holdsKnown,
    };
  }
}
