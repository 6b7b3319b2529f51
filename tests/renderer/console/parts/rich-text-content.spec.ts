import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readRichText } from '#renderer/console/parts/rich-text.tsx';

const element = (name: string, ...children: readonly (Y.XmlElement | Y.XmlText)[]): Y.XmlElement => {
  const made = new Y.XmlElement(name);
  made.insert(0, [...children]);
  return made;
};
const words = (text: string, marks: Readonly<Record<string, unknown>> = {}): Y.XmlText => {
  const made = new Y.XmlText();
  made.insert(0, text, marks);
  return made;
};
const updateOf = (...blocks: readonly (Y.XmlElement | Y.XmlText)[]): string => {
  const document = new Y.Doc();
  document.getXmlFragment('default').insert(0, [...blocks]);
  return btoa(String.fromCharCode(...Y.encodeStateAsUpdate(document)));
};
const plain = (text: string) => ({ text, isBold: false, isItalic: false });

describe('notes read at headquarters', () => {
  test('keep their paragraphs, lists and marks', () => {
    const update = updateOf(
      element('paragraph', words('Agreed', { bold: true })),
      element('bulletList', element('listItem', element('paragraph', words('Decree', { italic: true })))),
    );
    expect(readRichText(update)).toEqual({
      kind: 'readable',
      blocks: [
        {
          kind: 'paragraph',
          children: [{ kind: 'text', runs: [{ text: 'Agreed', isBold: true, isItalic: false }] }],
        },
        {
          kind: 'bullets',
          children: [
            {
              kind: 'item',
              children: [
                {
                  kind: 'paragraph',
                  children: [{ kind: 'text', runs: [{ text: 'Decree', isBold: false, isItalic: true }] }],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('are plain text only, regardless of the content that a hostile laptop sends', () => {
    const frame = element(
      'iframe',
      words('<img src=x onerror=alert(1)>', { link: { href: 'javascript:alert(1)' } }),
    );
    frame.setAttribute('src', 'https://example.org/');
    expect(readRichText(updateOf(frame))).toEqual({
      kind: 'readable',
      blocks: [
        { kind: 'other', children: [{ kind: 'text', runs: [plain('<img src=x onerror=alert(1)>')] }] },
      ],
    });
  });

  test('with excessive nesting are reported as unreadable, and do not hang the page', () => {
    let deep: Y.XmlElement = element('paragraph', words('deep'));
    for (let level = 0; level < 500; level += 1) deep = element('listItem', deep);
    expect(readRichText(updateOf(deep))).toEqual({ kind: 'unreadable' });
  });

  test.each([
    ['bytes that are no text of ours', btoa('not a yjs update')],
    ['what is no base64', '%%%'],
  ])('%s are said to be unreadable', (_what, update) => {
    expect(readRichText(update)).toEqual({ kind: 'unreadable' });
  });

  test('without a word are empty', () => {
    expect(readRichText(updateOf(element('paragraph')))).toEqual({ kind: 'empty' });
  });
});
