import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import { plainTextOfUpdate } from '#domain/document/plain-text-of-update.ts';

describe('[M4] the plain text of an update', () => {
  const updateOf = (write: (document: Y.Doc) => void): string => {
    const document = new Y.Doc();
    write(document);
    return encodeBase64(Y.encodeStateAsUpdate(document));
  };
  const block = (text: string): Y.XmlElement => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    return paragraph;
  };

  test('has a line for each block, in their order', () => {
    const update = updateOf((document) => {
      const list = new Y.XmlElement('list');
      list.insert(0, [block('first'), block('second')]);
      document.getXmlFragment('default').insert(0, [list, block('third')]);
    });
    expect(plainTextOfUpdate(update)).toBe('first\nsecond\nthird');
  });

  test('has letters that a device wrote without a block', () => {
    const update = updateOf((document) => document.getText('default').insert(0, 'as a witness said'));
    expect(plainTextOfUpdate(update)).toBe('as a witness said');
  });

  test('is empty where the content is no text', () => {
    const update = updateOf((document) => document.getArray('default').insert(0, [new Y.Map(), 4, null]));
    expect(plainTextOfUpdate(update)).toBe('');
  });

  test('is read at any depth of blocks', () => {
    const update = updateOf((document) => {
      let fragment: Y.XmlFragment = document.getXmlFragment('default');
      for (let depth = 0; depth < 500; depth += 1) {
        const inner = new Y.XmlElement('list');
        fragment.insert(0, [inner]);
        fragment = inner;
      }
      fragment.insert(0, [block('below')]);
    });
    expect(plainTextOfUpdate(update)).toBe('below');
  });
});
