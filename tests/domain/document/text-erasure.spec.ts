import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { encodeBase64 } from '#base/base64.ts';
import { plainTextOfUpdate } from '#domain/document/plain-text-of-update.ts';
import { withoutTakenOutText } from '#domain/document/text-erasure.ts';
import { mergeTextUpdates, parseTextUpdate, textStateVectorOf } from '#domain/document/text-update.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { root, TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';

/** Updates of a session from now on, in base64. */
function noteUpdates({ document }: TextSession): readonly string[] {
  const updates: string[] = [];
  document.on('update', (updateBytes: Uint8Array) => void updates.push(encodeBase64(updateBytes)));
  return updates;
}

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
