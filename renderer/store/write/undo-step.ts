import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { isCausalContextPath, itemRegistersOf, removedPathOf } from '#domain/document/causal-context.ts';
import { type Head, isItemRemoved, type Register, registerAt } from '#domain/document/document.ts';
import {
  type Dot,
  deviceOfDot,
  isPathBelow,
  isTextOp,
  numberOfDot,
  type Op,
  type ValueOp,
} from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { blankValueOf, isAsidePath, takesValue } from '#domain/kinds/undo-paths.ts';
import type { RegisterWrite } from '../api/store-api.ts';
import type { UndoDirection, UndoneRegister, UndoResult } from '../api/undo-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readBaseRow } from '../db/fold-document.ts';
import { readMeta, readStoredDocuments } from '../db/meta.ts';
import { opFromRow } from '../db/rows.ts';
import { type NewUndoStep, readNextStep, type UndoStep, withStepTaken } from '../db/undo-list.ts';
import { emptyUndoPosition, type UndoPosition } from '../db/undo-position.ts';
import type { RecordUndo } from './record-undo-step.ts';
import { NotCommittedError } from './uncommitted-entries.ts';
import { type WriteDependencies, writeRegistersNow } from './write-registers.ts';

type StepWrite = Extract<RegisterWrite, { over: readonly Dot[] }>;

/** Outcome of a step, and the failure of a write that only the journal has so far. */
interface StepOutcome {
  readonly result: UndoResult;
  readonly uncommitted: NotCommittedError | null;
}

/**
 * Take the newest step of this laptop, in one batch of ops on the only write path; several steps of one act are taken
 * together. Rights and the rules of final records hold. A register that somebody changed since stays as it is. Steps
 * with nothing left to take are dropped. A step that nothing takes back stays, and hides all older ones.
 */
export const takeUndoStep = (
  writeDependencies: WriteDependencies,
  undoDirection: UndoDirection,
): Promise<StepOutcome> =>
  writeDependencies.mutex(async () => {
    const first = await takeNextStep(writeDependencies, undoDirection);
    let { outcome } = first;
    // The other steps of the same act. A refusal leaves them to the next undo.
    for (let { act } = first; act !== undefined && outcome.result.kind === 'done'; ) {
      if (outcome.uncommitted !== null) break;
      const next = await takeNextStep(writeDependencies, undoDirection, act);
      if (next.outcome.result.kind !== 'done') break;
      outcome = { ...outcome, uncommitted: next.outcome.uncommitted };
      ({ act } = next);
    }
    return outcome;
  });

/** @param act only a step of this act is taken */
async function takeNextStep(
  writeDependencies: WriteDependencies,
  undoDirection: UndoDirection,
  act?: string,
): Promise<{ readonly outcome: StepOutcome; readonly act: string | undefined }> {
  const { db } = writeDependencies;
  for (;;) {
    const undoPosition = (await readMeta(db, 'undoPlace')) ?? emptyUndoPosition;
    const undoStep = await readNextStep(db, undoPosition, undoDirection);
    if (undoStep === null || (act !== undefined && undoStep.act !== act))
      return { outcome: settled({ kind: 'nothing' }), act };
    const { log, barred } = undoStep;
    if (barred !== undefined) return { outcome: settled({ kind: 'barred', log, act: barred }), act };
    const { writes, changedSince } = await planStep(db, log, undoStep);
    if (writes.length > 0) {
      const outcome = await writeStep(
        writeDependencies,
        undoPosition,
        { step: undoStep, writes, changedSince },
        undoDirection,
      );
      return { outcome, act: undoStep.act };
    }
    await db.undoSteps.delete(undoStep.n);
    if (changedSince.length > 0)
      return { outcome: settled({ kind: 'changedSince', log, changedSince }), act: undoStep.act };
  }
}

const settled = (result: UndoResult): StepOutcome => ({ result, uncommitted: null });

interface StepPlan {
  readonly writes: readonly StepWrite[];
  /** Registers left alone, each with the device that changed it. */
  readonly changedSince: readonly UndoneRegister[];
}

async function writeStep(
  writeDependencies: WriteDependencies,
  undoPosition: UndoPosition,
  { step, writes, changedSince }: StepPlan & { readonly step: UndoStep },
  undoDirection: UndoDirection,
): Promise<StepOutcome> {
  const { log } = step;
  const registers = writes.map(({ doc, kind, path, value }) => ({ doc, kind, path, value }));
  const undoResult: UndoResult = { kind: 'done', log, registers, changedSince };
  try {
    const written = await writeRegistersNow(
      writeDependencies,
      log,
      writes,
      recordStepTaken(undoPosition, step, undoDirection),
    );
    return settled(written.kind === 'saved' ? undoResult : written);
  } catch (error) {
    if (!(error instanceof NotCommittedError)) throw error;
    return { result: undoResult, uncommitted: error };
  }
}

/** The ops of an undo are the step that a redo takes, and the reverse. */
const recordStepTaken = (
  undoPosition: UndoPosition,
  undoStep: UndoStep,
  undoDirection: UndoDirection,
): RecordUndo => ({
  depth: 0,
  change: (_, { device, ops, atMs }) => {
    const numbers = ops.map(({ dot }) => numberOfDot(dot));
    const reverseStep: NewUndoStep = {
      log: undoStep.log,
      device,
      first: Math.min(...numbers),
      last: Math.max(...numbers),
      docs: [...new Set(ops.map(({ doc }) => doc))],
      beganAtMs: atMs,
      atMs,
      added: [],
      ...(undoStep.act !== undefined && { act: undoStep.act }),
    };
    return withStepTaken(undoPosition, undoStep, reverseStep, undoDirection);
  },
});

async function planStep(db: FieldDatabase, logId: LogId, undoStep: UndoStep): Promise<StepPlan> {
  const documents = await readStoredDocuments(db, logId, undoStep.docs);
  const stepWrites: StepWrite[] = [];
  const changedSince: UndoneRegister[] = [];
  for (const { doc, item } of undoStep.added) {
    const storedDocument = documents.get(doc);
    if (storedDocument === undefined || isItemRemoved(storedDocument, item)) continue;
    const path = removedPathOf(item);
    const { kind } = storedDocument;
    const over = (registerAt(storedDocument, path)?.heads ?? []).map(({ dot }) => dot);
    const otherDeviceId = deviceIn(
      undoStep.device,
      itemRegistersOf(storedDocument.toRow(), item).map(([, register]) => register),
    );
    if (otherDeviceId === null) stepWrites.push({ doc, kind, path, value: true, over });
    else changedSince.push({ doc, kind, path, device: otherDeviceId });
  }
  for (const stepOps of (await readStepRegisters(db, logId, undoStep)).values()) {
    const [firstValueOp] = stepOps;
    const { doc, kind, path } = firstValueOp;
    if (undoStep.added.some((one) => one.doc === doc && (one.item === '' || isPathBelow(path, one.item))))
      continue;
    const register = documents.get(doc)?.registerAt(path);
    if (register === undefined) continue;
    const heads = await standingHeads(db, logId, register, stepOps);
    if (heads.length === 0) {
      const otherHead = register.heads.find(({ dot }) => deviceOfDot(dot) !== undoStep.device);
      if (otherHead) changedSince.push({ doc, kind, path, device: deviceOfDot(otherHead.dot) });
      continue;
    }
    const values = await readValuesBefore(db, logId, firstValueOp);
    if (values.length === 0) continue;
    const isSame =
      heads.length === 1 && values.length === 1 && areJsonEqual(values[0] ?? null, heads[0]?.value ?? null);
    if (isSame || !values.every((value) => takesValue(kind, path, value))) continue;
    const over = heads.map(({ dot }) => dot);
    const beside = values.length > 1 ? ({ beside: true } as const) : {};
    for (const value of values) stepWrites.push({ doc, kind, path, value, over, ...beside });
  }
  return { writes: stepWrites, changedSince };
}

/** A colleague's device with a value in these registers; null where they have this device's values alone. */
function deviceIn(ownDeviceId: DeviceId, registers: readonly Register[]): DeviceId | null {
  for (const { heads } of registers) {
    const otherHead = heads.find(({ dot }) => deviceOfDot(dot) !== ownDeviceId);
    if (otherHead) return deviceOfDot(otherHead.dot);
  }
  return null;
}

/**
 * The heads of a register where all are ops of the step, or restored its value when later steps were taken back; else
 * none. Several are a decision that was taken back.
 */
async function standingHeads(
  db: FieldDatabase,
  logId: LogId,
  { heads }: Register,
  stepOps: StepOps,
): Promise<readonly Head[]> {
  if (heads.every(({ dot }) => stepOps.some((op) => op.dot === dot))) return heads;
  const [head, ...otherHeads] = heads;
  const lastValueOp = stepOps.at(-1);
  if (head === undefined || lastValueOp === undefined || otherHeads.length > 0) return [];
  const ownDeviceId = deviceOfDot(lastValueOp.dot);
  if (deviceOfDot(head.dot) !== ownDeviceId || !areJsonEqual(head.value, lastValueOp.value)) return [];
  const opRow = await db.ops.get([logId, ownDeviceId, numberOfDot(head.dot)]);
  const isOverOwn =
    opRow !== undefined && 'over' in opRow && opRow.over.every((dot) => deviceOfDot(dot) === ownDeviceId);
  return isOverOwn ? heads : [];
}

/** Ops of a step in one register, in their order. */
type StepOps = readonly [ValueOp, ...ValueOp[]];

/** Ops of each register that the step wrote; erased and pruned ones are left out. */
async function readStepRegisters(
  db: FieldDatabase,
  logId: LogId,
  { device, first, last, docs, typed }: UndoStep,
): Promise<ReadonlyMap<string, StepOps>> {
  const opRows = await db.ops
    .where('[log+device+n]')
    .between([logId, device, first], [logId, device, last], true, true)
    .toArray();
  const registers = new Map<string, [ValueOp, ...ValueOp[]]>();
  for (const op of opRows.map(opFromRow)) {
    if (!isOpOfStep(op) || !docs.includes(op.doc) || typed?.includes(op.path) === false) continue;
    const key = `${op.doc} ${op.path}`;
    const before = registers.get(key);
    if (before === undefined) registers.set(key, [op]);
    else before.push(op);
  }
  return registers;
}

const isOpOfStep = (op: Op): op is ValueOp =>
  !isTextOp(op) && op.erased !== true && !isCausalContextPath(op.path) && !isAsidePath(op.kind, op.path);

/**
 * Values before this op, from the ops that it replaced; several where it decided a conflict, none where one is gone or
 * erased. A register that nobody had written becomes blank again.
 */
async function readValuesBefore(
  db: FieldDatabase,
  logId: LogId,
  { doc, kind, path, over }: ValueOp,
): Promise<readonly JsonValue[]> {
  const blank = over.length === 0 ? blankValueOf(kind, path) : undefined;
  if (blank !== undefined) return [blank];
  const baseRow = await readBaseRow(db, logId, doc);
  const values: JsonValue[] = [];
  for (const dot of over) {
    const value = await readValueOf(db, logId, dot, baseRow?.registers[path]);
    if (value === undefined) return [];
    if (!values.some((one) => areJsonEqual(one, value))) values.push(value);
  }
  return values;
}

async function readValueOf(
  db: FieldDatabase,
  logId: LogId,
  dot: Dot,
  register: Register | undefined,
): Promise<JsonValue | undefined> {
  const opRow = await db.ops.get([logId, deviceOfDot(dot), numberOfDot(dot)]);
  if (opRow === undefined) return register?.heads.find((head) => head.dot === dot)?.value;
  const op = opFromRow(opRow);
  return isTextOp(op) || op.erased === true ? undefined : op.value;
}
