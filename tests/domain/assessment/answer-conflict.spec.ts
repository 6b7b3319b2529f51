import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  type AnswerConflict,
  type AnswerOp,
  contestedAnswersOf,
  readAnswerConflict,
} from '#domain/assessment/answer-conflict.ts';
import { decidingWrites } from '#domain/assessment/decide-answer.ts';
import { readEvidenceItems } from '#domain/assessment/read-answer.ts';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Dot, dotOf, Path, type ValueOp } from '#domain/document/op.ts';
import { anEmptyAssessment, otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';

const minuteMs = 60_000;

/** What one laptop wrote: number of its op, minute, register, value, and the ops that it replaced. */
type Act = readonly [
  by: 'me' | 'they',
  n: number,
  minute: number,
  field: string,
  value: JsonValue,
  over?: readonly Dot[],
];

const mine = (n: number): Dot => dotOf(ownDevice, n);
const theirs = (n: number): Dot => dotOf(otherDevice, n);

function opsOf(acts: readonly Act[], question = 'D4.1'): readonly ValueOp[] {
  return acts.map(([by, n, minute, field, value, over = []]) => ({
    dot: by === 'me' ? mine(n) : theirs(n),
    stamp: [minute * minuteMs, 0] as const,
    doc: anEmptyAssessment.doc,
    kind: anEmptyAssessment.kind,
    path: Path.parse(field.startsWith('answers/') ? field : `answers/${question}/${field}`),
    over,
    value,
  }));
}

const documentAfter = (valueOps: readonly ValueOp[]): Document =>
  valueOps.reduce((document, op) => applyOpToDocument(document, op, () => true), anEmptyAssessment);

function conflictAfter(...acts: readonly Act[]): { document: Document; conflict: AnswerConflict } {
  const valueOps = opsOf(acts);
  const document = documentAfter(valueOps);
  return {
    document,
    conflict: readAnswerConflict(document, 'D4.1', valueOps as readonly AnswerOp[], ownDevice),
  };
}

const answerOf = ({ document }: { readonly document: Document }) => [
  valueAt(document, 'answers/D4.1/level'),
  valueAt(document, 'answers/D4.1/rationale'),
];
const titlesOf = ({ document }: { readonly document: Document }) =>
  readEvidenceItems(document, 'D4.1').map(({ title }) => title);

/** The record after a decision for one of the sides. */
function decide(
  { document, conflict }: { document: Document; conflict: AnswerConflict },
  at: number,
  evidence: readonly string[] = [],
  values?: Readonly<Record<string, JsonValue>>,
): Document {
  const answerSide = conflict.sides[at];
  if (answerSide === undefined) throw new Error('This side was meant to be there');
  return decidingWrites(document, conflict, {
    side: answerSide,
    evidence: new Set(evidence),
    ...(values && { values }),
  }).reduce(
    (previousDocument, { path, value, over }, n) =>
      applyOpToDocument(
        previousDocument,
        { dot: mine(900 + n), stamp: [9e6, n], doc: document.doc, kind: document.kind, path, value, over },
        () => true,
      ),
    document,
  );
}

describe('the sides of a contested answer', () => {
  test('are whole: level and rationale of one person stay together, the own answer first', () => {
    const { conflict } = conflictAfter(
      ['me', 1, 10, 'level', 2],
      ['me', 2, 11, 'rationale', 'Habits only.'],
      ['they', 1, 20, 'level', 3],
      ['they', 2, 21, 'rationale', 'An instruction exists.'],
    );
    expect(conflict.sides.map(answerOf)).toEqual([
      [2, 'Habits only.'],
      [3, 'An instruction exists.'],
    ]);
  });

  test('[M7] keep a rationale that one person alone changed with the level of that person', () => {
    const { conflict } = conflictAfter(
      ['me', 1, 0, 'rationale', 'Seen in March.'],
      ['me', 2, 1_000, 'level', 4],
      ['they', 1, 1_001, 'level', 2],
      ['they', 2, 1_002, 'rationale', 'Informal arrangement.', [mine(1)]],
    );
    expect(conflict.sides.map(answerOf)).toEqual([
      [4, 'Seen in March.'],
      [2, 'Informal arrangement.'],
    ]);
  });

  test('share a rationale that both had seen long before', () => {
    const { conflict } = conflictAfter(
      ['me', 1, 0, 'rationale', 'Seen in March.'],
      ['me', 2, 1_000, 'level', 4],
      ['they', 1, 1_001, 'level', 2],
    );
    expect(conflict.sides.map(answerOf)).toEqual([
      [4, 'Seen in March.'],
      [2, 'Seen in March.'],
    ]);
  });

  test('give a rationale written minutes before the level to its writer alone', () => {
    const { conflict } = conflictAfter(
      ['they', 1, 998, 'rationale', 'Informal arrangement.'],
      ['they', 2, 1_000, 'level', 2],
      ['me', 1, 1_001, 'level', 4],
    );
    expect(conflict.sides.map(answerOf)).toEqual([
      [4, undefined],
      [2, 'Informal arrangement.'],
    ]);
  });

  test('take the present value where an older one is not on this laptop', () => {
    const { conflict } = conflictAfter(
      ['me', 5, 1_000, 'level', 4],
      ['they', 1, 1_001, 'level', 2],
      ['they', 2, 1_002, 'rationale', 'Informal.', [mine(1)]],
    );
    expect(conflict.sides.map(answerOf)).toEqual([
      [4, 'Informal.'],
      [2, 'Informal.'],
    ]);
  });

  test('show the evidence of each, and join people who gave the same answer', () => {
    const { conflict } = conflictAfter(
      ['me', 1, 10, 'level', 2],
      ['me', 2, 11, 'evidence/e1/title', 'Custody form'],
      ['they', 1, 20, 'level', 3],
      ['they', 2, 21, 'evidence/e2/title', 'Instruction'],
    );
    expect(conflict.sides.map(titlesOf)).toEqual([['Custody form'], ['Instruction']]);
    const equal = conflictAfter(
      ['me', 1, 10, 'level', 2],
      ['they', 1, 20, 'level', 2],
      ['me', 2, 11, 'state', 'rated'],
      ['they', 2, 20, 'state', 'rated'],
    );
    expect(contestedAnswersOf(equal.document)).toEqual([]);
  });

  test('stay those of their people after a decision was taken back', () => {
    const { conflict } = conflictAfter(
      ['me', 1, 10, 'level', 2],
      ['they', 1, 20, 'level', 3],
      ['me', 2, 30, 'level', 3, [mine(1), theirs(1)]],
      ['me', 3, 31, 'level', 2, [mine(2)]],
      ['me', 4, 31, 'level', 3, [mine(2)]],
    );
    expect(
      conflict.sides.map(({ writers, document }) => [writers, valueAt(document, 'answers/D4.1/level')]),
    ).toEqual([
      [[{ device: ownDevice, atMs: 10 * minuteMs }], 2],
      [[{ device: otherDevice, atMs: 20 * minuteMs }], 3],
    ]);
  });
});

describe('a decision', () => {
  const contested = () =>
    conflictAfter(
      ['me', 1, 0, 'rationale', 'Seen in March.'],
      ['me', 2, 1_000, 'level', 4],
      ['me', 3, 1_000, 'state', 'rated'],
      ['me', 4, 1_000, 'evidence/e1/title', 'Custody form'],
      ['they', 1, 1_001, 'level', null],
      ['they', 2, 1_001, 'state', 'na'],
      ['they', 3, 1_002, 'rationale', 'Not in its mandate.', [mine(1)]],
      ['they', 4, 1_003, 'evidence/e2/title', 'Interview'],
    );

  test('for the own answer brings its rationale back, and ends every conflict', () => {
    const decided = decide(contested(), 0, ['e1', 'e2']);
    expect(answerOf({ document: decided })).toEqual([4, 'Seen in March.']);
    expect([conflictPathsOf(decided), titlesOf({ document: decided })]).toEqual([
      [],
      ['Custody form', 'Interview'],
    ]);
  });

  test('for the other answer takes all of it, and removes evidence without a tick', () => {
    const decided = decide(contested(), 1, ['e2']);
    expect([valueAt(decided, 'answers/D4.1/state'), ...answerOf({ document: decided })]).toEqual([
      'na',
      null,
      'Not in its mandate.',
    ]);
    expect(titlesOf({ document: decided })).toEqual(['Interview']);
  });

  test('of one’s own writes its level and rationale over both', () => {
    const own = { state: 'ne', level: null, rationale: 'Ask again.' };
    const decided = decide(contested(), 0, ['e1', 'e2'], own);
    expect([valueAt(decided, 'answers/D4.1/state'), ...answerOf({ document: decided })]).toEqual([
      'ne',
      null,
      'Ask again.',
    ]);
    expect(conflictPathsOf(decided)).toEqual([]);
  });

  test('says that the rationale explains the decided answer', () => {
    const decided = decide(
      conflictAfter(
        ['me', 1, 10, 'level', 2],
        ['me', 2, 10, 'rationale', 'Half of them.'],
        ['me', 3, 10, 'rationale-for', 2],
        ['they', 1, 20, 'level', 3],
      ),
      0,
      [],
      { state: 'rated', level: 4 },
    );
    expect(valueAt(decided, 'answers/D4.1/rationale-for')).toBe(4);
  });

  test('changes nothing that is already as decided', () => {
    const { document, conflict } = contested();
    const [, answerSide] = conflict.sides;
    if (answerSide === undefined) throw new Error('Two sides were meant');
    const writes = decidingWrites(document, conflict, { side: answerSide, evidence: new Set(['e1', 'e2']) });
    expect(writes.map(({ path }) => path)).toEqual(['answers/D4.1/state', 'answers/D4.1/level']);
  });

  test('on evidence that supports several questions is taken once, for all of them', () => {
    const shared = (question: string, at: number): readonly Act[] => [
      ['me', at, 10, `answers/${question}/evidence/e1/title`, 'Form'],
      ['they', at, 20, `answers/${question}/evidence/e1/title`, 'Custody form'],
    ];
    const valueOps = opsOf([...shared('D4.1', 1), ...shared('D3.2', 2)]);
    const document = documentAfter(valueOps);
    expect(contestedAnswersOf(document)).toEqual(['D3.2']);
    const conflict = readAnswerConflict(document, 'D3.2', valueOps, ownDevice);
    const decided = decide({ document, conflict }, 1, ['e1']);
    expect([conflictPathsOf(decided), titlesOf({ document: decided })]).toEqual([[], ['Custody form']]);
  });
});
