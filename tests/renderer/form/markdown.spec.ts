import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainTextOf, readMarkdown } from '#renderer/form/markdown.ts';

const text = (words: string) => ({ kind: 'text', text: words });
const line = (...parts: readonly object[]) => [{ kind: 'paragraph', lines: [parts] }];

test('weight, headings, lists and lines of a label are seen', () => {
  expect(readMarkdown('# Visit\nask **who** is _there_\n- one\n- two')).toEqual([
    { kind: 'heading', parts: [text('Visit')] },
    {
      kind: 'paragraph',
      lines: [
        [
          text('ask '),
          { kind: 'strong', parts: [text('who')] },
          text(' is '),
          { kind: 'emphasis', parts: [text('there')] },
        ],
      ],
    },
    { kind: 'list', items: [[text('one')], [text('two')]] },
  ]);
});

test('a name with underscores and a lone asterisk stay as they are', () => {
  expect(readMarkdown('see file_name_1 * and 3 * 4')).toEqual(line(text('see file_name_1 * and 3 * 4')));
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '[press](javascript:alert(1))',
  '<a href="https://example.org">x</a>',
])('%s is text', (hostile) => {
  expect(readMarkdown(hostile)).toEqual(line(text(hostile)));
});

test('HTML tags for other programs keep their emphasis alone; their attributes are ignored', () => {
  expect(readMarkdown('<span style="color:red" onclick="x()">Stop</span> <b>here</b>')).toEqual(
    line(text('Stop'), text(' '), { kind: 'strong', parts: [text('here')] }),
  );
});

test('an address is shown and not followed', () => {
  expect(readMarkdown('[help](https://example.org/a)')).toEqual(
    line({ kind: 'link', parts: [text('help')], address: 'https://example.org/a' }),
  );
});

test('the words of a label are the label without its marks', () => {
  expect(plainTextOf(readMarkdown('**1.** Name of\n_the_ place'))).toBe('1. Name of the place');
});

test('any text is read, and no letter of it is lost', () => {
  const letters = (label: string): string => label.replaceAll(/[^a-z]/g, '');
  const label = fc.array(
    fc.constantFrom('a', 'b', ' ', '*', '_', '**', '[', '](', ')', '#', '\n', '- ', '<', '>', '\\'),
  );
  fc.assert(
    fc.property(label, (parts) => {
      const written = parts.join('');
      expect(letters(plainTextOf(readMarkdown(written)))).toBe(letters(written));
    }),
    { seed: 20_261_125, numRuns: 500 },
  );
});
