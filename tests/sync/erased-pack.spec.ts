import { describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/dot.ts';
import { eraseOps } from '#domain/document/erase-ops.ts';
import { decodePack, erasedPackText, packHash, payloadWith } from '#sync/protocol/erased-pack.ts';
import { noHash, sha256Of } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { aLog, anOp, aTextOp, deviceA } from '#tests/builders/ops.ts';

const key = 'K'.repeat(43);
const said = anOp({ value: 'the clerk of room 4' });
const other = anOp({ dot: dotOf(deviceA, 2), over: [said.dot], value: 'a clerk' });
const note = aTextOp(dotOf(deviceA, 3), 'words');
const payload = encodePayload(aLog, noHash, [said, other, note]);

function opened(text: string) {
  const decoded = decodePayload(text);
  if (!decoded.ok) throw new Error(decoded.refusal.why);
  return decoded.value;
}

function erased(text: string): string | null {
  const pack = opened(text);
  const about = { ops: pack.ops.slice(0, 2), heads: new Set([other.dot]), isHeld: () => false };
  const notes = { ops: pack.ops.slice(2), heads: new Set<typeof note.dot>(), isHeld: () => false };
  const gone = [...eraseOps(about, 'past'), ...eraseOps(notes, 'all')];
  return payloadWith(pack, new Map(gone.map((op) => [op.dot, op])));
}

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

  test('is known by the hash of what its device had signed, so its chain goes on', () => {
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

  test('is refused where nobody says that it was erased: a device takes no value out of sight by itself', () => {
    const left = erased(payload) ?? '';
    expect(decodePack({ payload: left })).toMatchObject({ ok: false });
    expect(decodePack({ payload: left, erased: { hash: sha256Of(payload), key } })).toMatchObject({
      ok: true,
    });
    expect(decodePack({ payload })).toMatchObject({ ok: true });
  });
});
