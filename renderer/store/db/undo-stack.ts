import { deviceOfDot, numberOfDot, type Op, type Path } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { UndoDirection } from '../undo-api.ts';
import type { FieldDatabase } from './database.ts';

/**
 * One act of a person that can be taken back: own ops with successive numbers. Their former values are in the ops that
 * they replaced, so that a step has none, and an erased value never returns.
 */
export interface UndoStep {
  /** Identity that wrote the ops. */
  readonly device: DeviceId;
  readonly first: number;
  readonly last: number;
  /** Records that it wrote; it is a step of each. */
  readonly docs: readonly DocumentId[];
  readonly beganAtMs: number;
  readonly atMs: number;
  /** Items that it added: an undo removes them. */
  readonly added: readonly { readonly doc: DocumentId; readonly item: Path }[];
  /** Registers of a burst of typing, the field first; further writes extend it. Other ops in between do not count. */
  readonly typed?: readonly Path[];
}

/** Steps of one record, the last one last. Key [log+doc]. */
export interface UndoStack {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly done: readonly UndoStep[];
  readonly undone: readonly UndoStep[];
}

/** Number of steps of a record that can be undone. */
const maximumUndoSteps = 100;

/** Pause after which typing in the same field is another step. */
export const typingPauseMs = 2_000;
/** Pause after which a date in the same field is another step. */
export const datePauseMs = 10_000;
/** Longest typing in one step. */
export const typingBurstMs = 10_000;

export const emptyUndoStack = (log: LogId, doc: DocumentId): UndoStack => ({
  log,
  doc,
  done: [],
  undone: [],
});

/** Read the stacks of these documents, with an empty one for each that has none. */
export async function readUndoStacks(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, UndoStack>> {
  const rows = await db.undoStacks.bulkGet(docs.map((doc) => [log, doc] as const));
  return new Map(docs.map((doc, at) => [doc, rows[at] ?? emptyUndoStack(log, doc)] as const));
}

/** The step that an undo or a redo takes next. */
export const nextUndoStep = (stack: UndoStack | undefined, way: UndoDirection): UndoStep | undefined =>
  (way === 'undo' ? stack?.done : stack?.undone)?.at(-1);

/** The stack with a new act on it, after which nothing can be redone. */
export const withUndoStep = (stack: UndoStack, step: UndoStep): UndoStack => ({
  ...stack,
  done: [...stack.done, step].slice(-maximumUndoSteps),
  undone: [],
});

/** The stack without a step that nothing can be done with any more. */
export const withoutUndoStep = (stack: UndoStack, step: UndoStep): UndoStack => ({
  ...stack,
  done: stack.done.filter((one) => !isSameStep(one, step)),
  undone: stack.undone.filter((one) => !isSameStep(one, step)),
});

/** The stack after the step was taken; `reverse` has the ops that did it. */
export function withStepTaken(
  stack: UndoStack,
  step: UndoStep,
  reverse: UndoStep,
  way: UndoDirection,
): UndoStack {
  const rest = withoutUndoStep(stack, step);
  if (!reverse.docs.includes(stack.doc)) return rest;
  return way === 'undo'
    ? { ...rest, undone: [...rest.undone, reverse] }
    : { ...rest, done: [...rest.done, reverse] };
}

/**
 * The stack after the ops of one register moved to one op at the end of the own chain (`setAsideHeldTexts`). The last
 * step of that register alone follows; its earlier steps go, since their versions are gone. Steps with other registers
 * stay.
 */
export function withOpsMoved(
  stack: UndoStack,
  {
    own,
    moved,
    waiting,
  }: { readonly own: readonly Op[]; readonly moved: Op; readonly waiting: readonly Op[] },
): UndoStack {
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
      isKnown &&
      own.some((op) => isIn(step, op)) &&
      waiting.every((op) => !isIn(step, op) || step.typed?.includes(op.path) === false || isOfRegister(op))
    );
  };
  const last = stack.done.findLast(isMoved);
  const n = numberOfDot(moved.dot);
  return {
    ...stack,
    done: stack.done.flatMap((step) =>
      step === last ? [{ ...step, first: n, last: n }] : isMoved(step) ? [] : [step],
    ),
    undone: stack.undone.filter((step) => !isMoved(step)),
  };
}

const isSameStep = (a: UndoStep, b: UndoStep): boolean => a.device === b.device && a.first === b.first;
