import { hasConflict } from '#domain/document/document.ts';
import { isCausalContextPath } from '#domain/document/causal-context.ts';
import { isTextOp, numberOfDot, type Op, type Path, isPathBelow } from '#domain/document/op.ts';
import { isUndoablePath, removableItemOf } from '#domain/document/undo-paths.ts';
import type { JsonValue } from '#base/json.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import { actionPlanKind } from '#domain/plan/action-plan.ts';
import type { WriteOptions } from '../store-api.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import {
  datePauseMs,
  typingBurstMs,
  typingPauseMs,
  type UndoStack,
  type UndoStep,
  withUndoStep,
} from '../db/undo-stack.ts';

/** A batch of ops, with the documents as they were before it. */
interface WrittenBatch {
  readonly device: DeviceId;
  readonly ops: readonly Op[];
  readonly before: ReadonlyMap<DocumentId, StoredDocument>;
  readonly atMs: number;
}

/** Stacks that change with a batch. */
export type RecordUndo = (
  stacks: ReadonlyMap<DocumentId, UndoStack>,
  batch: WrittenBatch,
) => readonly UndoStack[];

/** Stacks after an act of a person, as a step of each record that it changed. */
export const recordAct =
  ({ isTyping = false, isNativeUndo = false }: WriteOptions): RecordUndo =>
  (stacks, batch) => {
    const isDate = isDateEntry(batch);
    const step = stepOfBatch(batch, isTyping || isDate);
    if (step === null) return [];
    const isJoined = isDate ? isSameEntry : isCut(batch) ? () => false : isSameBurst;
    return step.docs.flatMap((doc) => {
      const stack = stacks.get(doc);
      return stack === undefined ? [] : [withJoinedStep(stack, step, isJoined, isNativeUndo)];
    });
  };

/**
 * A field of a date stores each part that a person types: 2 before 23. The parts are one entry, since nobody meant the
 * dates in between.
 */
function isDateEntry({ ops, before }: WrittenBatch): boolean {
  const [op, ...others] = ops;
  if (op === undefined || others.length > 0 || isTextOp(op)) return false;
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

/** The stack with the step, or with a longer last burst of typing. */
function withJoinedStep(
  stack: UndoStack,
  step: UndoStep,
  isJoined: (before: UndoStep, step: UndoStep) => boolean,
  isNativeUndo: boolean,
): UndoStack {
  const last = stack.done.at(-1);
  if (last === undefined || !isSameField(last, step)) return withUndoStep(stack, step);
  const rest = { ...stack, done: stack.done.slice(0, -1) };
  const joined = joinedStep(last, step);
  if (isNativeUndo) return withJoinedStep(rest, joined, isJoined, isNativeUndo);
  return isJoined(last, step) ? withUndoStep(rest, joined) : withUndoStep(stack, step);
}

/**
 * The step of a batch; null for an act that nothing takes back: one with any register that no undo may change. Half of
 * an act is never taken back.
 */
function stepOfBatch({ device, ops, before, atMs }: WrittenBatch, isTyping: boolean): UndoStep | null {
  const acted = ops.filter((op) => !isCausalContextPath(op.path)).filter((op) => !isBeginOfPlan(op, before));
  const [first] = acted;
  const last = ops.at(-1);
  if (first === undefined || last === undefined || !acted.every((op) => mayUndo(op, before))) return null;
  return {
    device,
    first: numberOfDot(first.dot),
    last: numberOfDot(last.dot),
    docs: [...new Set(acted.map(({ doc }) => doc))],
    beganAtMs: atMs,
    atMs,
    added: addedItemsOf(acted, before),
    ...(isTyping && { typed: [...new Set(acted.map(({ path }) => path))] }),
  };
}

/** A plan begins with its first item, whose removal leaves an empty plan. */
const isBeginOfPlan = (op: Op, before: WrittenBatch['before']): boolean =>
  op.kind === actionPlanKind && !before.has(op.doc) && removableItemOf(op.kind, op.path) === null;

function mayUndo(op: Op, before: WrittenBatch['before']): boolean {
  if (isTextOp(op) || !isUndoablePath(op.kind, op.path)) return false;
  const document = before.get(op.doc);
  // A new record is removed as a whole, elsewhere.
  if (document === undefined) return op.kind === actionPlanKind;
  // A decision replaces all values. Typing on beside a conflict replaces the own one alone.
  const register = document.registerAt(op.path);
  return !hasConflict(register) || (register?.heads.every(({ dot }) => op.over.includes(dot)) ?? true);
}

/** Items without any register before these ops. */
function addedItemsOf(ops: readonly Op[], before: WrittenBatch['before']): UndoStep['added'] {
  const found = new Map<string, UndoStep['added'][number]>();
  for (const { doc, kind, path } of ops) {
    const document = before.get(doc);
    if (document?.registerAt(path) !== undefined) continue;
    const item = removableItemOf(kind, path);
    if (item !== null && !found.has(`${doc} ${item}`) && !hasRegistersBelow(document, item))
      found.set(`${doc} ${item}`, { doc, item });
  }
  return [...found.values()];
}

/** Only for items with a new register: it costs the document's size. */
const hasRegistersBelow = (document: StoredDocument | undefined, item: Path): boolean =>
  document !== undefined && Object.keys(document.toRow().registers).some((path) => isPathBelow(path, item));

const isSameField = (before: UndoStep, step: UndoStep): boolean =>
  before.typed !== undefined &&
  before.device === step.device &&
  before.typed[0] === step.typed?.[0] &&
  before.docs.join() === step.docs.join() &&
  step.added.length === 0;

const isSameBurst = (before: UndoStep, step: UndoStep): boolean =>
  step.atMs - before.atMs <= typingPauseMs && step.atMs - before.beganAtMs <= typingBurstMs;

const isSameEntry = (before: UndoStep, step: UndoStep): boolean => step.atMs - before.atMs <= datePauseMs;

const joinedStep = (before: UndoStep, { last, atMs, typed = [] }: UndoStep): UndoStep => ({
  ...before,
  last,
  atMs,
  typed: [...new Set([...(before.typed ?? []), ...typed])],
});
