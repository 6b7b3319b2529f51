import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDocument } from '#domain/document/document.ts';
import {
  DocumentDraft,
  type DocumentSource,
  documentSourceOf,
  documentWithDraft,
  emptyDocumentSource,
  MemoryRegisterIndex,
} from '#domain/document/document-draft.ts';
import { DocumentKind, isTextOp, type Op, Path } from '#domain/document/op.ts';
import { pathsReadByAdmission } from '#domain/kinds/admit-op.ts';
import { Role } from '#domain/people/role.ts';
import { judgePackOps, noTextAuthorship } from '#sync/server/judge-pack.ts';
import { aDocument, malformed } from '#tests/support/builders/ops.ts';

const kind = DocumentKind.parse('assessment');
const steps = ['draft', 'fieldwork', 'quality-review', 'final', 'superseded', 'no such state'];

/** Histories with stray dots in `over`, in which some ops move the state. */
const histories = fc
  .tuple(malformed, fc.array(fc.option(fc.constantFrom(...steps)), { minLength: 14, maxLength: 14 }))
  .map(([ops, states]) =>
    ops.map((op, at): Op => {
      const state = states[at] ?? null;
      return state === null || isTextOp(op) ? op : { ...op, path: Path.parse('status'), value: state };
    }),
  );

const roles = fc.uniqueArray(fc.constantFrom(...Role.options), { minLength: 1, maxLength: 2 });

/** No more of a document than a store loads for these ops: registers that judging reads, and waiting ops. */
function partFor(ops: readonly Op[], { doc, kind, registers, size }: DocumentSource): DocumentSource {
  const part = new MemoryRegisterIndex();
  const paths = ops.flatMap((op) => [...pathsReadByAdmission(op), ...registers.awaiting(op.dot)]);
  for (const path of paths) {
    const register = registers.at(path);
    if (register !== undefined) part.set(path, register);
  }
  return { doc, kind, registers: part, size };
}

test('[J5] judging with the registers that it reads equals judging with the whole document', () => {
  fc.assert(
    fc.property(histories, fc.nat({ max: 14 }), roles, (ops, splitAt, roles) => {
      const documentDraft = new DocumentDraft(emptyDocumentSource(aDocument, kind));
      const taken = { have: {}, held: new Set<never>() };
      for (const op of ops.slice(0, splitAt)) documentDraft.apply(op, () => false);
      const whole = documentSourceOf(documentWithDraft(emptyDocument(aDocument, kind), documentDraft));
      const nextOps = ops.slice(splitAt);
      const judge = (documentSource: DocumentSource) => {
        const { held, changed } = judgePackOps(
          nextOps,
          roles,
          taken,
          new Map([[aDocument, documentSource]]),
          noTextAuthorship,
        );
        const [after] = changed.values();
        return { held, registers: new Map(after?.changed), size: after?.size };
      };
      expect(judge(partFor(nextOps, whole))).toEqual(judge(whole));
    }),
    { seed: 20_261_128, numRuns: 500 },
  );
});
