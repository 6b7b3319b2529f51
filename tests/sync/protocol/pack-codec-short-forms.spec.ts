import { describe, expect, test } from 'vitest';
import { dotOf, Path } from '#domain/document/op.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { decodePayload, encodePayload } from '#sync/protocol/pack-codec.ts';
import { encodeSnapshotPage, type SnapshotPage } from '#sync/protocol/snapshot.ts';
import { aDocument, aLog, anOp, aTextOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

/** `over` of one op in a payload, with the devices that it names. */
function overOf(n: number, ...over: readonly ReturnType<typeof dotOf>[]): readonly unknown[] {
  const { ops, devs } = JSON.parse(
    encodePayload(aLog, chainStartHash, [anOp({ dot: dotOf(deviceA, n), over })]),
  );
  return [ops.o, devs];
}

describe('the `over` of an op is written', () => {
  test('as a distance where it is one earlier op of the same device', () => {
    expect(overOf(9, dotOf(deviceA, 8))).toEqual([-1, []]);
    expect(overOf(9, dotOf(deviceA, 1))).toEqual([-8, []]);
  });

  test('as dots where it is several, of another device, or not earlier', () => {
    expect(overOf(9, dotOf(deviceA, 8), dotOf(deviceA, 7))).toEqual([
      [
        [
          [-1, 8],
          [-1, 7],
        ],
      ],
      [],
    ]);
    expect(overOf(9, dotOf(deviceB, 8))).toEqual([[[[0, 8]]], [deviceB]]);
    expect(overOf(9, dotOf(deviceA, 9))).toEqual([[[[-1, 9]]], []]);
  });

  test('as nothing where it is none', () => {
    expect(overOf(9)).toEqual([0, []]);
  });
});

test('an unreadable payload is refused with its own reason, not a consequent one', () => {
  expect(decodePayload('{')).toEqual({ ok: false, refusal: { kind: 'malformed', why: 'not JSON' } });
  const payload = JSON.parse(encodePayload(aLog, chainStartHash, [anOp()]));
  const refused = decodePayload(JSON.stringify({ ...payload, first: 0 }));
  expect(refused).toMatchObject({ ok: false, refusal: { why: expect.stringMatching(/^first: /) } });
});

test('a page writes in long form only registers without heads or with more than heads', () => {
  const { dot, stamp, value } = anOp();
  const heads = [{ dot, stamp, value }];
  const [plain, empty, replaced, text] = ['title', 'status', 'lead', 'note'].map((path) => Path.parse(path));
  const registers = {
    [plain ?? '']: { heads },
    [empty ?? '']: { heads: [] },
    [replaced ?? '']: { heads, dead: [dotOf(deviceB, 4)] },
    [text ?? '']: { heads: [], text: aTextOp(dot, 'x').text },
  };
  const snapshotPage: SnapshotPage = {
    place: 7,
    have: {},
    documents: [{ doc: aDocument, kind: anOp().kind, registers }],
    holds: {},
    held: [],
    left: 0,
    more: false,
  };
  const { paths, rest } = JSON.parse(encodeSnapshotPage(snapshotPage)).documents;
  expect(
    rest.map(([at, path, more]: [number, number, object]) => [at, paths[path], Object.keys(more)]),
  ).toEqual([
    [0, 'status', []],
    [0, 'lead', ['dead']],
    [0, 'note', ['text']],
  ]);
});
