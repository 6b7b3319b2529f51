import type { JsonValue } from '#base/json.ts';
import { AnswerStatus, MaturityLevel } from '#domain/assessment/assessment.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { HistoryEntry } from '#renderer/store/api/store-api.ts';
import type { IndicatorRating } from './question-model.ts';

/** One act of a person on an answer. */
export interface HistoryLine {
  readonly key: string;
  readonly device: DeviceId;
  readonly atMs: number;
  readonly where: 'laptop' | 'headquarters';
  readonly isHeld: boolean;
  readonly what:
    | { readonly kind: 'rating'; readonly rating: IndicatorRating }
    /** Answer to a question of any form, as people read it; empty for a blank one. */
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
  /** Value before, as far as this laptop knows; null for the first, and where it says nothing. */
  readonly before: PreviousValue | null;
}

export type PreviousValue =
  | { readonly kind: 'rating'; readonly rating: IndicatorRating }
  | { readonly kind: 'text'; readonly text: string };

/** Saves of one text by one person within this time are one act: nobody reads a list of keystrokes. */
const editMergeWindowMs = 10 * 60_000;

/**
 * History of one question, newest first.
 * @param historyEntries As the store gives them.
 */
export function historyLinesOf(historyEntries: readonly HistoryEntry[], qid: string): readonly HistoryLine[] {
  const lines: { readonly line: LineWithoutPrevious; readonly value: JsonValue | undefined }[] = [];
  for (const historyEntry of historyEntries) {
    const lineWithoutPrevious = toHistoryLine(historyEntry, qid);
    const newer = lines.at(-1)?.line;
    if (lineWithoutPrevious && !(newer && isSameEdit(newer, lineWithoutPrevious)))
      lines.push({ line: lineWithoutPrevious, value: historyEntry.value });
  }
  return lines.map(({ line }, at) => ({ ...line, before: previousValueOf(line, lines.slice(at + 1)) }));
}

type LineWithoutPrevious = Omit<HistoryLine, 'before'>;

/** The next older line of the same sort has the value before; an emptied text says nothing. */
function previousValueOf(
  { what }: LineWithoutPrevious,
  older: readonly { readonly line: LineWithoutPrevious; readonly value: JsonValue | undefined }[],
): PreviousValue | null {
  const former = older.find(({ line }) => line.what.kind === what.kind);
  if (former?.line.what.kind === 'rating') return { kind: 'rating', rating: former.line.what.rating };
  const isText = what.kind === 'reason' || what.kind === 'variation';
  return isText && typeof former?.value === 'string' && former.value !== ''
    ? { kind: 'text', text: former.value }
    : null;
}

function toHistoryLine(historyEntry: HistoryEntry, qid: string): LineWithoutPrevious | null {
  const what = historyEntry.erased
    ? erasedEvent
    : historyEventOf(historyEntry.path.slice(`answers/${qid}/`.length), historyEntry.value);
  if (!what) return null;
  const { dot, device, stamp, where, held } = historyEntry;
  return { key: dot, device, atMs: stamp[0], where, isHeld: held, what };
}

const erasedEvent: HistoryLine['what'] = { kind: 'erased' };

/** State and level of one answer are written together: a level tells a rating, a state tells everything else. */
function historyEventOf(register: string, value: JsonValue | undefined): HistoryLine['what'] | null {
  if (register === 'level') {
    const level = MaturityLevel.safeParse(value);
    return level.success ? { kind: 'rating', rating: { state: 'rated', level: level.data } } : null;
  }
  if (register === 'state') {
    const answerStatus = AnswerStatus.catch('blank').parse(value ?? 'blank');
    return answerStatus === 'rated' ? null : { kind: 'rating', rating: { state: answerStatus, level: null } };
  }
  if (register === 'rationale') return { kind: 'reason' };
  // It says no more than the rationale beside it.
  if (register === 'rationale-for') return null;
  if (register === 'variation') return { kind: 'variation' };
  if (register === 'na-reason') return { kind: 'naReason' };
  if (register === 'override' && value !== null) return { kind: 'override' };
  if (register.startsWith('evidence/'))
    return { kind: register.endsWith('/removed') ? 'evidenceRemoved' : 'evidence' };
  return { kind: 'other' };
}

/** A newer line replaces an older one of the same person, kind and delivery status. */
const isSameEdit = (newer: LineWithoutPrevious, older: LineWithoutPrevious): boolean =>
  newer.what.kind !== 'rating' &&
  newer.what.kind === older.what.kind &&
  newer.device === older.device &&
  newer.where === older.where &&
  newer.isHeld === older.isHeld &&
  newer.atMs - older.atMs < editMergeWindowMs;
