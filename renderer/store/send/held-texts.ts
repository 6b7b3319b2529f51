import { Dexie } from 'dexie';
import { findUncheckedTexts } from '#domain/privacy/find-unchecked-texts.ts';
import { deviceOfDot, numberOfDot, type Path, highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import { type HeldText, isSuspectText, knownPersonNames, readKnownNames } from '../db/checked-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta, readCachedMeta } from '../db/meta.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';
import { chainEndOf, type LogRow, type OpRow } from '../db/rows.ts';

/**
 * Unconfirmed own texts of one log that may name or reach a person (docs/requirements.md E2), among the next unsigned
 * ops. Later ops pass them by `setAsideHeldTexts`.
 */
export const readHeldTexts = async (
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<readonly HeldText[]> => {
  const roster = await readKnownNames(db, row.log, knownPersonNames(await readMeta(db, 'grants')));
  return (await checkWaitingTexts(db, own, row, chainEndOf(row, own).n, roster)).held;
};

/**
 * Number up to which own ops of the log may be signed now, as far as they were checked. At least `maximumOpsPerCheck`
 * beyond `after`, unless one of them is held or there are no more.
 */
export async function readSendableUpTo(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  after = chainEndOf(row, own).n,
): Promise<number> {
  const roster = await readKnownNames(db, row.log, knownPersonNames(await readCachedMeta(db, 'grants')));
  const written = highestSeenNumber(row.have, own);
  if (db.checkedTexts.checkedUpTo(own, row.log, roster) >= written) return written;
  const { held, upTo } = await checkWaitingTexts(db, own, row, after, roster);
  const [first] = held;
  return first === undefined ? upTo : first.n - 1;
}

interface TextCheckResult {
  readonly held: readonly HeldText[];
  /** Infinity when no op follows the checked ones. */
  readonly upTo: number;
}

async function checkWaitingTexts(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  after: number,
  roster: readonly string[],
): Promise<TextCheckResult> {
  const { log } = row;
  const clean = Math.max(after, db.checkedTexts.checkedUpTo(own, log, roster));
  const waiting = await db.ops
    .where('[log+device+n]')
    .between([log, own, clean + 1], [log, own, Dexie.maxKey])
    .limit(maximumOpsPerCheck)
    .toArray();
  const last = waiting.at(-1)?.n ?? clean;
  const suspects = waiting.filter((op) => isSuspectText(op, roster));
  const [first] = suspects;
  db.checkedTexts.setCheckedUpTo(own, log, roster, first === undefined ? last : first.n - 1);
  const held = first === undefined ? [] : await readUnconfirmedTexts(db, own, row, roster, suspects);
  return { held, upTo: waiting.length < maximumOpsPerCheck ? Number.POSITIVE_INFINITY : last };
}

/** Suspects that are still values of their record, and were not confirmed there. */
async function readUnconfirmedTexts(
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
    for (const { path, hits } of findUncheckedTexts(
      document,
      roster,
      await readFreeTextQuestions(db, document),
    )) {
      const at = path as Path; // a key of a document's registers
      const n = Math.min(
        ...(registers[at]?.heads ?? [])
          .filter(({ dot }) => deviceOfDot(dot) === own && numberOfDot(dot) > sealed)
          .map(({ dot }) => numberOfDot(dot)),
        // A rich text has no heads: any of its waiting updates may have the words.
        ...suspects.filter((op) => 'text' in op && op.doc === doc && op.path === at).map((op) => op.n),
      );
      if (Number.isFinite(n)) held.push({ log, doc, kind, path: at, hits, n });
    }
  }
  return held.toSorted((a, b) => a.n - b.n);
}

/** Ops per check. */
const maximumOpsPerCheck = 4_000;
