import { AnswerStatus, MaturityLevel } from '#domain/assessment/assessment.ts';
import { areJsonEqual, type JsonValue } from '#base/json.ts';
import { compareTimestamps, type HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Document, type Head, hasConflict } from '#domain/document/document.ts';
import { deviceOfDot, type Dot, type Path } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { IndicatorRating } from './question-model.ts';

/** One of the values between which a person has to decide (M3), with the value to write to keep it. */
export interface ConflictCandidate {
  readonly key: string;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly shown:
    | { readonly kind: 'rating'; readonly rating: IndicatorRating }
    | { readonly kind: 'text'; readonly text: string };
  readonly keep: readonly { readonly path: string; readonly value: JsonValue }[];
}

/** Values of a text with a conflict, newest first; empty without a conflict. */
export function textConflictCandidates(document: Document, path: string): readonly ConflictCandidate[] {
  return conflictingHeads(document, path).map((head) => ({
    key: head.dot,
    device: deviceOfDot(head.dot),
    atMs: head.stamp[0],
    shown: { kind: 'text', text: typeof head.value === 'string' ? head.value : '' },
    keep: [{ path, value: head.value }],
  }));
}

/**
 * Answers of a question with a conflict, newest first.
 * Each device wrote state and level together, so its heads in the two registers are one answer. Where it has
 * a head in one only, the other is undisputed and belongs to all.
 */
export function ratingConflictCandidates(document: Document, qid: string): readonly ConflictCandidate[] {
  const statePath = `answers/${qid}/state`;
  const levelPath = `answers/${qid}/level`;
  const states = registerHeadsAt(document, statePath);
  const levels = registerHeadsAt(document, levelPath);
  const contested = [...conflictingHeads(document, statePath), ...conflictingHeads(document, levelPath)];
  const newestOfEach = [...new Set(contested.map(({ dot }) => deviceOfDot(dot)))]
    .flatMap((device) =>
      contested
        .filter(({ dot }) => deviceOfDot(dot) === device)
        .toSorted(compareHeadsNewestFirst)
        .slice(0, 1),
    )
    .toSorted(compareHeadsNewestFirst);
  const candidates = newestOfEach.map(({ dot, stamp }): ConflictCandidate => {
    const device = deviceOfDot(dot);
    const state = headOfDevice(states, device)?.value ?? null;
    const level = headOfDevice(levels, device)?.value ?? null;
    return {
      key: dot,
      device,
      atMs: stamp[0],
      shown: { kind: 'rating', rating: parseConflictingRating(state, level) },
      keep: [
        { path: statePath, value: state },
        { path: levelPath, value: level },
      ],
    };
  });
  return candidates.filter(
    ({ keep }, at) => candidates.findIndex((one) => areJsonEqual(one.keep, keep)) === at,
  );
}

function parseConflictingRating(state: JsonValue, level: JsonValue): IndicatorRating {
  const parsedState = AnswerStatus.catch('blank').parse(state ?? (level === null ? 'blank' : 'rated'));
  const parsedLevel = MaturityLevel.safeParse(level);
  if (parsedState !== 'rated') return { state: parsedState, level: null };
  return parsedLevel.success ? { state: 'rated', level: parsedLevel.data } : { state: 'blank', level: null };
}

const headOfDevice = (heads: readonly Head[], device: DeviceId): Head | undefined =>
  heads.find(({ dot }) => deviceOfDot(dot) === device) ?? heads.toSorted(compareHeadsNewestFirst)[0];

/** Equal values are one to a person: only the newest of them is shown. */
function conflictingHeads(document: Document, path: string): readonly Head[] {
  const register = document.registers[path as Path];
  if (!hasConflict(register)) return [];
  const newest = registerHeadsAt(document, path).toSorted(compareHeadsNewestFirst);
  return newest.filter(({ value }, at) => newest.findIndex((one) => one.value === value) === at);
}

// Reading takes any text: an invalid path has no register.
const registerHeadsAt = (document: Document, path: string): readonly Head[] =>
  document.registers[path as Path]?.heads ?? [];

const compareHeadsNewestFirst = (a: Head, b: Head): number =>
  compareTimestamps(deviceTimestampOfHead(b), deviceTimestampOfHead(a));
const deviceTimestampOfHead = ({ dot, stamp }: { readonly dot: Dot; readonly stamp: HlcTimestamp }) => ({
  stamp,
  device: deviceOfDot(dot),
});
