import { AnswerState, Level } from '#domain/assessment/assessment.ts';
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
    | { readonly kind: 'reason' | 'evidence' | 'evidenceRemoved' | 'other' };
}

/** Saves of one text by one person within so long are one act: nobody reads a list of keystrokes. */
const sameActMs = 10 * 60_000;

/** What happened to one question, newest first; `entries` as the store gives them. */
export function historyLinesOf(entries: readonly HistoryEntry[], qid: string): readonly HistoryLine[] {
  const lines: HistoryLine[] = [];
  for (const entry of entries) {
    const line = lineOf(entry, qid, entries);
    const newer = lines.at(-1);
    if (line && !(newer && isSameAct(newer, line))) lines.push(line);
  }
  return lines;
}

function lineOf(entry: HistoryEntry, qid: string, all: readonly HistoryEntry[]): HistoryLine | null {
  const register = entry.path.slice(`answers/${qid}/`.length);
  const what = whatOf(register, entry, all, qid);
  if (!what) return null;
  const { dot, device, stamp, where, held } = entry;
  return { key: dot, device, atMs: stamp[0], where, isHeld: held, what };
}

function whatOf(
  register: string,
  entry: HistoryEntry,
  all: readonly HistoryEntry[],
  qid: string,
): HistoryLine['what'] | null {
  if (register === 'level') {
    // The state of the same answer was written just before, by the same act.
    const state = all.find(
      ({ path, device, stamp }) =>
        path === `answers/${qid}/state` &&
        device === entry.device &&
        Math.abs(stamp[0] - entry.stamp[0]) < 1_000,
    );
    return { kind: 'rating', rating: readRating(state?.value, entry.value) };
  }
  if (register === 'state') {
    const hasLevel = all.some(
      ({ path, device, stamp }) =>
        path === `answers/${qid}/level` &&
        device === entry.device &&
        Math.abs(stamp[0] - entry.stamp[0]) < 1_000,
    );
    return hasLevel ? null : { kind: 'rating', rating: readRating(entry.value, null) };
  }
  if (register === 'rationale') return { kind: 'reason' };
  if (register.startsWith('evidence/'))
    return { kind: register.endsWith('/removed') ? 'evidenceRemoved' : 'evidence' };
  return { kind: 'other' };
}

function readRating(state: unknown, level: unknown): Rating {
  const parsed = Level.safeParse(level);
  if (parsed.success) return { state: 'rated', level: parsed.data };
  const known = AnswerState.catch('blank').parse(state ?? 'blank');
  return { state: known === 'rated' ? 'blank' : known, level: null };
}

/** A newer line swallows an older one of the same person, kind and place of keeping. */
const isSameAct = (newer: HistoryLine, older: HistoryLine): boolean =>
  newer.what.kind !== 'rating' &&
  newer.what.kind === older.what.kind &&
  newer.device === older.device &&
  newer.where === older.where &&
  newer.isHeld === older.isHeld &&
  newer.atMs - older.atMs < sameActMs;
