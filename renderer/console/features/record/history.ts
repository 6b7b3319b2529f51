import type { Json } from '#domain/base/json.ts';
import type { Dot } from '#domain/document/dot.ts';
import { isFarAhead } from '#domain/clock/hlc.ts';
import type { HistoryOp } from '#renderer/console/api/answers.ts';

/** One change, with what it replaced. */
export interface Change {
  readonly dot: string;
  readonly path: string;
  readonly device: string;
  /** By the writer's clock; `isClockAhead` when that was more than a day ahead of headquarters'. */
  readonly atMs: number;
  readonly isClockAhead: boolean;
  readonly state: HistoryOp['state'];
  readonly reason: string | null;
  readonly releasedBy: string | null;
  /** Undefined for rich text. */
  readonly now: Json | undefined;
  /** What it wrote was erased: `now` is what stands in its place. */
  readonly isErased: boolean;
  /** What stood there before; several where it decided a conflict, none where it was the first. */
  readonly before: readonly Before[];
}

/** `notLoaded`: the change that wrote it is older than what was fetched. */
export type Before =
  | { readonly kind: 'value'; readonly dot: string; readonly value: Json | undefined }
  | { readonly kind: 'erased'; readonly dot: string }
  | { readonly kind: 'notLoaded'; readonly dot: string };

/** What reached headquarters in one pack: one place in the log. */
export interface Arrival {
  readonly place: number;
  readonly device: string;
  readonly authorName: string | null;
  readonly receivedAtMs: number;
  readonly changes: readonly Change[];
}

/**
 * The changes of a record by arrival, newest first, each beside what it replaced. A first "rated" beside its level
 * says nothing that the level does not say, and is left out.
 */
export function readHistory(ops: readonly HistoryOp[]): readonly Arrival[] {
  const opsByDot = new Map(ops.map((op) => [op.dot, op]));
  const arrivals: (Omit<Arrival, 'changes'> & { readonly changes: Change[] })[] = [];
  for (const op of ops) {
    const change = changeOf(op, opsByDot);
    const current = arrivals.at(-1);
    if (current?.place === op.place) {
      current.changes.push(change);
      continue;
    }
    arrivals.push({
      place: op.place,
      device: op.device,
      authorName: op.author?.name ?? null,
      receivedAtMs: op.receivedAtMs,
      changes: [change],
    });
  }
  return arrivals.map((arrival) => ({
    ...arrival,
    changes: arrival.changes.filter((change) => !isSaidByLevel(change, arrival.changes)),
  }));
}

function isSaidByLevel({ path, now, before, state }: Change, changes: readonly Change[]): boolean {
  if (now !== 'rated' || before.length > 0 || state !== 'counts' || !path.endsWith('/state')) return false;
  const level = path.replace(/state$/, 'level');
  return changes.some((other) => other.path === level && other.state === 'counts');
}

/** Changes of one subject that were written in one go, in the order of writing. */
export interface Moment {
  readonly atMs: number;
  readonly changes: readonly Change[];
}

const oneGoMs = 60_000;

/** Puts together neighbours of one subject that were written within a minute. The newest moment comes first. */
export function changesByMoment(
  changes: readonly Change[],
  subjectOf: (change: Change) => string,
): readonly Moment[] {
  const moments: Change[][] = [];
  for (const change of changes) {
    const current = moments.at(-1);
    const last = current?.[0];
    const isSame =
      last !== undefined &&
      subjectOf(last) === subjectOf(change) &&
      Math.abs(last.atMs - change.atMs) < oneGoMs;
    // `changes` come newest first; within a moment they read as they were written.
    if (isSame) current?.unshift(change);
    else moments.push([change]);
  }
  return moments.map((inMoment) => ({ atMs: inMoment.at(-1)?.atMs ?? 0, changes: inMoment }));
}

/** The same for one question: only what lies below `prefix`. */
export const changesBelow = (history: readonly Arrival[], prefix: string): readonly Arrival[] =>
  history
    .map((arrival) => ({
      ...arrival,
      changes: arrival.changes.filter(({ path }) => path.startsWith(prefix)),
    }))
    .filter(({ changes }) => changes.length > 0);

const changeOf = (op: HistoryOp, opsByDot: ReadonlyMap<Dot, HistoryOp>): Change => ({
  dot: op.dot,
  path: op.path,
  device: op.device,
  atMs: op.stamp[0],
  isClockAhead: isFarAhead(op.stamp, op.receivedAtMs),
  state: op.state,
  reason: op.reason ?? null,
  releasedBy: op.releasedBy?.name ?? null,
  now: op.value,
  isErased: op.erased === true,
  before: op.over.map((dot) => beforeOf(dot, opsByDot.get(dot))),
});

function beforeOf(dot: Dot, op: HistoryOp | undefined): Before {
  if (op === undefined) return { kind: 'notLoaded', dot };
  return op.erased === true ? { kind: 'erased', dot } : { kind: 'value', dot, value: op.value };
}
