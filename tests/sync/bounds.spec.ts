import { describe, expect, test } from 'vitest';
import type { Json } from '#domain/base/json.ts';
import { largestCounter, latestTimeMs } from '#domain/clock/hlc.ts';
import { documentLimits } from '#domain/document/document-size.ts';
import { Kind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { jsonDepth } from '#sync/protocol/json-depth.ts';
import { limits } from '#sync/protocol/limits.ts';
import { OrderConfirmation } from '#sync/protocol/orders.ts';
import { decodePayload, decodeStored } from '#sync/protocol/pack-codec.ts';
import { RecoveryRequest } from '#sync/protocol/recovery.ts';
import { RenewRequest } from '#sync/protocol/renew.ts';
import { WirePage } from '#sync/protocol/snapshot.ts';
import { EnrolRequest, LogAnswer, Pack, SyncRequest, SyncResponse } from '#sync/protocol/wire.ts';
import { readSource } from '#tests/architecture/source-files.ts';
import { aPayload, documentIdAt } from '#tests/builders/extreme-payload.ts';
import { aDevice, aLog } from '#tests/fakes/sample-ids.ts';

interface Bound {
  /** As the table of sync/SPEC.md calls it. */
  readonly name: string;
  readonly figure: number;
  /** Is something of this number or size taken? */
  readonly isTaken: (size: number) => boolean;
  readonly least?: number;
}

const letters = (count: number): string => 'a'.repeat(count);
const list = <T>(count: number, item: (at: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, at) => item(at));
const opens = (text: string): boolean => decodePayload(text).ok;
const takes =
  (schema: { safeParse: (value: unknown) => { success: boolean } }, made: (size: number) => unknown) =>
  (size: number): boolean =>
    schema.safeParse(made(size)).success;

const request = (change: object) => ({ protocol: 1, device: aDevice(), logs: {}, ...change });
const inRequest = (made: (size: number) => object) => takes(SyncRequest, (size) => request(made(size)));
const record = (count: number, key: (at: number) => string, value: unknown) =>
  Object.fromEntries(list(count, (at) => [key(at), value]));
const answer = (log: object, more: object = {}) => ({
  protocol: 1,
  now: 0,
  verdicts: [],
  orders: [],
  logs: { [aLog()]: { entries: [], next: 0, more: false, acked: 0, ...log } },
  ...more,
});
const renewal = (change: object) => ({
  deviceKey: letters(43),
  proof: letters(86),
  label: 'a',
  platform: '',
  version: '',
  why: 'fork',
  ...change,
});
const enrolment = (change: object) => ({
  code: 'a',
  deviceKey: letters(43),
  label: 'a',
  platform: '',
  version: '',
  ...change,
});
const overOf = (count: number): readonly (readonly [number, number])[] => list(count, (at) => [-1, at + 1]);
const nested = (depth: number): Json => (depth === 0 ? 1 : [nested(depth - 1)]);
const page = (change: object) => ({
  place: 0,
  have: {},
  holds: {},
  held: [],
  left: 0,
  more: false,
  documents: { docs: [], paths: [], devs: [], h: [], p: [], w: [], n: [], t: [], c: [], v: [], rest: [] },
  ...change,
});

const bounds: readonly Bound[] = [
  {
    name: 'bytes of a payload',
    least: 2,
    figure: limits.packBytes,
    isTaken: takes(Pack, (size) => ({ payload: letters(size), sig: letters(86) })),
  },
  {
    name: 'ops of a pack',
    figure: limits.packOps,
    isTaken: (size) => opens(aPayload({ ops: { v: list(size, () => 1) } })),
  },
  {
    name: 'documents, paths named in a pack',
    figure: limits.packOps,
    isTaken: (size) => opens(aPayload({ docs: list(size, (at) => [documentIdAt(at), 'assessment']) })),
  },
  {
    name: 'documents, paths named in a pack',
    figure: limits.packOps,
    isTaken: (size) => opens(aPayload({ paths: list(size, (at) => `p${at}`) })),
  },
  {
    name: 'devices named in a pack',
    figure: limits.packDevices,
    isTaken: (size) => opens(aPayload({ devs: list(size, aDevice) })),
  },
  {
    name: 'values that one op replaces (`over`)',
    figure: limits.overDots,
    isTaken: (size) => opens(aPayload({ ops: { o: [overOf(size)] } })),
  },
  {
    name: 'the same in a pack',
    figure: limits.packOverDots,
    isTaken: (size) => {
      const cells = [...list(8, () => overOf(1_000)), overOf(size - 8_000)];
      return opens(aPayload({ ops: { v: list(9, () => 1), o: cells } }));
    },
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    isTaken: (size) => opens(aPayload({ first: size })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    isTaken: (size) => opens(aPayload({ ops: { o: [[[-1, size]]] } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    least: 0,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: size } } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    least: 0,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: 0, have: { [aDevice()]: size } } } })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    least: 0,
    isTaken: takes(SyncResponse, (size) => answer({ next: size, acked: size })),
  },
  {
    name: 'number of an op, place, cursor, `acked`, `have`',
    figure: limits.number,
    least: 0,
    isTaken: takes(WirePage, (size) => page({ place: size, left: size })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimeMs,
    least: 0,
    isTaken: (size) => opens(aPayload({ stamp: [size, 0] })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimeMs,
    least: 0,
    // Steps forward and back within one pack: only where each op stands counts.
    isTaken: (size) =>
      opens(aPayload({ stamp: [5, 0], ops: { v: [1, 1, 1], t: [0, size - 5, 5 - size], c: 0 } })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimeMs,
    least: 0,
    isTaken: takes(SyncResponse, (size) => answer({}, { now: size })),
  },
  {
    name: 'milliseconds of a stamp, `now`, `at` of an order',
    figure: latestTimeMs,
    least: 0,
    isTaken: takes(OrderConfirmation, (size) => ({ device: aDevice(), order: 'wipe', at: size })),
  },
  {
    name: 'counter of a stamp',
    figure: largestCounter,
    least: 0,
    isTaken: (size) => opens(aPayload({ stamp: [1, size] })),
  },
  {
    name: 'counter of a stamp',
    figure: largestCounter,
    least: 0,
    isTaken: (size) => opens(aPayload({ ops: { v: [1, 1], c: [0, size] } })),
  },
  {
    name: 'bytes of a value as JSON',
    figure: limits.valueBytes,
    isTaken: (size) => opens(aPayload({ ops: { v: [size === 1 ? 1 : letters(size - 2)] } })),
  },
  {
    name: 'nesting of a value, of a request',
    figure: limits.valueDepth,
    isTaken: (size) => opens(aPayload({ ops: { v: [nested(size)] } })),
  },
  {
    name: 'segments of a path',
    figure: 8,
    isTaken: (size) => Path.safeParse(list(size, () => 'a').join('/')).success,
  },
  { name: 'letters of a segment', figure: 64, isTaken: takes(Path, letters) },
  { name: 'letters of a kind', figure: 40, isTaken: takes(Kind, letters) },
  {
    name: 'packs of a request',
    figure: limits.requestPacks,
    isTaken: inRequest((size) => ({ packs: list(size, () => 1) })),
  },
  {
    name: 'logs of a request',
    figure: limits.requestLogs,
    isTaken: inRequest((size) => ({ logs: record(size, documentIdAt, { since: 0 }) })),
  },
  {
    name: 'devices of `have`',
    figure: limits.haveDevices,
    isTaken: inRequest((size) => ({ logs: { [aLog()]: { since: 0, have: record(size, aDevice, 1) } } })),
  },
  {
    name: 'numbers of a device in `holds`',
    figure: limits.answerHolds,
    isTaken: (size) =>
      LogAnswer.safeParse({
        entries: [],
        next: 0,
        more: false,
        acked: 0,
        holds: { [aDevice()]: list(size, (at) => at + 1) },
      }).success,
  },
  {
    name: 'bytes of `budget`, of an answer',
    figure: limits.responseBytes,
    isTaken: inRequest((size) => ({ budget: size })),
  },
  { name: 'letters of `grants`', figure: 100, isTaken: inRequest((size) => ({ grants: letters(size) })) },
  {
    name: '`waiting.ops`',
    figure: limits.waitingOps,
    isTaken: inRequest((size) => ({ waiting: { ops: size, bytes: 0 } })),
  },
  {
    name: '`waiting.bytes`',
    figure: limits.waitingBytes,
    least: 0,
    isTaken: inRequest((size) => ({ waiting: { ops: 1, bytes: size } })),
  },
  ...(
    [
      ['`code` (enrolment)', 'code', 40],
      ['`label`', 'label', 120],
      ['`platform`', 'platform', 60],
      ['`version`', 'version', 40],
      ['`recipient`', 'recipient', 200],
    ] as const
  ).map(([name, field, figure]) => ({
    name: `letters of ${name}`,
    figure,
    isTaken: takes(EnrolRequest, (size) => enrolment({ [field]: letters(size) })),
  })),
  ...(
    [
      ['label', 120],
      ['platform', 60],
      ['version', 40],
    ] as const
  ).map(([field, figure]) => ({
    name: `letters of \`${field}\``,
    figure,
    isTaken: takes(RenewRequest, (size) => renewal({ [field]: letters(size) })),
  })),
  {
    name: 'base64 of a sealed vault key',
    figure: 16_384,
    least: 4,
    // Base64 grows by four letters.
    isTaken: takes(RecoveryRequest, (size) => ({
      vault: documentIdAt(1),
      sealed: letters(Math.ceil(size / 4) * 4),
    })),
  },
];

/** `name | figure` of each row of the table. */
const tableRows = readSource('sync/SPEC.md')
  .split('\n')
  .flatMap((line) => {
    const [, name, figure] = /^\| (.+?) \| ([\d,]+)(?: \(held, J5\))? \|$/.exec(line) ?? [];
    return name === undefined ? [] : [`${name} | ${figure}`];
  });

describe('[J6] a bound of the wire', () => {
  test.each(bounds)('$name: $figure is taken, one more is not', ({ figure, least = 1, isTaken }) => {
    expect([least, figure - 1, figure].map(isTaken)).toEqual([true, true, true]);
    expect(isTaken(figure + 1)).toBe(false);
  });

  test('stands with its figure in the table of sync/SPEC.md, and the table has no other', () => {
    const { registers, bytes, dots, text } = documentLimits;
    const ofDocuments = [
      ['registers of a document', registers],
      ['bytes of a document', bytes],
      ['heads and dead dots of a register', dots],
      ['base64 of a text', text],
    ] as const;
    const all = [...bounds.map(({ name, figure }) => [name, figure] as const), ...ofDocuments];
    const written = new Set(all.map(([name, figure]) => `${name} | ${figure.toLocaleString('en')}`));
    expect(new Set(tableRows)).toEqual(written);
  });

  test.each([null, 'NaN', '1', 1.5, true, [], {}, -1])('a number that is %j is refused', (odd) => {
    const payloads = [
      aPayload({ first: odd }),
      aPayload({ stamp: [odd, 0] }),
      aPayload({ stamp: [0, odd] }),
      aPayload({ ops: { v: [1, 1], t: [0, odd === -1 ? -1e15 : odd] } }),
      aPayload({ ops: { v: [1, 1], c: [0, odd] } }),
      aPayload({ ops: { d: [odd] } }),
      aPayload({ ops: { p: [odd] } }),
      aPayload({ ops: { o: [[[-1, odd]]] } }),
    ];
    expect(payloads.map(opens)).toEqual(payloads.map(() => false));
  });

  test('numbers that JSON reads as infinite are refused', () => {
    expect(opens(aPayload({}).replace('"first":1', '"first":1e400'))).toBe(false);
    expect(opens(aPayload({ ops: { v: [7] } }).replace('"v":[7]', '"v":[1e400]'))).toBe(false);
  });

  test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'])(
    '%s is no segment of a path',
    (name) => {
      for (const path of [name, `answers/${name}`, `${name}/level`])
        expect(opens(aPayload({ paths: [path] }))).toBe(false);
      expect(opens(aPayload({ paths: [`${name}2`, `a${name}`] }))).toBe(true);
    },
  );

  test('a value may have any key, and makes nothing of it', () => {
    const text = aPayload({ ops: { v: [7] } }).replace('"v":[7]', '"v":[{"a":{"__proto__":{"stolen":1}}}]');
    expect(opens(text)).toBe(true);
    expect(({} as { stolen?: number }).stolen).toBeUndefined();
  });

  test('a pack that was taken before there were bounds of stamps is still read', () => {
    const stored = decodeStored(aPayload({ stamp: [1, Number.MAX_SAFE_INTEGER] }));
    expect(stored).toMatchObject({ ok: true, value: { ops: [{ stamp: [1, largestCounter] }] } });
  });

  test('nesting is told from the text, before anything is parsed', () => {
    expect(jsonDepth('['.repeat(1_000_000))).toBe(1_000_000);
    expect(opens('['.repeat(1_000_000))).toBe(false);
  });
});
