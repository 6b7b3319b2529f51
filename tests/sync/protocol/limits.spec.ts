import { describe, expect, test } from 'vitest';
import { maximumHlcCounter } from '#domain/clock/hlc.ts';
import { documentLimits } from '#domain/document/document-size.ts';
import { jsonDepth } from '#sync/protocol/columns.ts';
import { decodeStoredPayload } from '#sync/protocol/pack-codec.ts';
import { aPayload } from '#tests/support/builders/extreme-payload.ts';
import { bounds, opens } from '#tests/support/builders/wire-bounds.ts';
import { readSource } from '#tests/support/repository/source-files.ts';

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

  test('is with its figure in the table of sync/SPEC.md, and the table has no other', () => {
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
    const stored = decodeStoredPayload(aPayload({ stamp: [1, Number.MAX_SAFE_INTEGER] }));
    expect(stored).toMatchObject({ ok: true, value: { ops: [{ stamp: [1, maximumHlcCounter] }] } });
  });

  test('nesting is told from the text, before anything is parsed', () => {
    expect(jsonDepth('['.repeat(1_000_000))).toBe(1_000_000);
    expect(opens('['.repeat(1_000_000))).toBe(false);
  });
});
