import { AnswerState, Level } from '#domain/assessment/assessment.ts';
import type { Json } from '#domain/base/json.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { HistoryEntry } from '#renderer/store/store-api.ts';
import type { Rating } from './rating.ts';

/** One thing that somebody did to an answer. */
export interface HistoryLine {
  readonly key: string;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly where: 'laptop' | 'headquarters';
  readonly isHeld: boolean;
  readonly what:
    | { readonly kind: 'rating'; readonly rating: Rating }
    /** The answer to a question of any form, as people read it; empty for a blank one. */
    | { readonly kind: 'value'; readonly text: string }
    | { readonly kind: 'reason' | 'evidence' | 'evidenceRemoved' | 'other' };
}

/** Saves of one text by one person within so long are one act: nobody reads a list of keystrokes. */
const sameActMs = 10 * 60_000;

/** What happened to one question, newest first; `entries` as the store gives them. */
export function historyLinesOf(entries: readonly HistoryEntry[], qid: string): readonly HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const entry of entries) {
    const line = lineOf(entry, qid);
    const newer = lines.at(-1);
    if (line && !(newer && isSameAct(newer, line))) lines.push(line);
  }
  return lines;
}

function lineOf(entry: HistoryEntry, qid: string): HistoryLine | null {
  const what = whatOf(entry.path.slice(`answers/${qid}/`.length), entry.value);
  if (!what) return null;
  const { dot, device, stamp, where, held } = entry;
  return { key: dot, device, atMs: stamp[0], where, isHeld: held, what };
}

/** State and level of one answer are written together: a level tells a rating, a state tells everything else. */
function whatOf(register: string, value: Json | undefined): HistoryLine['what'] | null {
  if (register === 'level') {
    const level = Level.safeParse(value);
    return level.success ? { kind: 'rating', rating: { state: 'rated', level: level.data } } : null;
  }
  if (register === 'state') {
    const state = AnswerState.catch('blank').parse(value ?? 'blank');
    return state === 'rated' ? null : { kind: 'rating', rating: { state, level: null } };
  }
  if (register === 'rationale') return { kind: 'reason' };
  if (register.startsWith('evidence/'))
    return { kind: register.endsWith('/removed') ? 'evidenceRemoved' : 'evidence' };
  return { kind: 'other' };
}

/** A newer line swallows an older one of the same person, kind and place of keeping. */
const isSameAct = (newer: HistoryLine, older: HistoryLine): boolean =>
  newer.what.kind !== 'rating' &&
  newer.what.kind === older.what.kind &&
  newer.device === older.device &&
  newer.where === older.where &&
  newer.isHeld === older.isHeld &&
  newer.atMs - older.atMs < sameActMs;
