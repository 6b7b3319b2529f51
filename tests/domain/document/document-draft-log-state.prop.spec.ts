import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { conflictPathsOf } from '#domain/document/document.ts';
import { isTextOp, type Op } from '#domain/document/op.ts';
import { applyOpToLog, emptyLogState, type LogState } from '#tests/support/builders/log-state.ts';
import { aDocument, history, malformed } from '#tests/support/builders/ops.ts';

const fold = (ops: readonly Op[]): LogState => ops.reduce(applyOpToLog, emptyLogState);

/** The state as a person sees it: heads, dead dots, and texts as read (updates may be encoded in several ways). */
function seen(logState: LogState): string {
  const registers = Object.entries(logState.documents.get(aDocument)?.registers ?? {}).map(
    ([path, register]) => {
      const document = new Y.Doc();
      if (register.text !== undefined) Y.applyUpdate(document, decodeBase64(register.text));
      return [
        path,
        { heads: register.heads, dead: register.dead ?? [], text: document.getText('note').toJSON() },
      ];
    },
  );
  return canonicalJson(Object.fromEntries(registers) as JsonValue);
}

const inOrderOf = (ops: readonly Op[], ranks: readonly number[]): readonly Op[] =>
  ops
    .map((op, at) => ({ op, rank: ranks[at] ?? 0 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ op }) => op);

const ranks = fc.array(fc.integer(), { minLength: 14, maxLength: 14 });

const settings = { seed: 20_261_124, numRuns: 400 };

describe('the merge', () => {
  it('[M2] any order of the same ops ends in the same state', () => {
    fc.assert(
      fc.property(history, ranks, (ops, ranks) => {
        const shuffled = inOrderOf(ops, ranks);
        expect(seen(fold(shuffled))).toBe(seen(fold(ops)));
      }),
      settings,
    );
  });

  it('[M2] applying ops again changes nothing', () => {
    fc.assert(
      fc.property(history, (ops) => {
        expect(seen(fold([...ops, ...ops]))).toBe(seen(fold(ops)));
      }),
      settings,
    );
  });

  it('[M1] a value is a head exactly when no op replaces it', () => {
    fc.assert(
      fc.property(history, (ops) => {
        const replaced = new Set(ops.flatMap((op) => (isTextOp(op) ? [] : op.over)));
        const expectedDots = ops.filter((op) => !isTextOp(op) && !replaced.has(op.dot)).map((op) => op.dot);
        const registers = Object.values(fold(ops).documents.get(aDocument)?.registers ?? {});
        expect(registers.flatMap((register) => register.heads.map((head) => head.dot)).sort()).toEqual(
          expectedDots.sort(),
        );
      }),
      settings,
    );
  });

  it('[M2] ops in any order end in the same state, with any `over`', () => {
    fc.assert(
      fc.property(malformed, ranks, (ops, ranks) => {
        expect(seen(fold(inOrderOf(ops, ranks)))).toBe(seen(fold(ops)));
      }),
      settings,
    );
  });

  it('[M1] with any `over`, a value is replaced only by ops of its own register', () => {
    fc.assert(
      fc.property(malformed, ranks, (ops, ranks) => {
        const valueOps = ops.flatMap((op) => (isTextOp(op) ? [] : [op]));
        const expectedValueOps = valueOps.filter(
          ({ path, dot }) =>
            !valueOps.some((otherValueOp) => otherValueOp.path === path && otherValueOp.over.includes(dot)),
        );
        const registers = Object.values(
          fold(inOrderOf(ops, ranks)).documents.get(aDocument)?.registers ?? {},
        );
        expect(registers.flatMap((register) => register.heads.map((head) => head.dot)).sort()).toEqual(
          expectedValueOps.map(({ dot }) => dot).sort(),
        );
      }),
      settings,
    );
  });

  it('[M1] nothing is in conflict when everyone saw everything', () => {
    fc.assert(
      fc.property(history, (ops) => {
        const informed: Op[] = [];
        for (const op of ops) {
          const previousDots = informed.filter((earlier) => earlier.path === op.path).map(({ dot }) => dot);
          informed.push(isTextOp(op) ? op : { ...op, over: previousDots });
        }
        const document = fold(informed).documents.get(aDocument);
        expect(document ? conflictPathsOf(document) : []).toEqual([]);
      }),
      settings,
    );
  });

  it('[M4] every text update is kept, from any author', () => {
    fc.assert(
      fc.property(history, (ops) => {
        const text = seen(fold(ops));
        for (const op of ops.filter(isTextOp))
          expect(text).toContain(`note of ${op.dot.slice(0, 1)}${op.dot.slice(33)}`);
      }),
      settings,
    );
  });
});
