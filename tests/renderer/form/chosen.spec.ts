import { expect, test } from 'vitest';
import type { FormChoice } from '#domain/instrument/form/form.ts';
import { chosenAfter, codesIn, misfits } from '#renderer/form/chosen.ts';

const choice = (name: string, columns?: Readonly<Record<string, string>>): FormChoice => ({
  name,
  label: name,
  choice: { name, ...(columns && { columns }) },
});
const choices = [choice('a'), choice('b'), choice('none', { exclusive: 'yes' })];

test('several choices stand in the order of the list, whatever the order of pressing', () => {
  expect(chosenAfter(['b'], ['b', 'a'], choices)).toEqual(['a', 'b']);
});

test('an exclusive choice takes the others away, and another choice takes it away', () => {
  expect(chosenAfter(['a', 'b'], ['a', 'b', 'none'], choices)).toEqual(['none']);
  expect(chosenAfter(['none'], ['none', 'a'], choices)).toEqual(['a']);
});

test('a kept choice that is not offered any more stays when others are changed', () => {
  expect(misfits(['a', 'old'], choices)).toEqual(['old']);
  expect(chosenAfter(['a', 'old'], ['old'], choices)).toEqual(['old']);
  expect(chosenAfter(['old'], ['old', 'b'], choices)).toEqual(['b', 'old']);
});

test('an answer of another kind than choices gives codes as far as it can', () => {
  expect([codesIn(null), codesIn('a'), codesIn(3), codesIn(['a', 'b'])]).toEqual([
    [],
    ['a'],
    ['3'],
    ['a', 'b'],
  ]);
});
