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
export function readRecordHistory(historyOps: readonly HistoryOp[]): readonly PackArrival[] {
  const opsByDot = new Map(historyOps.map((op) => [op.dot, op]));
  const arrivals: (Omit<PackArrival, 'changes'> & { readonly changes: RecordChange[] })[] = [];
  for (const historyOp of historyOps) {
    const recordChange = recordChangeOf(historyOp, opsByDot);
    const current = arrivals.at(-1);
    if (current?.place === historyOp.place) {
      current.changes.push(recordChange);
      continue;
    }
    arrivals.push({
      place: historyOp.place,
      device: historyOp.device,
      authorName: historyOp.author?.name ?? null,
      receivedAtMs: historyOp.receivedAtMs,
      changes: [recordChange],
    });
  }
  return arrivals.map((arrival) => ({
    ...arrival,
    changes: arrival.changes.filter((change) => !isImpliedByLevel(change, arrival.changes)),
  }));
}

function isImpliedByLevel(
  { path, now, before, state }: RecordChange,
  recordChanges: readonly RecordChange[],
): boolean {
  if (now !== 'rated' || before.length > 0 || state !== 'counts' || !path.endsWith('/state')) return false;
  const level = path.replace(/state$/, 'level');
  return recordChanges.some(
    (otherRecordChange) => otherRecordChange.path === level && otherRecordChange.state === 'counts',
  );
}

/** Changes of one subject within a minute, in the order of writing. */
interface ChangeMoment {
  readonly atMs: number;
  readonly changes: readonly RecordChange[];
}

const momentLengthMs = 60_000;

/** Group neighbours of one subject that were written within a minute. The newest group comes first. */
export function groupChangesByMoment(
  recordChanges: readonly RecordChange[],
  subjectOf: (recordChange: RecordChange) => string,
): readonly ChangeMoment[] {
  const moments: RecordChange[][] = [];
  for (const recordChange of recordChanges) {
    const currentRecordChanges = moments.at(-1);
    const lastRecordChange = currentRecordChanges?.[0];
    const isSame =
      lastRecordChange !== undefined &&
      subjectOf(lastRecordChange) === subjectOf(recordChange) &&
      Math.abs(lastRecordChange.atMs - recordChange.atMs) < momentLengthMs;
    // `changes` come newest first; within a moment they read as they were written.
    if (isSame) currentRecordChanges?.unshift(recordChange);
    else moments.push([recordChange]);
  }
  return moments.map((inMoment) => ({ atMs: inMoment.at(-1)?.atMs ?? 0, changes: inMoment }));
}

/** The same for one question: only paths below `prefix`. */
export const arrivalsBelowPath = (history: readonly PackArrival[], prefix: string): readonly PackArrival[] =>
  history
    .map((packArrival) => ({
      ...packArrival,
      changes: packArrival.changes.filter(({ path }) => path.startsWith(prefix)),
    }))
    .filter(({ changes }) => changes.length > 0);

const recordChangeOf = (historyOp: HistoryOp, opsByDot: ReadonlyMap<Dot, HistoryOp>): RecordChange => ({
  dot: historyOp.dot,
  path: historyOp.path,
  device: historyOp.device,
  atMs: historyOp.stamp[0],
  isClockAhead: isTimestampFarAhead(historyOp.stamp, historyOp.receivedAtMs),
  state: historyOp.state,
  reason: historyOp.reason ?? null,
  releasedBy: historyOp.releasedBy?.name ?? null,
  now: historyOp.value,
  isErased: historyOp.erased === true,
  before: historyOp.over.map((dot) => formerValueOf(dot, opsByDot.get(dot))),
});

function formerValueOf(dot: Dot, historyOp: HistoryOp | undefined): FormerValue {
  if (historyOp === undefined) return { kind: 'notLoaded', dot };
  return historyOp.erased === true ? { kind: 'erased', dot } : { kind: 'value', dot, value: historyOp.value };
}
