import { StoredAnswer } from '#domain/assessment/answer-value.ts';
import type { FormQuestion } from '#domain/instrument/form/form.ts';
import { wordsOfAnswer } from '#renderer/form/answer-words.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import type { HistoryEntry } from '#renderer/store/store-api.ts';
import type { Before, HistoryLine } from '../history-lines.ts';

/** Saves of one text by one person within so long are one act: nobody reads a list of keystrokes. */
const sameActMs = 10 * 60_000;

/** What happened to the answer of one question, newest first; `entries` as the store gives them. */
export function answerHistory(
  entries: readonly HistoryEntry[],
  session: FormSession,
  question: FormQuestion,
): readonly HistoryLine[] {
  const lines: Omit<HistoryLine, 'before'>[] = [];
  for (const { dot, device, stamp, where, held, value, erased } of entries) {
    const answer = StoredAnswer.catch(null).parse(value ?? null);
    const line: Omit<HistoryLine, 'before'> = {
      key: dot,
      device,
      atMs: stamp[0],
      where,
      isHeld: held,
      what: erased ? { kind: 'erased' } : { kind: 'value', text: wordsOfAnswer(session, question, answer) },
    };
    const newer = lines.at(-1);
    const isSameAct =
      newer !== undefined &&
      newer.device === line.device &&
      newer.where === where &&
      newer.isHeld === held &&
      newer.atMs - line.atMs < sameActMs &&
      typeof answer === 'string';
    if (!isSameAct) lines.push(line);
  }
  return lines.map((line, at) => ({ ...line, before: beforeOf(lines[at + 1]) }));
}

const beforeOf = (former: Omit<HistoryLine, 'before'> | undefined): Before | null =>
  former?.what.kind === 'value' && former.what.text !== '' ? { kind: 'text', text: former.what.text } : null;
