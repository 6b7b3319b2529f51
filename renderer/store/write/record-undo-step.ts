import type { JsonValue } from '#base/json.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { hasConflict } from '#domain/document/document.ts';
import {
  type DocumentKind,
  isPathBelow,
  isTextOp,
  numberOfDot,
  type Op,
  type Path,
} from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { descriptorOf } from '#domain/kinds/kind-descriptors.ts';
import { isAsidePath, isUndoablePath, mayRemoveRecord, removableItemOf } from '#domain/kinds/undo-paths.ts';
import type { WriteOptions } from '../api/store-api.ts';
import type { UndoneRegister } from '../api/undo-api.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import {
  datePauseMs,
  isSameBar,
  maximumUndoSteps,
  type NewUndoStep,
  typingBurstMs,
  typingPauseMs,
  type UndoListChange,
  type UndoListEnd,
  type UndoStep,
  withUndoStep,
} from '../db/undo-list.ts';

/** A batch of ops, with the documents as they were before it. */
interface WrittenBatch {
  readonly log: LogId;
  readonly device: DeviceId;
  readonly ops: readonly Op[];
  readonly before: ReadonlyMap<DocumentId, StoredDocument>;
  readonly atMs: number;
}

/** Rule for the list of acts when a batch is written. */
export interface RecordUndo {
  /** Number of earlier steps that the rule reads. */
  readonly depth: number;
  /** The change of the list; null where the batch is no act of this person. */
  readonly change: (undoListEnd: UndoListEnd, writtenBatch: WrittenBatch) => UndoListChange | null;
}

/** Nothing enters the list: the app writes, or a participant at the kiosk. */
export const recordNoAct: RecordUndo = { depth: 0, change: () => null };

/** The list after an act of this person. Each batch enters it, also one that nothing takes back. */
export const recordAct = ({ isTyping = false, isNativeUndo = false, act }: WriteOptions): RecordUndo => ({
  depth: isNativeUndo ? maximumUndoSteps : 1,
  change: (undoListEnd, writtenBatch) => {
    const isDate = isDateEntry(writtenBatch);
    const undoStep = stepOfBatch(writtenBatch, isTyping || isDate);
    if (undoStep === null) return null;
    const isJoined = isDate ? isSameEntry : isCut(writtenBatch) ? () => false : isSameBurst;
    const named = act === undefined ? undoStep : { ...undoStep, act };
    return withJoinedStep(undoListEnd, named, { isJoined, isNativeUndo });
  },
});

/**
 * A field of a date stores each part that a person types: 2 before 23. The parts are one entry, since nobody meant the
 * dates in between.
 */
function isDateEntry({ ops, before }: WrittenBatch): boolean {
  const [op, ...otherOps] = ops;
  if (op === undefined || otherOps.length > 0 || isTextOp(op)) return false;
  if (op.value !== null) return isDateValue(op.value);
  const heads = before.get(op.doc)?.registerAt(op.path)?.heads ?? [];
  return heads.some(({ value }) => isDateValue(value));
}

/** A write that takes away most of a text. It is a step of its own: joined to the letters before, it would lose them. */
const isCut = ({ ops, before }: WrittenBatch): boolean =>
  ops.some((op) => {
    if (isTextOp(op)) return false;
    const heads = before.get(op.doc)?.registerAt(op.path)?.heads ?? [];
    return heads.some(({ value }) => textLengthOf(value) > 2 * textLengthOf(op.value) + 1);
  });

const textLengthOf = (value: JsonValue): number => (typeof value === 'string' ? value.length : 0);

/** A day, a time or both, as fields of dates store them. */
const isDateValue = (value: JsonValue): boolean =>
  typeof value === 'string' && /^(?:\d{4}-\d{2}-\d{2}(?:T\S*)?|\d{2}:\d{2}\S*)$/.test(value);

interface JoinRule {
  readonly isJoined: (previousUndoStep: UndoStep, undoStep: NewUndoStep) => boolean;
  readonly isNativeUndo: boolean;
}

/** The list with the step, or with a longer last burst of typing. */
function withJoinedStep(
  undoListEnd: UndoListEnd,
  undoStep: NewUndoStep,
  { isJoined, isNativeUndo }: JoinRule,
): UndoListChange {
  const earlier = [...undoListEnd.recent];
  let joined = undoStep;
  let over: number | undefined;
  for (let lastUndoStep = earlier.pop(); lastUndoStep !== undefined; lastUndoStep = earlier.pop()) {
    if (isSameBar(lastUndoStep, joined))
      return withUndoStep(
        undoListEnd,
        { ...lastUndoStep, ...joined, first: lastUndoStep.first },
        lastUndoStep.n,
      );
    if (!isSameField(lastUndoStep, joined) || !(isNativeUndo || isJoined(lastUndoStep, joined))) break;
    joined = joinedStep(lastUndoStep, joined);
    over = lastUndoStep.n;
    if (!isNativeUndo) break;
  }
  return withUndoStep(undoListEnd, joined, over);
}

/**
 * The step of a batch; null where no register of it is an act. A batch with any register that no undo may change is a
 * step that nothing takes back: half of an act is never taken back.
 */
function stepOfBatch(
  { log, device, ops, before, atMs }: WrittenBatch,
  isTyping: boolean,
): NewUndoStep | null {
  const acted = ops
    .filter(({ kind, path }) => !isCausalContextPath(path) && !isAsidePath(kind, path))
    .filter((op) => !isStartForItem(op, before));
  const [firstOp] = acted;
  const lastOp = ops.at(-1);
  if (firstOp === undefined || lastOp === undefined) return null;
  const step = {
    log,
    device,
    first: numberOfDot(firstOp.dot),
    last: numberOfDot(lastOp.dot),
    docs: [...new Set(acted.map(({ doc }) => doc))],
    beganAtMs: atMs,
    atMs,
  };
  const keptOps = acted.filter((op) => !mayUndo(op, before));
  if (keptOps.length > 0)
    return { ...step, added: [], barred: { kind: 'registers', registers: registersOf(keptOps) } };
  return {
    ...step,
    added: addedItemsOf(acted, before),
    ...(isTyping && { typed: [...new Set(acted.map(({ path }) => path))] }),
  };
}

/** Registers of these ops, each once. */
const registersOf = (ops: readonly Op[]): readonly UndoneRegister[] => [
  ...new Map(ops.map(({ doc, kind, path }) => [`${doc} ${path}`, { doc, kind, path }])).values(),
];

/** Return whether the first write to a document of this kind makes a whole record, which undo removes. */
const startsAsRecord = (documentKind: DocumentKind): boolean =>
  descriptorOf(documentKind)?.startsWith !== 'firstItem';

/** Return whether this write makes a document for its first item, whose removal leaves it empty. */
const isStartForItem = (op: Op, before: WrittenBatch['before']): boolean =>
  !startsAsRecord(op.kind) && !before.has(op.doc) && removableItemOf(op.kind, op.path) === null;

function mayUndo(op: Op, before: WrittenBatch['before']): boolean {
  const storedDocument = before.get(op.doc);
  // A new record is removed as a whole, whatever it holds.
  if (storedDocument === undefined && startsAsRecord(op.kind)) return mayRemoveRecord(op.kind);
  if (isTextOp(op) || !isUndoablePath(op.kind, op.path)) return false;
  if (storedDocument === undefined) return true;
  // A decision replaces all values. Typing on beside a conflict replaces the own one alone.
  const register = storedDocument.registerAt(op.path);
  return !hasConflict(register) || (register?.heads.every(({ dot }) => op.over.includes(dot)) ?? true);
}

/** Items without any register before these ops, and new records. */
function addedItemsOf(ops: readonly Op[], before: WrittenBatch['before']): UndoStep['added'] {
  const found = new Map<string, UndoStep['added'][number]>();
  for (const { doc, kind, path } of ops) {
    const storedDocument = before.get(doc);
    if (storedDocument === undefined && startsAsRecord(kind)) {
      found.set(doc, { doc, item: '' });
      continue;
    }
    if (storedDocument?.registerAt(path) !== undefined) continue;
    const item = removableItemOf(kind, path);
    if (item !== null && !found.has(`${doc} ${item}`) && !hasRegistersBelow(storedDocument, item))
      found.set(`${doc} ${item}`, { doc, item });
  }
  return [...found.values()];
}

/** Only for items with a new register: it costs the document's size. */
const hasRegistersBelow = (storedDocument: StoredDocument | undefined, item: Path): boolean =>
  storedDocument !== undefined &&
  Object.keys(storedDocument.toRow().registers).some((path) => isPathBelow(path, item));

const isSameField = (previousUndoStep: UndoStep, undoStep: NewUndoStep): boolean =>
  previousUndoStep.typed !== undefined &&
  previousUndoStep.log === undoStep.log &&
  previousUndoStep.device === undoStep.device &&
  previousUndoStep.typed[0] === undoStep.typed?.[0] &&
  previousUndoStep.docs.join() === undoStep.docs.join() &&
  undoStep.added.length === 0;

const isSameBurst = (previousUndoStep: UndoStep, undoStep: NewUndoStep): boolean =>
  undoStep.atMs - previousUndoStep.atMs <= typingPauseMs &&
  undoStep.atMs - previousUndoStep.beganAtMs <= typingBurstMs;

const isSameEntry = (previousUndoStep: UndoStep, undoStep: NewUndoStep): boolean =>
  undoStep.atMs - previousUndoStep.atMs <= datePauseMs;

const joinedStep = (previousUndoStep: UndoStep, { last, atMs, typed = [] }: NewUndoStep): NewUndoStep => ({
  ...previousUndoStep,
  last,
  atMs,
  typed: [...new Set([...(previousUndoStep.typed ?? []), ...typed])],
});
