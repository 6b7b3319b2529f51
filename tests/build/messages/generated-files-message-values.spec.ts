import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedMessageFiles, messageValueTypes } from '#build/messages/generated-files.mjs';
import { inRepository } from '#build/repository.mjs';

test('a message without values takes none', () => {
  expect([...messageValueTypes('Saved on this laptop', 'en')]).toEqual([]);
});

test('a value that chooses a plural is a number, also where it is shown', () => {
  const text = '{name} has {count, plural, one {# change} other {{count} changes}}';
  expect([...messageValueTypes(text, 'en')]).toEqual([
    ['count', 'number'],
    ['name', 'string | number'],
  ]);
});

test('a value inside a choice is found', () => {
  const text = '{kind, select, visit {on {day}} other {}}';
  expect([...messageValueTypes(text, 'en').keys()]).toEqual(['day', 'kind']);
});

test('a message that cannot be parsed throws', () => {
  expect(() => messageValueTypes('{count, plural, one {#}', 'en')).toThrow(/MISSING_OTHER_CLAUSE/u);
});

test('the files made from messages are as the messages are', () => {
  for (const [file, text] of generatedMessageFiles())
    expect(readFileSync(inRepository(file), 'utf8')).toBe(text);
});
