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
    | {
        readonly kind:
          | 'reason'
          | 'variation'
          | 'naReason'
          | 'evidence'
          | 'evidenceRemoved'
          | 'override'
          | 'erased'
          | 'other';
      };
  /** What stood there before, as far as this laptop knows; null for the first, and where it says nothing. */
  readonly before: Before | null;
}

export type Before =
  | { readonly kind: 'rating'; readonly rating: Rating }
  | { readonly kind: 'text'; readonly text: string };

/** Saves of one text by one person within so long are one act: nobody reads a list of keystrokes. */
const sameActMs = 10 * 60_000;

/** What happened to one question, newest first; `entries` as the store gives them. */
export function historyLinesOf(entries: readonly HistoryEntry[], qid: string): readonly HistoryLine[] {
  const lines: { readonly line: Line; readonly value: Json | undefined }[] = [];
  for (const entry of entries) {
    const line = lineOf(entry, qid);
    const newer = lines.at(-1)?.line;
    if (line && !(newer && isSameAct(newer, line))) lines.push({ line, value: entry.value });
  }
  return lines.map(({ line }, at) => ({ ...line, before: beforeOf(line, lines.slice(at + 1)) }));
}

type Line = Omit<HistoryLine, 'before'>;

/** The next older line of the same sort says what stood there; a text that was emptied says nothing. */
function beforeOf(
  { what }: Line,
  older: readonly { readonly line: Line; readonly value: Json | undefined }[],
): Before | null {
  const former = older.find(({ line }) => line.what.kind === what.kind);
  if (former?.line.what.kind === 'rating') return { kind: 'rating', rating: former.line.what.rating };
  const isText = what.kind === 'reason' || what.kind === 'variation';
  return isText && typeof former?.value === 'string' && former.value !== ''
    ? { kind: 'text', text: former.value }
    : null;
}

function lineOf(entry: HistoryEntry, qid: string): Line | null {
  const what = entry.erased ? erased : whatOf(entry.path.slice(`answers/${qid}/`.length), entry.value);
  if (!what) return null;
  const { dot, device, stamp, where, held } = entry;
  return { key: dot, device, atMs: stamp[0], where, isHeld: held, what };
}

const erased: HistoryLine['what'] = { kind: 'erased' };

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
  if (register === 'variation') return { kind: 'variation' };
  if (register === 'na-reason') return { kind: 'naReason' };
  if (register === 'override' && value !== null) return { kind: 'override' };
  if (register.startsWith('evidence/'))
    return { kind: register.endsWith('/removed') ? 'evidenceRemoved' : 'evidence' };
  return { kind: 'other' };
}

/** A newer line swallows an older one of the same person, kind and place of keeping. */
const isSameAct = (newer: Line, older: Line): boolean =>
  newer.what.kind !== 'rating' &&
  newer.what.kind === older.what.kind &&
  newer.device === older.device &&
  newer.where === older.where &&
  newer.isHeld === older.isHeld &&
  newer.atMs - older.atMs < sameActMs;
