import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { isCausalContextPath, itemRegistersOf, removedPathOf } from '#domain/document/causal-context.ts';
import { type Head, isItemRemoved, type Register, registerAt } from '#domain/document/document.ts';
import {
  deviceOfDot,
  type Dot,
  isPathBelow,
  isTextOp,
  numberOfDot,
  type Op,
  type ValueOp,
} from '#domain/document/op.ts';
import { blankValueOf, takesValue } from '#domain/document/undo-paths.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readStoredDocuments } from '../db/meta.ts';
import { opFromRow } from '../db/rows.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import {
  nextUndoStep,
  readUndoStacks,
  type UndoStep,
  withoutUndoStep,
  withStepTaken,
} from '../db/undo-stack.ts';
import { NotCommittedError } from '../recovery/uncommitted-entries.ts';
import type { RegisterWrite } from '../store-api.ts';
import type { UndoDirection, UndoneRegister, UndoResult } from '../undo-api.ts';
import { readBaseRow } from './fold-document.ts';
import type { RecordUndo } from './record-undo-step.ts';
import { type WriteDependencies, writeRegistersNow } from './write-registers.ts';

type StepWrite = Extract<RegisterWrite, { over: readonly Dot[] }>;

/** Outcome of a step, and the failure of a write that only the journal has so far. */
interface StepOutcome {
  readonly result: UndoResult;
  readonly uncommitted: NotCommittedError | null;
}

/**
 * Take the newest step of these records, in one batch of ops on the only write path. Rights, lease and the rules of final
 * records hold. A register that somebody changed since stays as it is. Steps with nothing left to take are dropped.
 */
export const takeUndoStep = (
  parts: WriteDependencies,
  log: LogId,
  docs: readonly DocumentId[],
  way: UndoDirection,
): Promise<StepOutcome> =>
  parts.mutex(async () => {
    const { db } = parts;
    for (;;) {
      const step = await readNextStep(db, log, docs, way);
      if (step === null) return settled({ kind: 'nothing' });
      const { writes, changedSince } = await planStep(db, log, step);
      if (writes.length > 0) return writeStep(parts, log, { step, writes, changedSince }, way);
      await dropStep(db, log, step);
      if (changedSince.length > 0) return settled({ kind: 'changedSince', changedSince });
    }
  });

const settled = (result: UndoResult): StepOutcome => ({ result, uncommitted: null });

async function readNextStep(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
  way: UndoDirection,
): Promise<UndoStep | null> {
  const stacks = [...(await readUndoStacks(db, log, docs)).values()];
  const steps = stacks.flatMap((stack) => nextUndoStep(stack, way) ?? []);
  return steps.reduce<UndoStep | null>(
    (newest, step) => (newest === null || step.last > newest.last ? step : newest),
    null,
  );
}

async function dropStep(db: FieldDatabase, log: LogId, step: UndoStep): Promise<void> {
  const stacks = await readUndoStacks(db, log, step.docs);
  await db.undoStacks.bulkPut([...stacks.values()].map((stack) => withoutUndoStep(stack, step)));
}

interface StepPlan {
  readonly writes: readonly StepWrite[];
  /** Registers left alone, each with the device that changed it. */
  readonly changedSince: readonly UndoneRegister[];
}

async function writeStep(
  parts: WriteDependencies,
  log: LogId,
  { step, writes, changedSince }: StepPlan & { readonly step: UndoStep },
  way: UndoDirection,
): Promise<StepOutcome> {
  const registers = writes.map(({ doc, kind, path }) => ({ doc, kind, path }));
  const result: UndoResult = { kind: 'done', registers, changedSince };
  try {
    const written = await writeRegistersNow(parts, log, writes, recordStepTaken(step, way));
    return settled(written.kind === 'saved' ? result : written);
  } catch (error) {
    if (!(error instanceof NotCommittedError)) throw error;
    return { result, uncommitted: error };
  }
}

/** The ops of an undo are the step that a redo takes, and the reverse. */
const recordStepTaken =
  (step: UndoStep, way: UndoDirection): RecordUndo =>
  (stacks, { device, ops, atMs }) => {
    const numbers = ops.map(({ dot }) => numberOfDot(dot));
    const reverse: UndoStep = {
      device,
      first: Math.min(...numbers),
      last: Math.max(...numbers),
      docs: [...new Set(ops.map(({ doc }) => doc))],
      beganAtMs: atMs,
      atMs,
      added: [],
    };
    return [...stacks.values()].map((stack) => withStepTaken(stack, step, reverse, way));
  };

async function planStep(db: FieldDatabase, log: LogId, step: UndoStep): Promise<StepPlan> {
  const documents = await readStoredDocuments(db, log, step.docs);
  const writes: StepWrite[] = [];
  const changedSince: UndoneRegister[] = [];
  for (const { doc, item } of step.added) {
    const document = documents.get(doc);
    if (document === undefined || isItemRemoved(document, item)) continue;
    const path = removedPathOf(item);
    const { kind } = document;
    const over = (registerAt(document, path)?.heads ?? []).map(({ dot }) => dot);
    const other = deviceBeside(step.device, document, item);
    if (other === null) writes.push({ doc, kind, path, value: true, over });
    else changedSince.push({ doc, kind, path, device: other });
  }
  for (const ops of (await readStepRegisters(db, log, step)).values()) {
    const [first] = ops;
    const { doc, kind, path } = first;
    if (step.added.some((one) => one.doc === doc && isPathBelow(path, one.item))) continue;
    const register = documents.get(doc)?.registerAt(path);
    if (register === undefined) continue;
    const heads = await standingHeads(db, log, register, ops);
    if (heads.length === 0) {
      const other = register.heads.find(({ dot }) => deviceOfDot(dot) !== step.device);
      if (other) changedSince.push({ doc, kind, path, device: deviceOfDot(other.dot) });
      continue;
    }
    const values = await readValuesBefore(db, log, first);
    if (values.length === 0) continue;
    const isSame =
      heads.length === 1 && values.length === 1 && areJsonEqual(values[0] ?? null, heads[0]?.value ?? null);
    if (isSame || !values.every((value) => takesValue(kind, path, value))) continue;
    const over = heads.map(({ dot }) => dot);
    const beside = values.length > 1 ? ({ beside: true } as const) : {};
    for (const value of values) writes.push({ doc, kind, path, value, over, ...beside });
  }
  return { writes, changedSince };
}

/** A colleague's device with a value in the item; null where it has this device's values alone. */
function deviceBeside(own: DeviceId, document: StoredDocument, item: string): DeviceId | null {
  for (const [, { heads }] of itemRegistersOf(document.toRow(), item)) {
    const other = heads.find(({ dot }) => deviceOfDot(dot) !== own);
    if (other) return deviceOfDot(other.dot);
  }
  return null;
}

/**
 * The heads of a register where all are ops of the step, or restored its value when later steps were taken back; else
 * none. Several are a decision that was taken back.
 */
async function standingHeads(
  db: FieldDatabase,
  log: LogId,
  { heads }: Register,
  ops: StepOps,
): Promise<readonly Head[]> {
  if (heads.every(({ dot }) => ops.some((op) => op.dot === dot))) return heads;
  const [head, ...others] = heads;
  const last = ops.at(-1);
  if (head === undefined || last === undefined || others.length > 0) return [];
  const own = deviceOfDot(last.dot);
  if (deviceOfDot(head.dot) !== own || !areJsonEqual(head.value, last.value)) return [];
  const row = await db.ops.get([log, own, numberOfDot(head.dot)]);
  const isOverOwn = row !== undefined && 'over' in row && row.over.every((dot) => deviceOfDot(dot) === own);
  return isOverOwn ? heads : [];
}

/** Ops of a step in one register, in their order. */
type StepOps = readonly [ValueOp, ...ValueOp[]];

/** Ops of each register that the step wrote; erased and pruned ones are left out. */
async function readStepRegisters(
  db: FieldDatabase,
  log: LogId,
  { device, first, last, docs, typed }: UndoStep,
): Promise<ReadonlyMap<string, StepOps>> {
  const rows = await db.ops
    .where('[log+device+n]')
    .between([log, device, first], [log, device, last], true, true)
    .toArray();
  const registers = new Map<string, [ValueOp, ...ValueOp[]]>();
  for (const op of rows.map(opFromRow)) {
    if (!isOpOfStep(op) || !docs.includes(op.doc) || typed?.includes(op.path) === false) continue;
    const key = `${op.doc} ${op.path}`;
    const before = registers.get(key);
    if (before === undefined) registers.set(key, [op]);
    else before.push(op);
  }
  return registers;
}

const isOpOfStep = (op: Op): op is ValueOp =>
  !isTextOp(op) && op.erased !== true && !isCausalContextPath(op.path);

/**
 * Values before this op, from the ops that it replaced; several where it decided a conflict, none where one is gone or
 * erased. A register that nobody had written becomes blank again.
 */
async function readValuesBefore(
  db: FieldDatabase,
  log: LogId,
  { doc, kind, path, over }: ValueOp,
): Promise<readonly JsonValue[]> {
  const blank = over.length === 0 ? blankValueOf(kind, path) : undefined;
  if (blank !== undefined) return [blank];
  const base = await readBaseRow(db, log, doc);
  const values: JsonValue[] = [];
  for (const dot of over) {
    const value = await readValueOf(db, log, dot, base?.registers[path]);
    if (value === undefined) return [];
    if (!values.some((one) => areJsonEqual(one, value))) values.push(value);
  }
  return values;
}

async function readValueOf(
  db: FieldDatabase,
  log: LogId,
  dot: Dot,
  register: Register | undefined,
): Promise<JsonValue | undefined> {
  const row = await db.ops.get([log, deviceOfDot(dot), numberOfDot(dot)]);
  if (row === undefined) return register?.heads.find((head) => head.dot === dot)?.value;
  const op = opFromRow(row);
  return isTextOp(op) || op.erased === true ? undefined : op.value;
}
