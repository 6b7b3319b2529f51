import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import {
  createClientId,
  isClientIdOf,
  isUnboundClientId,
  mergeTextUpdates,
  parseTextUpdate,
  plainTextOfUpdate,
  textStateVectorOf,
  withoutDeletedText,
  withoutTakenOutText,
  withoutTextContent,
} from '#domain/document/text-update.ts';
import { DeviceId } from '#domain/ids.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { root, TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';

const lastDevice = DeviceId.parse('f'.repeat(32));
const notUsed = (): boolean => false;

/** Updates of a session from now on, in base64. */
function noteUpdates({ document }: TextSession): readonly string[] {
  const updates: string[] = [];
  document.on('update', (updateBytes: Uint8Array) => void updates.push(encodeBase64(updateBytes)));
  return updates;
}

describe('[M4] the client ids of a device', () => {
  test.each([deviceA, DeviceId.parse('0'.repeat(32)), lastDevice])(
    '[M4] %s has ids of its own, beyond those that Yjs draws',
    (deviceId) => {
      for (const drawn of [0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 32 - 1]) {
        const client = createClientId(deviceId, drawn, notUsed);
        expect(Number.isSafeInteger(client)).toBe(true);
        expect(isClientIdOf(client, deviceId)).toBe(true);
        expect(isClientIdOf(client, deviceB)).toBe(false);
        expect(isUnboundClientId(client)).toBe(false);
      }
    },
  );

  test('[M4] an id of 32 bits was drawn by chance, a larger one was not', () => {
    expect([0, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1].map(isUnboundClientId)).toEqual([true, true, false, false]);
  });

  test('[M4] an id that the text has is never drawn again', () => {
    const used = new Set([createClientId(deviceA, 7, notUsed), createClientId(deviceA, 8, notUsed)]);
    const client = createClientId(deviceA, 7, (one) => used.has(one));
    expect(used.has(client)).toBe(false);
    expect(isClientIdOf(client, deviceA)).toBe(true);
    const last = createClientId(lastDevice, 2 ** 20 - 1, notUsed);
    expect(last).toBe(Number.MAX_SAFE_INTEGER);
    expect(createClientId(lastDevice, 2 ** 20 - 1, (one) => one === last)).toBe(last - 2 ** 20 + 1);
  });
});

test('[M4] the largest ids survive merging, state vectors, erasure and relative positions', () => {
  const [textSession, two] = [
    new TextSession(lastDevice, 2 ** 20 - 1),
    new TextSession(lastDevice, 2 ** 20 - 2),
  ];
  const first = textSession.type('first');
  two.receive(first);
  const merged = mergeTextUpdates(mergeTextUpdates(first, two.type(' second')), two.erase(0, 2));
  expect(wordsOf(merged)).toBe('rst second');
  expect(wordsOf(withoutDeletedText(merged))).toBe('rst second');
  expect(wordsOf(withoutTextContent(merged))).toBe('');
  expect(Y.decodeStateVector(decodeBase64(textStateVectorOf(merged)))).toEqual(
    new Map([
      [Number.MAX_SAFE_INTEGER, 5],
      [Number.MAX_SAFE_INTEGER - 1, 7],
    ]),
  );
  const text = two.document.getText(root);
  const position = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, 6));
  const read = new Y.Doc();
  Y.applyUpdate(read, decodeBase64(merged));
  read.getText(root).insert(0, '12345');
  const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(position), read);
  expect(found?.index).toBe(11);
});

describe('[E2] updates that were never sent', () => {
  const [ownTextSession, colleague] = [new TextSession(deviceA), new TextSession(deviceB)];
  const shared = colleague.type('The court keeps a list. ');
  ownTextSession.receive(shared);
  const updates = [
    ownTextSession.type('Said by a witness, '),
    ownTextSession.erase(4, 6),
    ownTextSession.erase(18, 19),
    ownTextSession.type(' Of 2026.'),
  ];
  const whole = updates.reduce(mergeTextUpdates, shared);
  const left = withoutTakenOutText(whole, updates) ?? '';

  test('lose the words that were taken out, and nothing else', () => {
    expect(atob(left)).not.toMatch(/Said by|witness/);
    expect(wordsOf(mergeTextUpdates(shared, left))).toBe(wordsOf(whole));
    expect(textStateVectorOf(mergeTextUpdates(shared, left))).toBe(textStateVectorOf(whole));
  });

  test('delete only the places that they deleted before', () => {
    const deletesOf = (update: string) =>
      [...(parseTextUpdate(update)?.deletes.keys() ?? [])].toSorted((a, b) => a - b);
    expect(deletesOf(left)).toEqual(deletesOf(updates.reduce(mergeTextUpdates)));
    ownTextSession.erase(0, 1);
    colleague.receive(whole);
    const later = colleague.erase(0, 3);
    expect(deletesOf(withoutTakenOutText(mergeTextUpdates(whole, later), updates) ?? '')).toEqual(
      deletesOf(left),
    );
  });

  test('keep all other words where a colleague set the same marks', () => {
    const [writer, otherTextSession] = [new TextSession(deviceA, 5), new TextSession(deviceB, 5)];
    const words = new Y.XmlText('Said in court.');
    writer.document.getXmlFragment(root).insert(0, [words]);
    const base = encodeBase64(Y.encodeStateAsUpdate(writer.document));
    otherTextSession.receive(base);
    const marked = noteUpdates(otherTextSession);
    const theirs = otherTextSession.document.getXmlFragment(root).get(0);
    if (theirs instanceof Y.XmlText) theirs.format(0, 14, { bold: true });
    const sent = noteUpdates(writer);
    words.format(0, 14, { bold: true });
    words.insert(14, ' Mr Name spoke. The rest stays.');
    words.delete(14, 15);
    const before = marked.reduce(mergeTextUpdates, base);
    const present = sent.reduce(mergeTextUpdates, before);
    const stripped = withoutTakenOutText(present, sent) ?? '';
    expect(atob(stripped)).not.toContain('Mr Name');
    expect(plainTextOfUpdate(mergeTextUpdates(before, stripped))).toBe('Said in court. The rest stays.');
  });

  test('take later words beside those that were taken out', () => {
    const before = ownTextSession.type('(draft) ', 2);
    expect(wordsOf(mergeTextUpdates(mergeTextUpdates(shared, left), before))).toContain('(draft) ');
  });

  test('stay as they are while the text has all of their words, or waits for earlier ones', () => {
    const [first = '', , , last = ''] = updates;
    expect(withoutTakenOutText(mergeTextUpdates(shared, first), [first])).toBe(null);
    expect(withoutTakenOutText(mergeTextUpdates(shared, last), [last])).toBe(null);
  });

  test('keep their words that wait for a colleague’s update, beside words that wait for nothing', () => {
    const [writer, otherTextSession] = [new TextSession(deviceA, 7), new TextSession(deviceB, 7)];
    const missing = otherTextSession.type('The court sits. ');
    const alone = writer.type('Alone. ');
    writer.receive(missing);
    const after = writer.type('On Mondays. ');
    const anew = new TextSession(deviceA, 8);
    anew.receive(alone);
    const taken = [anew.type('Mr Name. '), anew.erase(7, 9)];
    for (const sent of [
      [alone, after],
      [alone, after, ...taken],
    ]) {
      const here = sent.reduce(mergeTextUpdates);
      const left = withoutTakenOutText(here, sent) ?? here;
      expect(atob(left)).toContain('On Mondays. ');
      expect(wordsOf(mergeTextUpdates(missing, left))).toBe(wordsOf(mergeTextUpdates(missing, here)));
      expect(atob(left).includes('Mr Name')).toBe(false);
    }
  });
});

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
