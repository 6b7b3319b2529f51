import { describe, expect, test } from 'vitest';
import type { CausalContext } from '#domain/document/causal-context.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { mergeTextUpdates, textStateVectorOf } from '#domain/document/text-update.ts';
import { type ArrivedOps, admitValue } from '#domain/kinds/admit-op.ts';
import { anOp, deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import { TextSession } from '#tests/support/builders/text-ops.ts';

/** Verdict on an op of device A that replaces these, while B's ops are known up to 5. */
function judged(over: Parameters<typeof anOp>[0], arrivedOps: Partial<ArrivedOps> = {}): string {
  const valueOp = anOp({ dot: dotOf(deviceA, 3), ...over });
  const verdict = admitValue(valueOp, { have: { [deviceB]: 5 }, ...arrivedOps }, () => undefined);
  return verdict.ok ? 'taken' : verdict.refusal.kind;
}

test('[M2] a colleague’s value that has come may be replaced', () => {
  expect(judged({ over: [dotOf(deviceB, 5)] })).toBe('taken');
});

test('[M2] an op that names a colleague’s value to come is held', () => {
  expect(judged({ over: [dotOf(deviceB, 5), dotOf(deviceB, 6)] })).toBe('aheadOfValue');
  expect(judged({ over: [dotOf(deviceB, 1)] }, { have: {} })).toBe('aheadOfValue');
});

test('[M2] numbers of its own device concern nobody else', () => {
  expect(judged({ over: [dotOf(deviceA, 999)] })).toBe('taken');
});

test('[M2, P2] nothing is to come of a device that writes no more', () => {
  expect(judged({ over: [dotOf(deviceB, 6)] }, { ended: new Set([deviceB]) })).toBe('taken');
});

describe('the context of a removal', () => {
  const path = Path.parse('removals/r1');
  const note = Path.parse('notes/n1');
  const seeing = (seen: CausalContext['seen'], texts: CausalContext['texts'] = {}) => ({
    path,
    value: { item: '', seen, texts },
  });

  test('[M5] values to come cannot have been seen by who removes their record', () => {
    expect(judged(seeing({ [deviceB]: 5 }))).toBe('taken');
    expect(judged(seeing({ [deviceB]: 6 }))).toBe('aheadOfValue');
    expect(judged(seeing({ [deviceA]: 99, [deviceC]: 0 }))).toBe('taken');
  });

  test('[M5] words to come cannot have been seen either', () => {
    const textSession = new TextSession(deviceB);
    const first = textSession.type('First.');
    const both = mergeTextUpdates(first, textSession.type(' Second.'));
    const valueOp = anOp({ dot: dotOf(deviceA, 3), ...seeing({}, { [note]: textStateVectorOf(both) }) });
    const isTaken = (text: string | undefined) => admitValue(valueOp, { have: {} }, () => text).ok;
    expect(isTaken(both)).toBe(true);
    expect(isTaken(first)).toBe(false);
    expect(isTaken(undefined)).toBe(false);
  });
});
