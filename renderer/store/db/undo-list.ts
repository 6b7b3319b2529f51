import { deviceOfDot, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { BarredAct, UndoDirection } from '../api/undo-api.ts';
import type { FieldDatabase } from './database.ts';
import { putMeta, readSomeMeta } from './meta.ts';
import { emptyUndoPosition, type UndoPosition } from './undo-position.ts';

/**
 * One act of a person: own ops with successive numbers. Their former values are in the ops that they replaced, so that
 * a step has none, and an erased value never returns.
 */
export interface UndoStep {
  /** Position in the one list of this laptop, from 1. */
  readonly n: number;
  readonly log: LogId;
  /** Identity that wrote the ops. */
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  /** Records that it wrote. */
  readonly docs: readonly DocumentId[];
  readonly beganAtMs: number;
  readonly atMs: number;
  /** Items that it added, or `''` for a record that it began: an undo removes them. */
  readonly added: readonly { readonly doc: DocumentId; readonly item: Path | '' }[];
  /** Registers of a burst of typing, the field first; further writes extend it. Other ops in between do not count. */
  readonly typed?: readonly Path[];
  /** Writes in several logs that are one act share it. */
  readonly act?: string;
  /** Nothing takes this act back, and no undo reaches an older act behind it. */
  readonly barred?: BarredAct;
}

/** A step that has no position yet. */
export type NewUndoStep = Omit<UndoStep, 'n'>;

/** The list as a write needs it. */
export interface UndoListEnd {
  readonly position: UndoPosition;
  /** Newest steps that can be undone, the newest last; as many as were read. */
  readonly recent: readonly UndoStep[];
}

/** Change of the list, saved together with the write that it belongs to. */
export interface UndoListChange {
  readonly put: UndoStep;
  /** Positions whose steps go, both included; `from` greater than `to` for none. */
  readonly gone: { readonly from: number; readonly to: number };
  readonly position: UndoPosition;
}

/** Number of steps that can be undone. */
export const maximumUndoSteps = 200;

/** Pause after which typing in the same field is another step. */
export const typingPauseMs = 2_000;
/** Pause after which a date in the same field is another step. */
export const datePauseMs = 10_000;
/** Longest typing in one step. */
export const typingBurstMs = 10_000;

/** Read the newest steps that can be undone. Runs in the caller's transaction over `undoSteps`. */
export async function readRecentSteps(
  db: FieldDatabase,
  { done }: UndoPosition,
  count: number,
): Promise<readonly UndoStep[]> {
  const keys = await db.undoSteps.where(':id').belowOrEqual(done).reverse().limit(count).primaryKeys();
  const undoSteps = await db.undoSteps.bulkGet(keys.toReversed());
  return undoSteps.filter((step) => step !== undefined);
}

/** The step that an undo or a redo takes next; null without one. */
export async function readNextStep(
  db: FieldDatabase,
  { done, undone }: UndoPosition,
  undoDirection: UndoDirection,
): Promise<UndoStep | null> {
  const steps = db.undoSteps.where(':id');
  const [key] = await (undoDirection === 'undo'
    ? steps.belowOrEqual(done).reverse()
    : steps.between(done + 1, undone, true, true)
  )
    .limit(1)
    .primaryKeys();
  return key === undefined ? null : ((await db.undoSteps.get(key)) ?? null);
}

/**
 * The list with a new act on it, after which nothing can be redone.
 * @param over position of the step that this one replaces, such as a longer burst of typing
 */
export function withUndoStep(
  { position }: UndoListEnd,
  undoStep: NewUndoStep,
  over?: number,
): UndoListChange {
  const n = over ?? position.done + 1;
  return {
    put: { ...undoStep, n },
    gone: { from: n + 1, to: position.undone },
    position: { done: n, undone: n },
  };
}

/** The list after a step was taken; `reverse` has the ops that did it. */
export const withStepTaken = (
  { undone }: UndoPosition,
  { n }: UndoStep,
  reverseStep: NewUndoStep,
  undoDirection: UndoDirection,
): UndoListChange => ({
  put: { ...reverseStep, n },
  gone: { from: 1, to: 0 },
  position: undoDirection === 'undo' ? { done: n - 1, undone: Math.max(n, undone) } : { done: n, undone },
});

/** Save an act that nothing takes back. Runs in the caller's transaction over `undoSteps` and `meta`. */
export async function saveBarredAct(
  db: FieldDatabase,
  log: LogId,
  barred: BarredAct,
  atMs: number,
): Promise<void> {
  const { undoPlace: undoPosition = emptyUndoPosition, sentinel } = await readSomeMeta(db, [
    'undoPlace',
    'sentinel',
  ]);
  if (sentinel === undefined) return;
  const [lastUndoStep] = await readRecentSteps(db, undoPosition, 1);
  const { device } = sentinel;
  const step = { log, device, first: 0, last: 0, docs: [], beganAtMs: atMs, atMs, added: [], barred };
  const over = lastUndoStep !== undefined && isSameBar(lastUndoStep, step) ? lastUndoStep.n : undefined;
  const undoListChange = withUndoStep({ position: undoPosition, recent: [] }, step, over);
  await saveUndoChange(db, undoListChange);
  await putMeta(db, 'undoPlace', undoListChange.position);
}

/** The same act once more, which nothing takes back: a text of notes that a person goes on writing. */
export const isSameBar = (previousUndoStep: UndoStep, undoStep: NewUndoStep): boolean =>
  previousUndoStep.barred !== undefined &&
  undoStep.barred !== undefined &&
  previousUndoStep.log === undoStep.log &&
  JSON.stringify(previousUndoStep.barred) === JSON.stringify(undoStep.barred);

/** Save a change. Runs in the caller's transaction over `undoSteps`; the position is saved by the caller. */
export async function saveUndoChange(db: FieldDatabase, { put, gone }: UndoListChange): Promise<void> {
  await db.undoSteps.put(put);
  if (gone.from <= gone.to) await db.undoSteps.where(':id').between(gone.from, gone.to, true, true).delete();
  if (put.n > maximumUndoSteps) await db.undoSteps.delete(put.n - maximumUndoSteps);
}

/**
 * The step after the ops of one register moved to one op at the end of the own chain (`setAsideHeldTexts`); null where
 * it goes. The last step of that register alone follows; its earlier steps go, since their versions are gone. Steps with
 * other registers stay.
 * @param undoSteps of the log, the oldest first
 */
export function withOpsMoved(
  undoSteps: readonly UndoStep[],
  undoPosition: UndoPosition,
  {
    own,
    moved,
    waiting,
  }: { readonly own: readonly Op[]; readonly moved: Op; readonly waiting: readonly Op[] },
): { readonly put: UndoStep | null; readonly gone: readonly number[] } {
  const deviceId = deviceOfDot(moved.dot);
  const isIn = (undoStep: UndoStep, { dot }: Op): boolean =>
    numberOfDot(dot) >= undoStep.first && numberOfDot(dot) <= undoStep.last;
  const isOfRegister = (op: Op): boolean => op.doc === moved.doc && op.path === moved.path;
  const isMoved = (undoStep: UndoStep): boolean => {
    const [oldestOp] = waiting;
    const isKnown =
      undoStep.typed !== undefined || (oldestOp !== undefined && numberOfDot(oldestOp.dot) <= undoStep.first);
    return (
      undoStep.device === deviceId &&
      undoStep.added.length === 0 &&
      undoStep.barred === undefined &&
      isKnown &&
      own.some((op) => isIn(undoStep, op)) &&
      waiting.every(
        (op) => !isIn(undoStep, op) || undoStep.typed?.includes(op.path) === false || isOfRegister(op),
      )
    );
  };
  const foundUndoSteps = undoSteps.filter(isMoved);
  const lastUndoStep = foundUndoSteps.findLast((step) => step.n <= undoPosition.done);
  const n = numberOfDot(moved.dot);
  return {
    put: lastUndoStep === undefined ? null : { ...lastUndoStep, first: n, last: n },
    gone: foundUndoSteps.filter((step) => step !== lastUndoStep).map((step) => step.n),
  };
}
