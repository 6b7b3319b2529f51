import { expect, test } from 'vitest';
import type { FormChoice } from '#forms/engine/form.ts';
import { applyChoiceChange, choiceCodesOf, unofferedCodes } from '#renderer/form/answer-text.ts';

const choice = (name: string, columns?: Readonly<Record<string, string>>): FormChoice => ({
  name,
  label: name,
  choice: { name, ...(columns && { columns }) },
});
const choices = [choice('a'), choice('b'), choice('none', { exclusive: 'yes' })];

test('several choices keep the order of the list, regardless of the order of pressing', () => {
  expect(applyChoiceChange(['b'], ['b', 'a'], choices)).toEqual(['a', 'b']);
});

test('an exclusive choice takes the others away, and another choice takes it away', () => {
  expect(applyChoiceChange(['a', 'b'], ['a', 'b', 'none'], choices)).toEqual(['none']);
  expect(applyChoiceChange(['none'], ['none', 'a'], choices)).toEqual(['a']);
});

test('a kept choice that is not offered any more stays when others are changed', () => {
  expect(unofferedCodes(['a', 'old'], choices)).toEqual(['old']);
  expect(applyChoiceChange(['a', 'old'], ['old'], choices)).toEqual(['old']);
  expect(applyChoiceChange(['old'], ['old', 'b'], choices)).toEqual(['b', 'old']);
});

test('an answer of another kind than choices gives codes as far as it can', () => {
  expect([choiceCodesOf(null), choiceCodesOf('a'), choiceCodesOf(3), choiceCodesOf(['a', 'b'])]).toEqual([
    [],
    ['a'],
    ['3'],
    ['a', 'b'],
  ]);
});
