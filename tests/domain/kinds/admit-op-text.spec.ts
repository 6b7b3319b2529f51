import { describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import { admitText, type TextAuthor, TextRuns } from '#domain/kinds/admit-op.ts';
import { deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import {
  ForgedUpdate,
  hostileUpdates,
  TextSession,
  textOp,
  wordsOf,
} from '#tests/support/builders/text-ops.ts';

const author = (over: Partial<TextAuthor> = {}): TextAuthor => ({
  devices: [deviceB],
  usedUnbound: () => false,
  ...over,
});

/** Verdict of the judge on an update of device B. */
function judged(text: string | undefined, update: string, by: Partial<TextAuthor> = {}): string {
  const op = textOp(dotOf(deviceB, 1), update);
  const verdict = admitText(op, TextRuns.fromText(text), author(by));
  return verdict.ok ? 'taken' : verdict.refusal.kind;
}

/** The first words of device A, and its session. */
function aText() {
  const textSession = new TextSession(deviceA);
  return { session: textSession, text: textSession.type('First.') };
}

describe('[M4] a text op writes under its own device’s client ids', () => {
  test('[M4] a device adds to a text and deletes a colleague’s characters', () => {
    const { text } = aText();
    const textSession = new TextSession(deviceB);
    textSession.receive(text);
    const added = textSession.type(' Second.');
    expect(judged(text, added)).toBe('taken');
    expect(judged(mergeTextUpdates(text, added), textSession.erase(0, 6))).toBe('taken');
  });

  test('[M4] the clocks that a colleague writes next are held', () => {
    const { session, text } = aText();
    const poison = new ForgedUpdate().letters(session.client, session.clock, '   ').encode();
    expect(judged(text, poison)).toBe('foreignWriter');
    expect(judged(undefined, poison)).toBe('foreignWriter');
  });

  test('[M4] other words on a colleague’s written clocks are held, the same ones add nothing', () => {
    const { session, text } = aText();
    expect(judged(text, new ForgedUpdate().letters(session.client, 0, 'Worst.').encode())).toBe(
      'contradictsText',
    );
    expect(judged(text, text)).toBe('taken');
  });

  test('[M4] other words on one’s own written clocks are held', () => {
    const textSession = new TextSession(deviceB);
    const text = textSession.type('abc');
    const otherTextSession = new TextSession(deviceB);
    expect(judged(text, otherTextSession.type('abd'))).toBe('contradictsText');
    expect(judged(text, new TextSession(deviceB).type('abcd'))).toBe('taken');
  });

  test('[M4] a deletion is accepted only when the deleted content is present', () => {
    const { session, text } = aText();
    const ahead = new ForgedUpdate().deletes(session.client, 3, 24).encode();
    expect(judged(text, ahead)).toBe('aheadOfText');
    const later = mergeTextUpdates(text, session.type(' The minister was threatened.'));
    expect(judged(later, ahead)).toBe('taken');
  });

  test('[M4] own letters may be deleted while the op that wrote them is held', () => {
    const textSession = new TextSession(deviceB);
    textSession.type('abc');
    expect(judged(undefined, textSession.erase(0, 2))).toBe('taken');
  });

  test('[M4, P2] a renewed device goes on under the client ids of the former', () => {
    const { session, text } = aText();
    const next = session.type(' Second.');
    expect(judged(text, next)).toBe('foreignWriter');
    expect(judged(text, next, { devices: [deviceB, deviceC, deviceA] })).toBe('taken');
  });

  test('[M4] an unbound id is its first user’s', () => {
    const old = new ForgedUpdate().letters(4_000_000_000, 0, 'old').encode();
    const next = new ForgedUpdate().letters(4_000_000_000, 3, 'er').encode();
    expect(judged(undefined, old)).toBe('taken');
    expect(judged(old, next)).toBe('foreignWriter');
    expect(judged(old, next, { usedUnbound: () => true })).toBe('taken');
  });
});

describe('[M4] valid but extreme updates', () => {
  const seen = aText().session;
  test.each(hostileUpdates(seen))('[M4] %s: the colleague’s text goes on', (_name, update) => {
    const { session, text } = aText();
    const verdict = judged(text, update);
    const merged = verdict === 'taken' ? mergeTextUpdates(text, update) : text;
    expect(wordsOf(mergeTextUpdates(merged, session.type(' More.')))).toContain('First. More.');
  });

  test('[M4] all that says something is held', () => {
    const victim = new TextSession(deviceA, 2);
    const words = victim.type('First.');
    const taken = hostileUpdates(victim).filter(([, update]) => judged(words, update) === 'taken');
    expect(taken.map(([name]) => name)).toEqual(['a hole in the clocks of a colleague']);
  });
});
