import { expect, test } from 'vitest';
import { admitOver, type Arrived } from '#domain/document/admit-over.ts';
import { dotOf } from '#domain/document/dot.ts';
import { anOp, deviceA, deviceB } from '#tests/builders/ops.ts';

/** The word on an op of device A that replaces these, where B's ops have come up to 5. */
function judged(over: Parameters<typeof anOp>[0], arrived: Partial<Arrived> = {}): string {
  const verdict = admitOver(anOp({ dot: dotOf(deviceA, 3), ...over }), {
    have: { [deviceB]: 5 },
    ...arrived,
  });
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
