import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { contestedAnswersOf, questionOfAnswerPath } from '#domain/assessment/answer-conflict.ts';
import { causalContextWriteFor, itemRemovedBy } from '#domain/document/causal-context.ts';
import { conflictPathsOf, type Document, dotsAt, emptyDocument } from '#domain/document/document.ts';
import { DocumentDraft, documentSourceOf, documentWithDraft } from '#domain/document/document-draft.ts';
import { DocumentKind, type Dot, dotOf, type Op, Path } from '#domain/document/op.ts';
import {
  isRemovedWithoutConflict,
  removalConflictOf,
  removalConflictPaths,
} from '#domain/document/removal-conflicts.ts';
import { SummaryState, summarizeDocument } from '#domain/kinds/document-summary.ts';
import { countPendingDecisions, pendingDecisionPaths } from '#domain/kinds/pending-decisions.ts';
import { aDocument, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const values: readonly JsonValue[] = [
  true,
  false,
  null,
  3,
  'rated',
  'blank',
  'draft',
  'consolidated',
  'words',
];
const paths: readonly Path[] = [
  'title',
  'status',
  'removed',
  'answers/D1.1/level',
  'answers/D1.1/state',
  'answers/q/value',
  'answers/q/row/value',
  'sessions/s1',
  'sessions/s1/title',
  'sessions/s1/removed',
  'sessions/s1/evidence/e1/removed',
  'sessions/s1/evidence/e1/text',
  'review/points/p1/about',
  'calculated/score',
].map((path) => Path.parse(path));

/** A query about one item alone, as the screen of that item makes it. */
const isContested = (document: Document, path: Path): boolean => {
  const item = itemRemovedBy(path);
  return item !== null && item !== '' && removalConflictOf(document, item) !== null;
};

const step = fc.record({
  device: fc.constantFrom(deviceA, deviceB),
  path: fc.constantFrom(...paths),
  value: fc.constantFrom(...values),
  /** Has the writer seen the present value, so that the write replaces it? */
  sees: fc.boolean(),
  /** Is the document stored after this, so that the next step is a draft of its own? */
  saves: fc.boolean(),
});

it.each(['assessment', 'workshop', 'mission'])(
  'the kept summary of an %s is that of the whole document, after every op of any history',
  (name) => {
    const documentKind = DocumentKind.parse(name);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let storedDocument = emptyDocument(aDocument, documentKind);
        const summaryState = new SummaryState(storedDocument);
        let documentDraft = new DocumentDraft(documentSourceOf(storedDocument));
        const taken = new Set<Dot>();
        const numbers = new Map<string, number>();
        const take = (op: Op): void => {
          documentDraft.apply(op, (dot) => taken.has(dot));
          taken.add(op.dot);
        };
        const nextDot = (deviceId: typeof deviceA): Dot => {
          const n = (numbers.get(deviceId) ?? 0) + 1;
          numbers.set(deviceId, n);
          return dotOf(deviceId, n);
        };
        for (const { device, path, value, sees, saves } of steps) {
          const previousDocument = documentWithDraft(storedDocument, documentDraft);
          const valueOp = anOp({
            dot: nextDot(device),
            kind: documentKind,
            path,
            value,
            over: sees ? dotsAt(previousDocument, path) : [],
          });
          const context = causalContextWriteFor(valueOp, previousDocument);
          take(valueOp);
          if (context !== null) take(anOp({ dot: nextDot(device), kind: documentKind, ...context }));

          const whole = documentWithDraft(storedDocument, documentDraft);
          const changedPaths = Array.from(documentDraft.changed, ([one]) => one);
          const after = summaryState.summarizeAfter(documentDraft, changedPaths, () => whole);
          expect(after.summary).toEqual(summarizeDocument(whole));
          expect(after.summary.isGone).toBe(isRemovedWithoutConflict(whole));
          expect(after.summary.conflicts).toBe(isRemovedWithoutConflict(whole) ? 0 : decisionsIn(whole));
          expect(after.summary.conflicts).toBe(countPendingDecisions(whole));
          expect(new Set(removalConflictPaths(whole))).toEqual(
            new Set(paths.filter((one) => isContested(whole, one))),
          );
          if (!saves) continue;
          after.commit();
          storedDocument = whole;
          documentDraft = new DocumentDraft(documentSourceOf(storedDocument));
        }
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  },
);

it('a change that touches no removal does not look at the whole document', () => {
  const kind = DocumentKind.parse('workshop');
  const registers = {
    [Path.parse('sessions/s1/removed')]: {
      heads: [{ dot: dotOf(deviceA, 1), stamp: [1, 0] as const, value: true }],
    },
  };
  const stored = { doc: aDocument, kind, registers };
  const summaryState = new SummaryState(stored);
  const documentDraft = new DocumentDraft(documentSourceOf(stored));
  documentDraft.apply(
    anOp({ dot: dotOf(deviceA, 2), kind, path: Path.parse('sessions/s2/title') }),
    () => false,
  );
  const after = summaryState.summarizeAfter(documentDraft, [Path.parse('sessions/s2/title')], () => {
    throw new Error('It was looked at');
  });
  expect(after.summary.facts['sessions']).toBe(1);
});

/** Cards that a person finds under "Conflicts": the registers of one answer are one. */
function decisionsIn(whole: Document): number {
  const conflicts = conflictPathsOf(whole);
  const isAssessment = whole.kind === 'assessment';
  const otherPaths = conflicts.filter((path) => !isAssessment || questionOfAnswerPath(path) === null);
  const answers = isAssessment ? contestedAnswersOf(whole) : [];
  const removals = pendingDecisionPaths(whole).filter((path) => !conflicts.includes(path));
  return answers.length + otherPaths.length + removals.length;
}
