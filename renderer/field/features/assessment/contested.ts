import { AnswerState, Level } from '#domain/assessment/assessment.ts';
import { equalJson, type Json } from '#domain/base/json.ts';
import { compareStamps, type Stamp } from '#domain/clock/hlc.ts';
import type { Document } from '#domain/document/document.ts';
import { deviceOf, type Dot } from '#domain/document/dot.ts';
import type { Path } from '#domain/document/path.ts';
import { type Head, isConflict } from '#domain/document/register.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { Rating } from './rating.ts';

/** One of the values between which a person has to decide (M3), with what to write to keep it. */
export interface Candidate {
  readonly key: string;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly shown:
    | { readonly kind: 'rating'; readonly rating: Rating }
    | { readonly kind: 'text'; readonly text: string };
  readonly keep: readonly { readonly path: string; readonly value: Json }[];
}

/** The values of a contested text, newest first; empty while there is nothing to decide. */
export function contestedText(document: Document, path: string): readonly Candidate[] {
  return contestedHeads(document, path).map((head) => ({
    key: head.dot,
    device: deviceOf(head.dot),
    atMs: head.stamp[0],
    shown: { kind: 'text', text: typeof head.value === 'string' ? head.value : '' },
    keep: [{ path, value: head.value }],
  }));
}

/**
 * The answers of a contested question, newest first. Each device wrote state and level together, so its heads in the two
 * registers are one answer; where it has a head in one only, the other is undisputed and belongs to all.
 */
export function contestedRating(document: Document, qid: string): readonly Candidate[] {
  const statePath = `answers/${qid}/state`;
  const levelPath = `answers/${qid}/level`;
  const states = headsAt(document, statePath);
  const levels = headsAt(document, levelPath);
  const contested = [...contestedHeads(document, statePath), ...contestedHeads(document, levelPath)];
  const newestOfEach = [...new Set(contested.map(({ dot }) => deviceOf(dot)))]
    .flatMap((device) =>
      contested
        .filter(({ dot }) => deviceOf(dot) === device)
        .toSorted(newestFirst)
        .slice(0, 1),
    )
    .toSorted(newestFirst);
  const candidates = newestOfEach.map(({ dot, stamp }): Candidate => {
    const device = deviceOf(dot);
    const state = ofDevice(states, device)?.value ?? null;
    const level = ofDevice(levels, device)?.value ?? null;
    return {
      key: dot,
      device,
      atMs: stamp[0],
      shown: { kind: 'rating', rating: readRating(state, level) },
      keep: [
        { path: statePath, value: state },
        { path: levelPath, value: level },
      ],
    };
  });
  return candidates.filter(({ keep }, at) => candidates.findIndex((one) => equalJson(one.keep, keep)) === at);
}

function readRating(state: Json, level: Json): Rating {
  const parsedState = AnswerState.catch('blank').parse(state ?? (level === null ? 'blank' : 'rated'));
  const parsedLevel = Level.safeParse(level);
  if (parsedState !== 'rated') return { state: parsedState, level: null };
  return parsedLevel.success ? { state: 'rated', level: parsedLevel.data } : { state: 'blank', level: null };
}

const ofDevice = (heads: readonly Head[], device: DeviceId): Head | undefined =>
  heads.find(({ dot }) => deviceOf(dot) === device) ?? heads.toSorted(newestFirst)[0];

/** Equal values are one to a person: only the newest of them is shown. */
function contestedHeads(document: Document, path: string): readonly Head[] {
  const register = document.registers[path as Path];
  if (!isConflict(register)) return [];
  const newest = headsAt(document, path).toSorted(newestFirst);
  return newest.filter(({ value }, at) => newest.findIndex((one) => one.value === value) === at);
}

// Reading takes any text: what is not a path has no register.
const headsAt = (document: Document, path: string): readonly Head[] =>
  document.registers[path as Path]?.heads ?? [];

const newestFirst = (a: Head, b: Head): number => compareStamps(stamped(b), stamped(a));
const stamped = ({ dot, stamp }: { readonly dot: Dot; readonly stamp: Stamp }) => ({
  stamp,
  device: deviceOf(dot),
});
