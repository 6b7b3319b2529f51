import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import { type Document, readValueAt } from '#domain/document/document.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { applyOpToLog, emptyLogState } from '#tests/support/builders/log-state.ts';
import { aDocument, anOp, deviceA } from '#tests/support/builders/ops.ts';

/** A document with these values, written in this order. */
function aWritten(values: readonly (readonly [string, JsonValue])[]): Document | undefined {
  const valueOps = values.map(([path, value], at) =>
    anOp({ dot: dotOf(deviceA, at + 1), path: Path.parse(path), value }),
  );
  return valueOps.reduce(applyOpToLog, emptyLogState).documents.get(aDocument);
}

describe('a value that is read by its shape', () => {
  const document = aWritten([['title', 'Court']]);

  test('is the written value where it has that shape', () => {
    expect(readValueAt(document, 'title', z.string(), 'untitled')).toBe('Court');
  });

  test('is the fallback where it is of another shape or nothing was written', () => {
    expect(readValueAt(document, 'title', z.number(), 7)).toBe(7);
    expect(readValueAt(document, 'status', z.string(), 'open')).toBe('open');
    expect(readValueAt(undefined, 'title', z.string(), 'untitled')).toBe('untitled');
  });
});
