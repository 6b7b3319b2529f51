import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyOpToRegister,
  type Document,
  emptyDocument,
  type Register,
  unwrittenRegister,
  withoutDeadDot,
} from '#domain/document/document.ts';
import {
  applyOpToDocument,
  DocumentDraft,
  documentSourceOf,
  documentWithDraft,
  emptyDocumentSource,
  MemoryRegisterIndex,
} from '#domain/document/document-draft.ts';
import { documentSizeOf } from '#domain/document/document-size.ts';
import { DocumentKind, type Dot, dotOf, type Op, Path } from '#domain/document/op.ts';
import { aDocument, anOp, deviceA, malformed } from '#tests/support/builders/ops.ts';

const kind = DocumentKind.parse('assessment');

/** The merge of M2 without any index: each op looks at all registers of its document. */
function applyByWalk(document: Document, op: Op, hasTaken: (dot: Dot) => boolean): Document {
  const registers: Record<Path, Register> = { ...document.registers };
  for (const [path, register] of Object.entries(registers))
    if (path !== op.path) registers[Path.parse(path)] = withoutDeadDot(register, op.dot);
  registers[op.path] = applyOpToRegister(registers[op.path] ?? unwrittenRegister, op, hasTaken);
  return { ...document, registers };
}

/** Both ways of applying, with the result of each after every op. */
function foldBothWays(ops: readonly Op[], splitAt: number): readonly [Document, Document] {
  const empty = emptyDocument(aDocument, kind);
  const taken = new Set<Dot>();
  let walked = empty;
  let indexed = empty;
  let documentDraft = new DocumentDraft(emptyDocumentSource(aDocument, kind));
  ops.forEach((op, at) => {
    // A draft that is stored and opened again must go on as one that is kept.
    if (at === splitAt) {
      indexed = documentWithDraft(indexed, documentDraft);
      documentDraft = new DocumentDraft(documentSourceOf(indexed));
    }
    walked = applyByWalk(walked, op, (dot) => taken.has(dot));
    documentDraft.apply(op, (dot) => taken.has(dot));
    taken.add(op.dot);
  });
  return [walked, documentWithDraft(indexed, documentDraft)];
}

/** Malformed histories in any order, and where the draft is stored in between. */
const shuffled = fc
  .tuple(malformed, fc.array(fc.integer(), { minLength: 14, maxLength: 14 }), fc.nat({ max: 14 }))
  .map(([ops, ranks, splitAt]) => ({
    ops: ops
      .map((op, at) => ({ op, rank: ranks[at] ?? 0 }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ op }) => op),
    splitAt,
  }));

const settings = { seed: 20_261_128, numRuns: 400 };

describe('a draft of a document', () => {
  it('[M2] ends as the walk over all registers does, for any order of malformed ops', () => {
    fc.assert(
      fc.property(shuffled, ({ ops, splitAt }) => {
        const [walked, indexed] = foldBothWays(ops, splitAt);
        expect(indexed).toEqual(walked);
      }),
      settings,
    );
  });

  it('counts registers and bytes as the whole document has them', () => {
    fc.assert(
      fc.property(shuffled, ({ ops, splitAt }) => {
        const documentDraft = new DocumentDraft(emptyDocumentSource(aDocument, kind));
        const [previousOps, after] = [ops.slice(0, splitAt), ops.slice(splitAt)];
        for (const op of previousOps) documentDraft.apply(op, () => false);
        const storedDocumentDraft = new DocumentDraft(
          documentSourceOf(documentWithDraft(emptyDocument(aDocument, kind), documentDraft)),
        );
        for (const op of after) {
          documentDraft.apply(op, () => false);
          storedDocumentDraft.apply(op, () => false);
        }
        const whole = documentWithDraft(emptyDocument(aDocument, kind), documentDraft);
        expect(storedDocumentDraft.size).toEqual(documentDraft.size);
        expect(documentDraft.size).toEqual(
          documentSizeOf(new MemoryRegisterIndex(whole.registers).entries()),
        );
      }),
      settings,
    );
  });

  it('asks its source for the written register and those that await the op alone', () => {
    const waitingPath = Path.parse('answers/D1.2/rationale');
    const asked: Path[] = [];
    const valueOp = anOp({ dot: dotOf(deviceA, 1) });
    const documentDraft = new DocumentDraft({
      ...emptyDocumentSource(aDocument, kind),
      registers: {
        at: (path) => {
          asked.push(path);
          return path === waitingPath ? { heads: [], dead: [valueOp.dot] } : undefined;
        },
        awaiting: (dot) => (dot === valueOp.dot ? [waitingPath] : []),
      },
    });
    expect(documentDraft.apply(valueOp, () => false)).toEqual([waitingPath, valueOp.path]);
    expect(documentDraft.registerAt(waitingPath)).toEqual({ heads: [] });
    expect(new Set(asked)).toEqual(new Set([waitingPath, valueOp.path]));
  });

  it('leaves the document that it is a draft of as it was', () => {
    const previousDocument = applyOpToDocument(emptyDocument(aDocument, kind), anOp(), () => false);
    const copy = structuredClone(previousDocument);
    applyOpToDocument(
      previousDocument,
      anOp({ dot: dotOf(deviceA, 2), over: [dotOf(deviceA, 1)] }),
      () => true,
    );
    expect(previousDocument).toEqual(copy);
  });
});
