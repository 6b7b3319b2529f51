import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eraseOpContents, withoutOpContent } from '#domain/document/erase-ops.ts';
import { dotOf, type Op, Path, type ValueOp } from '#domain/document/op.ts';
import { DocumentId } from '#domain/ids.ts';
import {
  decodePack,
  erasedPackText,
  isErasedFormOf,
  isSameOp,
  packHash,
  payloadWithOps,
} from '#sync/protocol/erased-pack.ts';
import { chainStartHash, sha256Of } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { aLog, anOp, aTextOp, deviceA } from '#tests/support/builders/ops.ts';

const key = 'K'.repeat(43);
const said = anOp({ value: 'the clerk of room 4' });
const other = anOp({ dot: dotOf(deviceA, 2), over: [said.dot], value: 'a clerk' });
const note = aTextOp(dotOf(deviceA, 3), 'words');
const payload = encodePayload(aLog, chainStartHash, [said, other, note]);

function opened(text: string) {
  const decoded = decodePayload(text);
  if (!decoded.ok) throw new Error(decoded.refusal.why);
  return decoded.value;
}

function erased(text: string): string | null {
  const openedPack = opened(text);
  const about = { ops: openedPack.ops.slice(0, 2), heads: new Set([other.dot]), isHeld: () => false };
  const notes = { ops: openedPack.ops.slice(2), heads: new Set<typeof note.dot>(), isHeld: () => false };
  const gone = [...eraseOpContents(about, 'past'), ...eraseOpContents(notes, 'all')];
  return payloadWithOps(openedPack, new Map(gone.map((op) => [op.dot, op])));
}

test('[E8] two ops are the same after an erasure if both content and mark are equal', () => {
  const blank = anOp({ value: null });
  const gone = { ...blank, erased: true as const };
  expect([isSameOp(blank, blank), isSameOp(gone, gone), isSameOp(note, note)]).toEqual([true, true, true]);
  expect([isSameOp(blank, gone), isSameOp(gone, blank)]).toEqual([false, false]);
  expect(isSameOp(said, { ...said, value: 'a clerk' })).toBe(false);
  expect(isSameOp(note, aTextOp(note.dot, 'other words'))).toBe(false);
});

describe('[E8] a pack in which something was erased', () => {
  test('has every op at its place, and of those that are erased no word', () => {
    const left = erased(payload) ?? '';
    expect(opened(left).ops).toMatchObject([
      { dot: said.dot, stamp: said.stamp, over: [], value: null, erased: true },
      { dot: other.dot, over: [said.dot], value: 'a clerk' },
      { dot: note.dot, erased: true },
    ]);
    expect(opened(left).ops[1]).not.toHaveProperty('erased');
    expect(left).not.toContain('room 4');
  });

  test('is known by the hash of its signed payload, so its chain continues', () => {
    const left = erased(payload) ?? '';
    const hash = sha256Of(payload);
    expect(packHash({ payload })).toBe(hash);
    expect(packHash({ payload: left, erased: { hash, key } })).toBe(hash);
    expect(erasedPackText(hash, left)).not.toBe(erasedPackText(hash, payload));
  });

  test('is not made again where nothing more is erased', () => {
    const left = erased(payload) ?? '';
    expect(erased(left)).toBeNull();
  });

  test('is refused without an erasure statement: a device hides no value by itself', () => {
    const left = erased(payload) ?? '';
    expect(decodePack({ payload: left })).toMatchObject({ ok: false });
    expect(decodePack({ payload: left, erased: { hash: sha256Of(payload), key } })).toMatchObject({
      ok: true,
    });
    expect(decodePack({ payload })).toMatchObject({ ok: true });
  });

  test('[P1] is refused where it says so and nothing in it is erased', () => {
    expect(decodePack({ payload, erased: { hash: sha256Of(payload), key } })).toEqual({
      ok: false,
      refusal: { kind: 'malformed', why: 'nothing erased' },
    });
  });

  test('[P1] leaves everything else as it was: any other difference is seen', () => {
    const left = opened(erased(payload) ?? '');
    const openedPack = opened(payload);
    expect(isErasedFormOf(left, openedPack)).toBe(true);
    expect(isErasedFormOf(left, left)).toBe(true);
    const changes: readonly (readonly [number, Partial<ValueOp>])[] = [
      [1, { value: 'another' }],
      [1, { stamp: [other.stamp[0] + 1, 0] }],
      [1, { path: Path.parse('elsewhere') }],
      [1, { over: [] }],
      [0, { over: [other.dot] }],
      [0, { doc: DocumentId.parse('0197b1a0-0000-7000-8000-0000000000d9') }],
      [2, { stamp: [note.stamp[0], 9] }],
    ];
    const unseen = changes.filter(([at, change]) => {
      const ops = left.ops.map((op, index) => (index === at ? ({ ...op, ...change } as Op) : op)); // of its own sort
      return isErasedFormOf({ ...left, ops }, openedPack);
    });
    expect(unseen).toEqual([]);
    expect(isErasedFormOf({ ...left, ops: left.ops.slice(0, 2) }, openedPack)).toBe(false);
    expect(isErasedFormOf({ ...left, prev: sha256Of('another') }, openedPack)).toBe(false);
  });

  test('[P1] matches another form that differs only in erased ops', () => {
    const openedPack = opened(payload);
    fc.assert(
      fc.property(fc.subarray([0, 1]), fc.subarray([0, 1]), (here, there) => {
        const form = (gone: readonly number[]) => ({
          ...openedPack,
          ops: openedPack.ops.map((op, at) => (gone.includes(at) ? withoutOpContent(op) : op)),
        });
        expect(isErasedFormOf(form(here), form(there))).toBe(true);
      }),
    );
  });
});
