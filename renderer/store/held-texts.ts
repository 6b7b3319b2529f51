import { Dexie } from 'dexie';
import { textsToCheck } from '#domain/assessment/texts-to-check.ts';
import { deviceOf, numberOf } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { TextHit } from '#domain/privacy/check-text.ts';
import { isSuspect, rosterOf } from './clean-texts.ts';
import type { FieldDatabase } from './database.ts';
import { knownMeta } from './known-rows.ts';
import { type MetaValue, readMeta } from './meta.ts';
import { readFreeTextQuestions } from './queries/read-instrument.ts';
import { chainEndOf, type LogRow, type OpRow } from './rows.ts';

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
 * Own texts of one log that may name or reach a person and that nobody has confirmed (domain.md E, rule 2), of the next
 * that are in no pack yet. What was written before them goes; they and what came after wait, since a chain has no holes (P2).
 */
export const readHeldTexts = async (
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<readonly HeldText[]> =>
  (await lookThrough(db, own, row, chainEndOf(row, own).n, await readMeta(db, 'grants'))).held;

/**
 * Own ops of the log up to this one may be sealed now, as far as they were looked through: at least `mostOps` beyond
 * `after`, unless one of them is held or there are no more.
 */
export async function mayLeaveUpTo(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  after = chainEndOf(row, own).n,
): Promise<number> {
  const grants = await knownMeta(db, 'grants');
  const written = seenUpTo(row.have, own);
  if (db.cleanTexts.upTo(own, row.log, rosterOf(grants)) >= written) return written;
  const { held, upTo } = await lookThrough(db, own, row, after, grants);
  const [first] = held;
  return first === undefined ? upTo : first.n - 1;
}

interface LookedThrough {
  readonly held: readonly HeldText[];
  /** Infinity when nothing is behind what was looked through. */
  readonly upTo: number;
}

async function lookThrough(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  after: number,
  grants: MetaValue<'grants'> | undefined,
): Promise<LookedThrough> {
  const { log } = row;
  const roster = rosterOf(grants);
  const clean = Math.max(after, db.cleanTexts.upTo(own, log, roster));
  const waiting = await db.ops
    .where('[log+device+n]')
    .between([log, own, clean + 1], [log, own, Dexie.maxKey])
    .limit(mostOps)
    .toArray();
  const last = waiting.at(-1)?.n ?? clean;
  const suspects = waiting.filter((op) => isSuspect(op, roster));
  const [first] = suspects;
  db.cleanTexts.keep(own, log, roster, first === undefined ? last : first.n - 1);
  const held = first === undefined ? [] : await readHeld(db, own, row, roster, suspects);
  return { held, upTo: waiting.length < mostOps ? Number.POSITIVE_INFINITY : last };
}

/** What of the suspects still stands in its record, and was not confirmed there. */
async function readHeld(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  roster: readonly string[],
  suspects: readonly OpRow[],
): Promise<readonly HeldText[]> {
  const { log } = row;
  const sealed = chainEndOf(row, own).n;
  const docs = [...new Set(suspects.map(({ doc }) => doc))];
  const documents = await db.documents.bulkGet(docs.map((doc) => [log, doc] as const));
  const held: HeldText[] = [];
  for (const document of documents) {
    if (document === undefined) continue;
    const { doc, kind, registers } = document;
    for (const { path, hits } of textsToCheck(document, roster, await readFreeTextQuestions(db, document))) {
      const at = path as Path; // a key of a document's registers
      const n = Math.min(
        ...(registers[at]?.heads ?? [])
          .filter(({ dot }) => deviceOf(dot) === own && numberOf(dot) > sealed)
          .map(({ dot }) => numberOf(dot)),
      );
      if (Number.isFinite(n)) held.push({ log, doc, kind, path: at, hits, n });
    }
  }
  return held.toSorted((a, b) => a.n - b.n);
}

/** As many are looked through at once. */
const mostOps = 4_000;
