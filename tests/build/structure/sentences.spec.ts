import { expect, test } from 'vitest';
import { commentSentences, markdownSentences } from '#build/structure/sentences.mjs';
import { parseSource } from '#build/structure/source-files.mjs';

const placed = (sentences: ReturnType<typeof markdownSentences>) =>
  sentences.map(({ line, text }) => `${line} ${text}`);
const inMarkdown = (...lines: readonly string[]) => placed(markdownSentences(lines.join('\n')));
const inComments = (...lines: readonly string[]) =>
  placed(commentSentences(parseSource('a.ts', lines.join('\n'))));

test('a sentence goes on over lines and ends at a full stop', () => {
  expect(inMarkdown('The first one is', 'here. The second one', 'follows it.')).toEqual([
    '1 The first one is here.',
    '2 The second one follows it.',
  ]);
});

test('paragraphs, list items and table cells end sentences', () => {
  expect(
    inMarkdown(
      'A paragraph without full stop',
      '',
      'Another one without it',
      '- an item of a list',
      '  on a second line',
      '- one more of these',
      '10. and a numbered one',
      '',
      '| a column has a title |',
      '| --- |',
      '| one cell has words | the other has them too |',
      '> a quotation has some words',
    ),
  ).toEqual([
    '1 A paragraph without full stop',
    '3 Another one without it',
    '4 an item of a list on a second line',
    '6 one more of these',
    '7 and a numbered one',
    '11 one cell has words',
    '11 the other has them too',
    '12 a quotation has some words',
  ]);
});

test('headings, code blocks and labels of three words have no sentences', () => {
  expect(
    inMarkdown('# A heading of five words', '', 'Only three words.', '```', 'this is code of a block', '```'),
  ).toEqual([]);
});

test('a span of code is one word and may begin a sentence', () => {
  const [firstSentence, second, ...more] = markdownSentences(
    'It ends with `one. Two what, \n three`. `npm test` runs it all.',
  );
  expect(firstSentence).toEqual({
    line: 1,
    text: 'It ends with `one. Two what, three`.',
    words: 4,
    hasRelativeWord: false,
  });
  expect(second).toMatchObject({ line: 2, text: '`npm test` runs it all.', words: 4 });
  expect(more).toEqual([]);
});

test('a list of code has no sentence', () => {
  expect(inMarkdown('`a`, `b`, `c`, `d`, `e`')).toEqual([]);
});

test('the address of a link has no words', () => {
  const [sentence] = markdownSentences('See [the docs](docs/what.md), they say it.');
  expect(sentence).toMatchObject({ words: 6, hasRelativeWord: false });
});

test.each([
  ['It shows what was saved.', true],
  ['Whoever reads it may write.', true],
  ['A person whose key it is.', true],
  ['Whatever happens, it stays there.', true],
  ['Somewhat later it is saved.', false],
  ['The person who wrote it.', false],
])('“%s”: a relative word is found: %s', (sentence, isFound) => {
  expect(markdownSentences(sentence).map(({ hasRelativeWord }) => hasRelativeWord)).toEqual([isFound]);
});

test('block comments and line comments have sentences at their lines', () => {
  expect(
    inComments(
      '/**',
      ' * A promise of the function',
      ' * below. It has two sentences.',
      ' */',
      'const a = "no sentence in a text";',
      '// A reason that goes on',
      '// in a second line.',
      '',
      '// A text of its own',
      'b(); // and one behind the code',
      'c();',
      '  /* A short form is here */',
      '  // and a line comment follows',
    ),
  ).toEqual([
    '2 A promise of the function below.',
    '3 It has two sentences.',
    '6 A reason that goes on in a second line.',
    '9 A text of its own',
    '10 and one behind the code',
    '12 A short form is here',
    '13 and a line comment follows',
  ]);
});

test('JSDoc tags with types and names end a sentence; descriptions stay', () => {
  expect(
    inComments(
      '/**',
      ' * Reads a file of words @typedef {object} Words',
      ' * @param {readonly { one: string }[]} [words] the list of all words',
      ' * @returns {{ a: {',
      ' *   b: string } }} a number of many words',
      ' * @type {import("x").Y}',
      ' */',
    ),
  ).toEqual(['2 Reads a file of words', '3 the list of all words', '5 a number of many words']);
});
