import { expect, test } from 'vitest';
import { Path, pathOf } from '#domain/document/op.ts';

test.each(['title', 'answers/D1.1/level', 'a/b/c/d/e/f/g/h', `x/${'y'.repeat(64)}`, 'A._-0'])(
  '%s is a path',
  (path) => {
    expect(Path.safeParse(path).success).toBe(true);
  },
);

test.each([
  ['nothing', ''],
  ['an empty segment', 'answers//level'],
  ['a slash at an end', 'answers/'],
  ['nine segments', 'a/b/c/d/e/f/g/h/i'],
  ['a segment of 65 letters', 'y'.repeat(65)],
  ['a space', 'an swers'],
  ['other letters than those of English', 'réponses'],
  ['a line break at the end', 'title\n'],
])('%s is none', (_title, path) => {
  expect(Path.safeParse(path).success).toBe(false);
});

test('a path made of a segment that cannot be is a bug', () => {
  expect(() => pathOf('answers', 'D 1')).toThrow();
});
