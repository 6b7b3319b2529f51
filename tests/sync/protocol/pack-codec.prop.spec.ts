import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { dotOf, type Op } from '#domain/document/op.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { aLog, anOp, aTextOp, deviceA, deviceB, history } from '#tests/support/builders/ops.ts';

const ofOneDevice = history
  .map((ops) => ops.filter((op) => op.dot.startsWith(deviceA)))
  .filter((ops) => ops.length > 0);

const read = (text: string) => {
  const opened = decodePayload(text);
  if (!opened.ok) throw new Error(opened.refusal.why);
  return opened.value;
};

describe('a pack', () => {
  it('[P1] reads back exactly the ops that went in', () => {
    fc.assert(
      fc.property(ofOneDevice, (ops) => {
        expect(read(encodePayload(aLog, chainStartHash, ops)).ops).toEqual(ops);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it.each<[string, JsonValue]>([
    ['an object whose first key starts with $', { $text: 'not a text', a: 1 }],
    ['an object that looks like an escape', { $: { $: 1 } }],
    ['a list, a number, nothing', [1, null, { a: ['b'] }]],
  ])('keeps %s', (_name, value) => {
    expect(read(encodePayload(aLog, chainStartHash, [anOp({ value })])).ops).toEqual([anOp({ value })]);
  });

  it('writes a column of equal numbers as that number, and reads a column either way', () => {
    const text = encodePayload(aLog, chainStartHash, [
      anOp(),
      anOp({ dot: dotOf(deviceA, 2), over: [dotOf(deviceA, 1)] }),
    ]);
    const payload = JSON.parse(text);
    expect(payload.ops).toMatchObject({ d: 0, p: 0, t: 0, c: 0, o: [0, -1] });
    const wide = { ...payload, ops: { ...payload.ops, d: [0, 0], p: [0, 0], t: [0, 0], c: [0, 0] } };
    expect(read(JSON.stringify(wide))).toEqual(read(text));
  });

  it('names each device with replaced values once, and its own device by -1', () => {
    const over = [dotOf(deviceB, 7), dotOf(deviceA, 3)];
    const payload = JSON.parse(encodePayload(aLog, chainStartHash, [anOp({ dot: dotOf(deviceA, 9), over })]));
    expect([payload.devs, payload.ops.o]).toEqual([
      [deviceB],
      [
        [
          [0, 7],
          [-1, 3],
        ],
      ],
    ]);
  });

  it('ignores keys that it does not know', () => {
    const payload = JSON.parse(encodePayload(aLog, chainStartHash, [aTextOp(dotOf(deviceA, 1), 'x')]));
    expect(read(JSON.stringify({ ...payload, later: true })).ops.length).toBe(1);
  });

  it('[J1] refuses anything else with a reason, and never throws', () => {
    const good = encodePayload(aLog, chainStartHash, [anOp(), anOp({ dot: dotOf(deviceA, 2) })]);
    const damaged = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 4 }))
      .map(([at, put]) => good.slice(0, at) + put + good.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(damaged, fc.json(), fc.string()), (text) => {
        const opened = decodePayload(text);
        return opened.ok ? opened.value.ops.length > 0 : opened.refusal.why !== '';
      }),
      { seed: 4, numRuns: 1_000 },
    );
  });

  it.each<[string, (payload: Record<string, unknown> & { ops: Record<string, unknown> }) => void]>([
    ['an index that points nowhere', (payload) => (payload.ops.d = [0, 5])],
    ['columns of different lengths', (payload) => (payload.ops.p = [0])],
    ['a path of nine segments', (payload) => (payload['paths'] = ['a/b/c/d/e/f/g/h/i'])],
    ['an op replacing one before the first', (payload) => (payload.ops.o = [-1, 0])],
    ['an unknown $ value', (payload) => (payload.ops.v = [{ $date: 1 }, 1])],
  ])('refuses %s', (_name, spoil) => {
    const payload = JSON.parse(
      encodePayload(aLog, chainStartHash, [anOp(), anOp({ dot: dotOf(deviceA, 2) })]),
    );
    spoil(payload);
    expect(decodePayload(JSON.stringify(payload)).ok).toBe(false);
  });
});

describe('ops that do not follow each other', () => {
  it('are a bug, and throw', () => {
    const ops: readonly Op[] = [anOp(), anOp({ dot: dotOf(deviceA, 3) })];
    expect(() => encodePayload(aLog, chainStartHash, ops)).toThrow('out of order');
  });
});
