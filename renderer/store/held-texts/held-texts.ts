import { Dexie } from 'dexie';
import { addToGroup } from '#base/group.ts';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOfDot, highestSeenNumber, numberOfDot, type Path } from '#domain/document/op.ts';
import { emptyTextUpdate, withoutTakenOutText } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import { hasUnattributedTexts } from '#domain/privacy/find-institutions.ts';
import {
  confirmedHitKeys,
  findUncheckedTexts,
  hasUnconfirmedHits,
  namesHiddenInstitution,
} from '#domain/privacy/find-unchecked-texts.ts';
import { namedInstitutionsOf } from '#domain/programme/institutions.ts';
import type { HeldText } from '../api/status-api.ts';
import { isSuspectText, knownPersonNames, readKnownNames } from '../db/checked-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readCachedMeta, readMeta } from '../db/meta.ts';
import { chainEndOf, type LogRow, type OpRow } from '../db/rows.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';
import { readRegister } from '../queries/mission-queries.ts';

/** Version of a text with words that a later version no longer has. It never leaves. */
export interface FormerText {
  readonly op: OpRow;
  /** Content that leaves in its place: the value of the later version, or the update without these words. */
  readonly content: { readonly value: JsonValue } | { readonly text: string };
}

/** Texts of one log, among the next unsigned ops, that do not leave as they are. */
interface WaitingTexts {
  readonly held: readonly HeldText[];
  readonly former: readonly FormerText[];
}

/**
 * Unconfirmed own texts of one log that may name or reach a person (docs/requirements.md E2), among the next unsigned
 * ops. Later ops pass them by `setAsideHeldTexts`.
 */
export const readHeldTexts = async (
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<readonly HeldText[]> => (await readWaitingTexts(db, own, row)).held;

/** The same, with the versions that a later one has replaced. */
export const readWaitingTexts = async (
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<WaitingTexts> => {
  const roster = await readKnownNames(db, row.log, knownPersonNames(await readMeta(db, 'grants')));
  return checkWaitingTexts(db, own, row, chainEndOf(row, own).n, roster);
};

/**
 * Number up to which own ops of the log may be signed now, as far as they were checked. At least `opsPerCheck`
 * beyond `after`, unless one of them does not leave as it is or there are no more.
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
  const { held, former, upTo } = await checkWaitingTexts(db, own, row, after, roster);
  const first = Math.min(...held.map(({ n }) => n), ...former.map(({ op }) => op.n));
  return Number.isFinite(first) ? first - 1 : upTo;
}

interface TextCheckResult extends WaitingTexts {
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
  const { opsPerCheck } = db.checkedTexts;
  const clean = Math.max(after, db.checkedTexts.checkedUpTo(own, log, roster));
  const waiting = await db.ops
    .where('[log+device+n]')
    .between([log, own, clean + 1], [log, own, Dexie.maxKey])
    .limit(opsPerCheck)
    .toArray();
  const last = waiting.at(-1)?.n ?? clean;
  const suspects = waiting.filter((op) => isSuspectText(op, roster));
  const [first] = suspects;
  db.checkedTexts.setCheckedUpTo(own, log, roster, first === undefined ? last : first.n - 1);
  const found =
    first === undefined
      ? { held: [], former: [] }
      : await readUnconfirmedTexts(db, own, row, roster, { suspects, waiting });
  return { ...found, upTo: waiting.length < opsPerCheck ? Number.POSITIVE_INFINITY : last };
}

/** Own unsigned ops: those whose text may name a person, and all. */
interface CheckedOps {
  readonly suspects: readonly OpRow[];
  readonly waiting: readonly OpRow[];
}

/** Suspects that were not confirmed in their record: its present texts with their versions, and former versions. */
async function readUnconfirmedTexts(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  roster: readonly string[],
  { suspects, waiting }: CheckedOps,
): Promise<WaitingTexts> {
  const { log } = row;
  const sealed = chainEndOf(row, own).n;
  const docs = [...new Set(suspects.map(({ doc }) => doc))];
  const documents = await db.documents.bulkGet(docs.map((doc) => [log, doc] as const));
  const registered = documents.some(
    (document) => document !== undefined && hasUnattributedTexts(document.kind),
  )
    ? namedInstitutionsOf((await readRegister(db)).entries.values())
    : [];
  const held: HeldText[] = [];
  const former: FormerText[] = [];
  for (const document of documents) {
    if (document === undefined) continue;
    const { doc, kind, registers } = document;
    const written = await readFreeTextQuestions(db, document);
    const confirmed = confirmedHitKeys(document);
    const isNaming = (op: OpRow): boolean =>
      'value' in op &&
      (hasUnconfirmedHits(op, roster, confirmed, written) ||
        namesHiddenInstitution(document, op, registered, confirmed));
    const naming = suspects.filter((op) => op.doc === doc && isNaming(op));
    const later = new Map(naming.map((op) => [op, laterVersionOf(op, waiting, isNaming)] as const));
    former.push(...naming.flatMap((op) => later.get(op) ?? []));
    const unchecked = findUncheckedTexts(document, roster, written, registered);
    former.push(
      ...formerUpdatesOf(
        document,
        waiting.filter((op) => op.doc === doc),
        new Set(unchecked.map(({ path }) => path as Path)), // keys of a document's registers
      ),
    );
    for (const { path, hits } of unchecked) {
      const at = path as Path; // a key of a document's registers
      const n = Math.min(
        ...(registers[at]?.heads ?? [])
          .filter(({ dot }) => deviceOfDot(dot) === own && numberOfDot(dot) > sealed)
          .map(({ dot }) => numberOfDot(dot)),
        // Earlier versions of the text wait with it.
        ...naming.filter((op) => op.path === at && later.get(op) === null).map((op) => op.n),
        // A rich text has no heads: any of its waiting updates may have the words.
        ...suspects.filter((op) => 'text' in op && op.doc === doc && op.path === at).map((op) => op.n),
      );
      if (Number.isFinite(n)) held.push({ log, doc, kind, path: at, hits, n });
    }
  }
  return { held: held.toSorted((a, b) => a.n - b.n), former };
}

/** The op with the value of the next version without hits; null where all that follow have some. */
function laterVersionOf(
  op: OpRow,
  waiting: readonly OpRow[],
  isNaming: (op: OpRow) => boolean,
): FormerText | null {
  const next = waiting.find(
    (one) => one.n > op.n && one.doc === op.doc && one.path === op.path && !isNaming(one),
  );
  return next !== undefined && 'value' in next ? { op, content: { value: next.value } } : null;
}

/**
 * Waiting updates of rich texts that wrote words which are no longer there. All that is left of the updates of one text
 * leaves in the first of them.
 * @param held texts that wait as they are
 */
function formerUpdatesOf(
  { registers }: Pick<Document, 'registers'>,
  waiting: readonly OpRow[],
  held: ReadonlySet<Path>,
): readonly FormerText[] {
  const byPath = new Map<Path, (OpRow & { readonly text: string })[]>();
  for (const op of waiting)
    if ('text' in op && op.text !== emptyTextUpdate && op.erased !== true && !held.has(op.path))
      addToGroup(byPath, op.path, op);
  return [...byPath].flatMap(([path, ops]) => {
    const text = registers[path]?.text;
    const left =
      text === undefined
        ? null
        : withoutTakenOutText(
            text,
            ops.map((op) => op.text),
          );
    if (left === null) return [];
    return ops.map((op, at) => ({ op, content: { text: at === 0 ? left : emptyTextUpdate } }));
  });
}
