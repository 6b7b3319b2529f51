import { Dexie } from 'dexie';
import { addToGroup } from '#base/group.ts';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOfDot, highestSeenNumber, numberOfDot, type Path } from '#domain/document/op.ts';
import { withoutTakenOutText } from '#domain/document/text-erasure.ts';
import { emptyTextUpdate } from '#domain/document/text-update.ts';
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
import { chainEndOf, type LogRow } from '../db/log-row.ts';
import { readCachedMeta, readMeta } from '../db/meta.ts';
import type { OpRow } from '../db/rows.ts';
import { readRegister } from '../queries/institution-queries.ts';
import { readFreeTextQuestions } from '../queries/instrument-queries.ts';

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
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<readonly HeldText[]> => (await readWaitingTexts(db, ownDeviceId, logRow)).held;

/** The same, with the versions that a later one has replaced. */
export const readWaitingTexts = async (
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<WaitingTexts> => {
  const roster = await readKnownNames(db, logRow.log, knownPersonNames(await readMeta(db, 'grants')));
  return checkWaitingTexts(db, ownDeviceId, logRow, chainEndOf(logRow, ownDeviceId).n, roster);
};

/**
 * Number up to which own ops of the log may be signed now, as far as they were checked. At least `opsPerCheck`
 * beyond `after`, unless one of them does not leave as it is or there are no more.
 */
export async function readSendableUpTo(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
  after = chainEndOf(logRow, ownDeviceId).n,
): Promise<number> {
  const roster = await readKnownNames(db, logRow.log, knownPersonNames(await readCachedMeta(db, 'grants')));
  const written = highestSeenNumber(logRow.have, ownDeviceId);
  if (db.checkedTexts.checkedUpTo(ownDeviceId, logRow.log, roster) >= written) return written;
  const { held, former, upTo } = await checkWaitingTexts(db, ownDeviceId, logRow, after, roster);
  const first = Math.min(...held.map(({ n }) => n), ...former.map(({ op }) => op.n));
  return Number.isFinite(first) ? first - 1 : upTo;
}

interface TextCheckResult extends WaitingTexts {
  /** Infinity when no op follows the checked ones. */
  readonly upTo: number;
}

async function checkWaitingTexts(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
  after: number,
  roster: readonly string[],
): Promise<TextCheckResult> {
  const { log } = logRow;
  const { opsPerCheck } = db.checkedTexts;
  const clean = Math.max(after, db.checkedTexts.checkedUpTo(ownDeviceId, log, roster));
  const waitingOpRows = await db.ops
    .where('[log+device+n]')
    .between([log, ownDeviceId, clean + 1], [log, ownDeviceId, Dexie.maxKey])
    .limit(opsPerCheck)
    .toArray();
  const last = waitingOpRows.at(-1)?.n ?? clean;
  const suspects = waitingOpRows.filter((op) => isSuspectText(op, roster));
  const [firstOpRow] = suspects;
  db.checkedTexts.setCheckedUpTo(
    ownDeviceId,
    log,
    roster,
    firstOpRow === undefined ? last : firstOpRow.n - 1,
  );
  const foundWaitingTexts =
    firstOpRow === undefined
      ? { held: [], former: [] }
      : await readUnconfirmedTexts(db, ownDeviceId, logRow, roster, { suspects, waiting: waitingOpRows });
  return { ...foundWaitingTexts, upTo: waitingOpRows.length < opsPerCheck ? Number.POSITIVE_INFINITY : last };
}

/** Own unsigned ops: those whose text may name a person, and all. */
interface CheckedOps {
  readonly suspects: readonly OpRow[];
  readonly waiting: readonly OpRow[];
}

/** Suspects that were not confirmed in their record: its present texts with their versions, and former versions. */
async function readUnconfirmedTexts(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
  roster: readonly string[],
  { suspects, waiting }: CheckedOps,
): Promise<WaitingTexts> {
  const { log } = logRow;
  const sealed = chainEndOf(logRow, ownDeviceId).n;
  const documentIds = [...new Set(suspects.map(({ doc }) => doc))];
  const documents = await db.documents.bulkGet(documentIds.map((documentId) => [log, documentId] as const));
  const registered = documents.some(
    (document) => document !== undefined && hasUnattributedTexts(document.kind),
  )
    ? namedInstitutionsOf((await readRegister(db)).entries.values())
    : [];
  const heldTexts: HeldText[] = [];
  const formerTexts: FormerText[] = [];
  for (const document of documents) {
    if (document === undefined) continue;
    const { doc, kind, registers } = document;
    const written = await readFreeTextQuestions(db, document);
    const confirmed = confirmedHitKeys(document);
    const isNaming = (opRow: OpRow): boolean =>
      'value' in opRow &&
      (hasUnconfirmedHits(opRow, roster, confirmed, written) ||
        namesHiddenInstitution(document, opRow, registered, confirmed));
    const naming = suspects.filter((op) => op.doc === doc && isNaming(op));
    const later = new Map(naming.map((op) => [op, laterVersionOf(op, waiting, isNaming)] as const));
    formerTexts.push(...naming.flatMap((op) => later.get(op) ?? []));
    const uncheckedTexts = findUncheckedTexts(document, roster, written, registered);
    formerTexts.push(
      ...formerUpdatesOf(
        document,
        waiting.filter((op) => op.doc === doc),
        new Set(uncheckedTexts.map(({ path }) => path as Path)), // keys of a document's registers
      ),
    );
    for (const { path, hits } of uncheckedTexts) {
      const at = path as Path; // a key of a document's registers
      const n = Math.min(
        ...(registers[at]?.heads ?? [])
          .filter(({ dot }) => deviceOfDot(dot) === ownDeviceId && numberOfDot(dot) > sealed)
          .map(({ dot }) => numberOfDot(dot)),
        // Earlier versions of the text wait with it.
        ...naming.filter((op) => op.path === at && later.get(op) === null).map((op) => op.n),
        // A rich text has no heads: any of its waiting updates may have the words.
        ...suspects.filter((op) => 'text' in op && op.doc === doc && op.path === at).map((op) => op.n),
      );
      if (Number.isFinite(n)) heldTexts.push({ log, doc, kind, path: at, hits, n });
    }
  }
  return { held: heldTexts.toSorted((a, b) => a.n - b.n), former: formerTexts };
}

/** The op with the value of the next version without hits; null where all that follow have some. */
function laterVersionOf(
  opRow: OpRow,
  waitingOpRows: readonly OpRow[],
  isNaming: (op: OpRow) => boolean,
): FormerText | null {
  const nextOpRow = waitingOpRows.find(
    (one) => one.n > opRow.n && one.doc === opRow.doc && one.path === opRow.path && !isNaming(one),
  );
  return nextOpRow !== undefined && 'value' in nextOpRow
    ? { op: opRow, content: { value: nextOpRow.value } }
    : null;
}

/**
 * Waiting updates of rich texts that wrote words which are no longer there. All that is left of the updates of one text
 * leaves in the first of them.
 * @param heldPaths texts that wait as they are
 */
function formerUpdatesOf(
  { registers }: Pick<Document, 'registers'>,
  waitingOpRows: readonly OpRow[],
  heldPaths: ReadonlySet<Path>,
): readonly FormerText[] {
  const byPath = new Map<Path, (OpRow & { readonly text: string })[]>();
  for (const opRow of waitingOpRows)
    if (
      'text' in opRow &&
      opRow.text !== emptyTextUpdate &&
      opRow.erased !== true &&
      !heldPaths.has(opRow.path)
    )
      addToGroup(byPath, opRow.path, opRow);
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
