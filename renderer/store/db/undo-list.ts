import { deviceOfDot, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { BarredAct, UndoDirection } from '../api/undo-api.ts';
import type { FieldDatabase } from './database.ts';
import { putMeta, readSomeMeta } from './meta.ts';
import { emptyUndoPlace, type UndoPlace } from './undo-place.ts';

/**
 * One act of a person: own ops with successive numbers. Their former values are in the ops that they replaced, so that
 * a step has none, and an erased value never returns.
 */
export interface UndoStep {
  /** Place in the one list of this laptop, from 1. */
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

/** A step that has no place yet. */
export type NewUndoStep = Omit<UndoStep, 'n'>;

/** The list as a write needs it. */
export interface UndoListEnd {
  readonly place: UndoPlace;
  /** Newest steps that can be undone, the newest last; as many as were read. */
  readonly recent: readonly UndoStep[];
}

/** Change of the list, saved together with the write that it belongs to. */
export interface UndoListChange {
  readonly put: UndoStep;
  /** Places whose steps go, both included; `from` greater than `to` for none. */
  readonly gone: { readonly from: number; readonly to: number };
  readonly place: UndoPlace;
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
  { done }: UndoPlace,
  count: number,
): Promise<readonly UndoStep[]> {
  const keys = await db.undoSteps.where(':id').belowOrEqual(done).reverse().limit(count).primaryKeys();
  const steps = await db.undoSteps.bulkGet(keys.toReversed());
  return steps.filter((step) => step !== undefined);
}

/** The step that an undo or a redo takes next; null without one. */
export async function readNextStep(
  db: FieldDatabase,
  { done, undone }: UndoPlace,
  way: UndoDirection,
): Promise<UndoStep | null> {
  const steps = db.undoSteps.where(':id');
  const [key] = await (way === 'undo'
    ? steps.belowOrEqual(done).reverse()
    : steps.between(done + 1, undone, true, true)
  )
    .limit(1)
    .primaryKeys();
  return key === undefined ? null : ((await db.undoSteps.get(key)) ?? null);
}

/**
 * The list with a new act on it, after which nothing can be redone.
 * @param over place of the step that this one replaces, such as a longer burst of typing
 */
export function withUndoStep({ place }: UndoListEnd, step: NewUndoStep, over?: number): UndoListChange {
  const n = over ?? place.done + 1;
  return { put: { ...step, n }, gone: { from: n + 1, to: place.undone }, place: { done: n, undone: n } };
}

/** The list after a step was taken; `reverse` has the ops that did it. */
export const withStepTaken = (
  { undone }: UndoPlace,
  { n }: UndoStep,
  reverse: NewUndoStep,
  way: UndoDirection,
): UndoListChange => ({
  put: { ...reverse, n },
  gone: { from: 1, to: 0 },
  place: way === 'undo' ? { done: n - 1, undone: Math.max(n, undone) } : { done: n, undone },
});

/** Save an act that nothing takes back. Runs in the caller's transaction over `undoSteps` and `meta`. */
export async function saveBarredAct(
  db: FieldDatabase,
  log: LogId,
  barred: BarredAct,
  atMs: number,
): Promise<void> {
  const { undoPlace: place = emptyUndoPlace, sentinel } = await readSomeMeta(db, ['undoPlace', 'sentinel']);
  if (sentinel === undefined) return;
  const [last] = await readRecentSteps(db, place, 1);
  const { device } = sentinel;
  const step = { log, device, first: 0, last: 0, docs: [], beganAtMs: atMs, atMs, added: [], barred };
  const over = last !== undefined && isSameBar(last, step) ? last.n : undefined;
  const change = withUndoStep({ place, recent: [] }, step, over);
  await saveUndoChange(db, change);
  await putMeta(db, 'undoPlace', change.place);
}

/** The same act once more, which nothing takes back: a text of notes that a person goes on writing. */
export const isSameBar = (before: UndoStep, step: NewUndoStep): boolean =>
  before.barred !== undefined &&
  step.barred !== undefined &&
  before.log === step.log &&
  JSON.stringify(before.barred) === JSON.stringify(step.barred);

/** Save a change. Runs in the caller's transaction over `undoSteps`; the place is saved by the caller. */
export async function saveUndoChange(db: FieldDatabase, { put, gone }: UndoListChange): Promise<void> {
  await db.undoSteps.put(put);
  if (gone.from <= gone.to) await db.undoSteps.where(':id').between(gone.from, gone.to, true, true).delete();
  if (put.n > maximumUndoSteps) await db.undoSteps.delete(put.n - maximumUndoSteps);
}

/**
 * The step after the ops of one register moved to one op at the end of the own chain (`setAsideHeldTexts`); null where
 * it goes. The last step of that register alone follows; its earlier steps go, since their versions are gone. Steps with
 * other registers stay.
 * @param steps of the log, the oldest first
 */
export function withOpsMoved(
  steps: readonly UndoStep[],
  place: UndoPlace,
  {
    own,
    moved,
    waiting,
  }: { readonly own: readonly Op[]; readonly moved: Op; readonly waiting: readonly Op[] },
): { readonly put: UndoStep | null; readonly gone: readonly number[] } {
  const device = deviceOfDot(moved.dot);
  const isIn = (step: UndoStep, { dot }: Op): boolean =>
    numberOfDot(dot) >= step.first && numberOfDot(dot) <= step.last;
  const isOfRegister = (op: Op): boolean => op.doc === moved.doc && op.path === moved.path;
  const isMoved = (step: UndoStep): boolean => {
    const [oldest] = waiting;
    const isKnown =
      step.typed !== undefined || (oldest !== undefined && numberOfDot(oldest.dot) <= step.first);
    return (
      step.device === device &&
      step.added.length === 0 &&
      step.barred === undefined &&
      isKnown &&
      own.some((op) => isIn(step, op)) &&
      waiting.every((op) => !isIn(step, op) || step.typed?.includes(op.path) === false || isOfRegister(op))
    );
  };
  const found = steps.filter(isMoved);
  const last = found.findLast((step) => step.n <= place.done);
  const n = numberOfDot(moved.dot);
  return {
    put: last === undefined ? null : { ...last, first: n, last: n },
    gone: found.filter((step) => step !== last).map((step) => step.n),
  };
}
