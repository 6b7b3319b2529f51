import type { AnswerValue, FormChoice } from '#forms/engine/form.ts';

/** Codes in an answer to a question with choices. */
export function choiceCodesOf(value: AnswerValue | null): readonly string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return 'blob' in value ? [] : value;
}

/** Kept codes that are not offered any more. */
export const unofferedCodes = (codes: readonly string[], choices: readonly FormChoice[]): readonly string[] =>
  codes.filter((code) => !choices.some(({ name }) => name === code));

/**
 * Codes after a change by the person, in the order of the choices; kept codes that are not offered stay.
 * A choice with `exclusive` in its list is alone: choosing it removes the others, and another choice removes
 * it.
 */
export function applyChoiceChange(
  before: readonly string[],
  now: readonly string[],
  choices: readonly FormChoice[],
): readonly string[] {
  const isExclusive = (code: string): boolean =>
    trueTexts.has(
      (choices.find(({ name }) => name === code)?.choice?.columns?.['exclusive'] ?? '').trim().toLowerCase(),
    );
  const added = now.find((code) => !before.includes(code));
  const kept =
    added === undefined ? now : isExclusive(added) ? [added] : now.filter((code) => !isExclusive(code));
  const inOrder = choices.filter(({ name }) => kept.includes(name)).map(({ name }) => name);
  return [...inOrder, ...(added !== undefined && isExclusive(added) ? [] : unofferedCodes(kept, choices))];
}

const trueTexts: ReadonlySet<string> = new Set(['yes', 'true', '1', 'true()']);
