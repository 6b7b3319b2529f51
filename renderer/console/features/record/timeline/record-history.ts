import type { HistoryOp, NamedPerson } from '#api/console-api.ts';
import type { JsonValue } from '#base/json.ts';
import { isTimestampFarAhead } from '#domain/clock/hlc.ts';
import type { Dot } from '#domain/document/op.ts';

/** Person behind a device, and the device's label. */
export interface WriterNames {
  readonly people: Readonly<Record<string, NamedPerson>>;
  readonly labels: ReadonlyMap<string, string>;
}

/** One change, with the values that it replaced. */
export interface RecordChange {
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
  readonly now: JsonValue | undefined;
  /** Its value was erased: `now` is the remaining one. */
  readonly isErased: boolean;
  /** Former values; several where it decided a conflict, none where it was the first. */
  readonly before: readonly FormerValue[];
}

/** `notLoaded`: the change that wrote it is older than the fetched ones. */
export type FormerValue =
  | { readonly kind: 'value'; readonly dot: string; readonly value: JsonValue | undefined }
  | { readonly kind: 'erased'; readonly dot: string }
  | { readonly kind: 'notLoaded'; readonly dot: string };

/** Changes of one pack: one place in the log. */
export interface PackArrival {
  readonly place: number;
  readonly device: string;
  readonly authorName: string | null;
  readonly receivedAtMs: number;
  readonly changes: readonly RecordChange[];
}

/**
 * Changes of a record by arrival, newest first, each beside the values that it replaced. A first "rated"
 * beside its level is redundant and left out.
 */
export function readRecordHistory(ops: readonly HistoryOp[]): readonly PackArrival[] {
  const opsByDot = new Map(ops.map((op) => [op.dot, op]));
  const arrivals: (Omit<PackArrival, 'changes'> & { readonly changes: RecordChange[] })[] = [];
  for (const op of ops) {
    const change = recordChangeOf(op, opsByDot);
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
    changes: arrival.changes.filter((change) => !isImpliedByLevel(change, arrival.changes)),
  }));
}

function isImpliedByLevel(
  { path, now, before, state }: RecordChange,
  changes: readonly RecordChange[],
): boolean {
  if (now !== 'rated' || before.length > 0 || state !== 'counts' || !path.endsWith('/state')) return false;
  const level = path.replace(/state$/, 'level');
  return changes.some((other) => other.path === level && other.state === 'counts');
}

/** Changes of one subject within a minute, in the order of writing. */
interface ChangeMoment {
  readonly atMs: number;
  readonly changes: readonly RecordChange[];
}

const momentLengthMs = 60_000;

/** Group neighbours of one subject that were written within a minute. The newest group comes first. */
export function groupChangesByMoment(
  changes: readonly RecordChange[],
  subjectOf: (change: RecordChange) => string,
): readonly ChangeMoment[] {
  const moments: RecordChange[][] = [];
  for (const change of changes) {
    const current = moments.at(-1);
    const last = current?.[0];
    const isSame =
      last !== undefined &&
      subjectOf(last) === subjectOf(change) &&
      Math.abs(last.atMs - change.atMs) < momentLengthMs;
    // `changes` come newest first; within a moment they read as they were written.
    if (isSame) current?.unshift(change);
    else moments.push([change]);
  }
  return moments.map((inMoment) => ({ atMs: inMoment.at(-1)?.atMs ?? 0, changes: inMoment }));
}

/** The same for one question: only paths below `prefix`. */
export const arrivalsBelowPath = (history: readonly PackArrival[], prefix: string): readonly PackArrival[] =>
  history
    .map((arrival) => ({
      ...arrival,
      changes: arrival.changes.filter(({ path }) => path.startsWith(prefix)),
    }))
    .filter(({ changes }) => changes.length > 0);

const recordChangeOf = (op: HistoryOp, opsByDot: ReadonlyMap<Dot, HistoryOp>): RecordChange => ({
  dot: op.dot,
  path: op.path,
  device: op.device,
  atMs: op.stamp[0],
  isClockAhead: isTimestampFarAhead(op.stamp, op.receivedAtMs),
  state: op.state,
  reason: op.reason ?? null,
  releasedBy: op.releasedBy?.name ?? null,
  now: op.value,
  isErased: op.erased === true,
  before: op.over.map((dot) => formerValueOf(dot, opsByDot.get(dot))),
});

function formerValueOf(dot: Dot, op: HistoryOp | undefined): FormerValue {
  if (op === undefined) return { kind: 'notLoaded', dot };
  return op.erased === true ? { kind: 'erased', dot } : { kind: 'value', dot, value: op.value };
}
