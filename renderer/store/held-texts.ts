import { Dexie } from 'dexie';
import { textsToCheck } from '#domain/assessment/texts-to-check.ts';
import { deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { TextHit } from '#domain/privacy/check-text.ts';
import type { FieldDatabase } from './database.ts';
import { readMeta } from './meta.ts';
import { chainEndOf, type LogRow } from './rows.ts';

/** An own text that does not leave this laptop before somebody has looked at it. */
export interface HeldText {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly path: Path;
  readonly hits: readonly TextHit[];
  /** The op that wrote it. */
  readonly n: number;
}

/**
 * Own texts of one log that may name or reach a person and that nobody has confirmed (domain.md E, rule 2), of those that
 * are in no pack yet. What was written before them goes; they and what came after wait, since a chain has no holes (P2).
 */
export async function readHeldTexts(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<readonly HeldText[]> {
  const { log } = row;
  const sealed = chainEndOf(row, own).n;
  const waiting = await db.outbox
    .where('[log+n]')
    .between([log, sealed + 1], [log, Dexie.maxKey])
    .limit(mostOps)
    .toArray();
  const docs = [...new Set(waiting.filter(({ isText }) => isText).map(({ doc }) => doc))];
  if (docs.length === 0) return [];
  const roster = await readRoster(db);
  const documents = await db.documents.bulkGet(docs.map((doc) => [log, doc] as const));
  return documents
    .flatMap((document) => {
      if (document === undefined) return [];
      return textsToCheck(document, roster).flatMap(({ path, hits }): readonly HeldText[] => {
        // A key of a document's registers, so a path.
        const at = path as Path;
        const n = Math.min(
          ...(document.registers[at]?.heads ?? [])
            .filter(({ dot }) => deviceOf(dot) === own && numberOf(dot) > sealed)
            .map(({ dot }) => numberOf(dot)),
        );
        const { doc, kind } = document;
        return Number.isFinite(n) ? [{ log, doc, kind, path: at, hits, n }] : [];
      });
    })
    .toSorted((a, b) => a.n - b.n);
}

/** Own ops of the log up to this one may be sealed now. */
export async function mayLeaveUpTo(db: FieldDatabase, own: DeviceId, row: LogRow): Promise<number> {
  const [first] = await readHeldTexts(db, own, row);
  return first === undefined ? Number.POSITIVE_INFINITY : first.n - 1;
}

/** The names that this laptop knows, and that no text should hold. */
async function readRoster(db: FieldDatabase): Promise<readonly string[]> {
  const grants = await readMeta(db, 'grants');
  return [...new Set(Object.values(grants?.devices ?? {}).map(({ name }) => name))];
}

/** As many as a request takes at most. */
export const mostOps = 4_000;
