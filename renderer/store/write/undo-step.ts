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
import { emptyUndoPlace, type UndoPlace } from '../db/undo-place.ts';
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
export const takeUndoStep = (parts: WriteDependencies, way: UndoDirection): Promise<StepOutcome> =>
  parts.mutex(async () => {
    const first = await takeNextStep(parts, way);
    let { outcome } = first;
    // The other steps of the same act. A refusal leaves them to the next undo.
    for (let { act } = first; act !== undefined && outcome.result.kind === 'done'; ) {
      if (outcome.uncommitted !== null) break;
      const next = await takeNextStep(parts, way, act);
      if (next.outcome.result.kind !== 'done') break;
      outcome = { ...outcome, uncommitted: next.outcome.uncommitted };
      ({ act } = next);
    }
    return outcome;
  });

/** @param act only a step of this act is taken */
async function takeNextStep(
  parts: WriteDependencies,
  way: UndoDirection,
  act?: string,
): Promise<{ readonly outcome: StepOutcome; readonly act: string | undefined }> {
  const { db } = parts;
  for (;;) {
    const place = (await readMeta(db, 'undoPlace')) ?? emptyUndoPlace;
    const step = await readNextStep(db, place, way);
    if (step === null || (act !== undefined && step.act !== act))
      return { outcome: settled({ kind: 'nothing' }), act };
    const { log, barred } = step;
    if (barred !== undefined) return { outcome: settled({ kind: 'barred', log, act: barred }), act };
    const { writes, changedSince } = await planStep(db, log, step);
    if (writes.length > 0) {
      const outcome = await writeStep(parts, place, { step, writes, changedSince }, way);
      return { outcome, act: step.act };
    }
    await db.undoSteps.delete(step.n);
    if (changedSince.length > 0)
      return { outcome: settled({ kind: 'changedSince', log, changedSince }), act: step.act };
  }
}

const settled = (result: UndoResult): StepOutcome => ({ result, uncommitted: null });

interface StepPlan {
  readonly writes: readonly StepWrite[];
  /** Registers left alone, each with the device that changed it. */
  readonly changedSince: readonly UndoneRegister[];
}

async function writeStep(
  parts: WriteDependencies,
  place: UndoPlace,
  { step, writes, changedSince }: StepPlan & { readonly step: UndoStep },
  way: UndoDirection,
): Promise<StepOutcome> {
  const { log } = step;
  const registers = writes.map(({ doc, kind, path, value }) => ({ doc, kind, path, value }));
  const result: UndoResult = { kind: 'done', log, registers, changedSince };
  try {
    const written = await writeRegistersNow(parts, log, writes, recordStepTaken(place, step, way));
    return settled(written.kind === 'saved' ? result : written);
  } catch (error) {
    if (!(error instanceof NotCommittedError)) throw error;
    return { result, uncommitted: error };
  }
}

/** The ops of an undo are the step that a redo takes, and the reverse. */
const recordStepTaken = (place: UndoPlace, step: UndoStep, way: UndoDirection): RecordUndo => ({
  depth: 0,
  change: (_, { device, ops, atMs }) => {
    const numbers = ops.map(({ dot }) => numberOfDot(dot));
    const reverse: NewUndoStep = {
      log: step.log,
      device,
      first: Math.min(...numbers),
      last: Math.max(...numbers),
      docs: [...new Set(ops.map(({ doc }) => doc))],
      beganAtMs: atMs,
      atMs,
      added: [],
      ...(step.act !== undefined && { act: step.act }),
    };
    return withStepTaken(place, step, reverse, way);
  },
});

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
    const other = deviceIn(
      step.device,
      itemRegistersOf(document.toRow(), item).map(([, one]) => one),
    );
    if (other === null) writes.push({ doc, kind, path, value: true, over });
    else changedSince.push({ doc, kind, path, device: other });
  }
  for (const ops of (await readStepRegisters(db, log, step)).values()) {
    const [first] = ops;
    const { doc, kind, path } = first;
    if (step.added.some((one) => one.doc === doc && (one.item === '' || isPathBelow(path, one.item))))
      continue;
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

/** A colleague's device with a value in these registers; null where they have this device's values alone. */
function deviceIn(own: DeviceId, registers: readonly Register[]): DeviceId | null {
  for (const { heads } of registers) {
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
  !isTextOp(op) && op.erased !== true && !isCausalContextPath(op.path) && !isAsidePath(op.kind, op.path);

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
