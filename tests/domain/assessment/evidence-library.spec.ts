import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import {
  type EvidenceContent,
  evidenceRemoval,
  evidenceReturn,
  evidenceValues,
  type LibraryEvidence,
  readEvidenceLibrary,
} from '#domain/assessment/evidence-library.ts';
import { readEvidenceItems, readIndicatorAnswer } from '#domain/assessment/read-answer.ts';
import type { Document } from '#domain/document/document.ts';
import {
  after,
  anAssessment,
  anEmptyAssessment,
  otherDevice,
} from '#tests/support/builders/an-assessment.ts';

const id = '01a20edb-961d-7237-bfa9-0000000000e1';
const otherId = '01a20edb-961d-7237-bfa9-0000000000e2';
const order: EvidenceContent = {
  title: 'Custody order 14',
  kind: 'document',
  strength: 'E3',
  date: '2026-03-01',
  holder: 'Registry',
  mark: 'C',
};

let clock = 0;
const write = (
  document: Document,
  values: readonly { readonly path: string; readonly value: JsonValue }[],
  by?: typeof otherDevice,
): Document =>
  values.reduce((previousDocument, one) => {
    clock += 1;
    return after(previousDocument, { ...one, n: clock, ...(by && { by }) });
  }, document);

const supporting = (questions: readonly string[], evidenceContent = order): Document =>
  write(anEmptyAssessment, evidenceValues(anEmptyAssessment, null, evidenceContent, questions, id));
function onlyPieceOf(document: Document): LibraryEvidence {
  const [libraryEvidence, ...otherLibraryEvidences] = readEvidenceLibrary(document);
  if (libraryEvidence === undefined || otherLibraryEvidences.length > 0)
    throw new Error('Exactly one piece was meant');
  return libraryEvidence;
}
const titlesAt = (document: Document, question: string) =>
  readEvidenceItems(document, question).map(({ title }) => title);

describe('one piece of evidence', () => {
  test('supports several questions, and counts for each of them', () => {
    const document = supporting(['D3.2', 'D4.1']);
    expect(onlyPieceOf(document)).toMatchObject({ questions: ['D3.2', 'D4.1'], item: order, differsAt: [] });
    for (const question of ['D3.2', 'D4.1'])
      expect(readIndicatorAnswer(document, question).evidence).toBe('E3');
  });

  test('is changed under all its questions by one act', () => {
    const document = supporting(['D3.2', 'D4.1']);
    const libraryEvidence = onlyPieceOf(document);
    const values = evidenceValues(
      document,
      libraryEvidence,
      { ...order, strength: 'E4' },
      libraryEvidence.questions,
      otherId,
    );
    expect(values.map(({ path }) => path)).toEqual([
      `answers/D3.2/evidence/${id}/strength`,
      `answers/D4.1/evidence/${id}/strength`,
    ]);
    expect(readIndicatorAnswer(write(document, values), 'D4.1').evidence).toBe('E4');
  });

  test('leaves a question without a tick, and supports it again with the present values', () => {
    const document = supporting(['D3.2', 'D4.1']);
    const left = write(document, evidenceValues(document, onlyPieceOf(document), order, ['D3.2'], otherId));
    expect([titlesAt(left, 'D3.2'), titlesAt(left, 'D4.1')]).toEqual([['Custody order 14'], []]);
    expect(onlyPieceOf(left)).toMatchObject({ questions: ['D3.2'], removedFrom: ['D4.1'] });
    const renamed = { ...order, title: 'Custody order 15' };
    const again = write(left, evidenceValues(left, onlyPieceOf(left), renamed, ['D3.2', 'D4.1'], otherId));
    expect(titlesAt(again, 'D4.1')).toEqual(['Custody order 15']);
    expect(onlyPieceOf(again).differsAt).toEqual([]);
  });

  test('is removed from all questions, and comes back under the same', () => {
    const document = supporting(['D3.2', 'D4.1']);
    const removedDocument = write(document, evidenceRemoval(onlyPieceOf(document)));
    expect([titlesAt(removedDocument, 'D3.2'), onlyPieceOf(removedDocument).questions]).toEqual([[], []]);
    const back = write(removedDocument, evidenceReturn(onlyPieceOf(removedDocument)));
    expect(onlyPieceOf(back)).toMatchObject({ questions: ['D3.2', 'D4.1'], item: order });
  });
});

describe('with colleagues', () => {
  test('a piece linked while another renamed it says where it differs, and the newest is shown', () => {
    const document = supporting(['D3.2']);
    const linked = write(
      document,
      evidenceValues(document, onlyPieceOf(document), order, ['D3.2', 'D4.1'], otherId),
    );
    const renamed = write(
      linked,
      [{ path: `answers/D3.2/evidence/${id}/title`, value: 'Order 14, signed' }],
      otherDevice,
    );
    const libraryEvidence = onlyPieceOf(renamed);
    expect([libraryEvidence.item.title, libraryEvidence.differsAt]).toEqual(['Order 14, signed', ['D4.1']]);
    const aligned = write(
      renamed,
      evidenceValues(renamed, libraryEvidence, libraryEvidence.item, libraryEvidence.questions, otherId),
    );
    expect([titlesAt(aligned, 'D4.1'), onlyPieceOf(aligned).differsAt]).toEqual([['Order 14, signed'], []]);
  });

  test('[E] a strictly confidential mark on one copy holds under every question', () => {
    const document = supporting(['D3.2', 'D4.1']);
    const marked = write(document, [{ path: `answers/D3.2/evidence/${id}/mark`, value: 'SC' }], otherDevice);
    expect(readEvidenceItems(marked, 'D4.1').map(({ mark }) => mark)).toEqual(['SC']);
    expect(onlyPieceOf(marked).item.mark).toBe('SC');
  });
});

describe('evidence of older versions', () => {
  const older = anAssessment({
    'answers/D3.2/evidence/e1/title': 'Interview',
    'answers/D3.2/evidence/e1/strength': 'E1',
    'answers/D4.1/evidence/e1/title': 'Statistics',
  });

  test('is shown as it is: equal short ids under two questions are two pieces', () => {
    expect(readEvidenceLibrary(older).map(({ item, questions }) => [item.title, questions])).toEqual([
      ['Interview', ['D3.2']],
      ['Statistics', ['D4.1']],
    ]);
    expect(readEvidenceItems(older, 'D3.2')).toHaveLength(1);
  });

  test('gets an id of the whole record once it supports a second question', () => {
    const [libraryEvidence] = readEvidenceLibrary(older);
    if (libraryEvidence === undefined) throw new Error('A piece was meant');
    const linked = write(
      older,
      evidenceValues(older, libraryEvidence, libraryEvidence.item, ['D3.2', 'D3.4'], id),
    );
    const pieces = readEvidenceLibrary(linked).filter(({ questions }) => questions.length > 0);
    expect(pieces.map(({ item, questions }) => [item.title, questions])).toEqual([
      ['Interview', ['D3.2', 'D3.4']],
      ['Statistics', ['D4.1']],
    ]);
  });

  test('keeps its id when only its values change', () => {
    const [libraryEvidence] = readEvidenceLibrary(older);
    if (libraryEvidence === undefined) throw new Error('A piece was meant');
    const values = evidenceValues(
      older,
      libraryEvidence,
      { ...libraryEvidence.item, strength: 'E2' },
      libraryEvidence.questions,
      id,
    );
    expect(values).toEqual(
      [
        { path: 'answers/D3.2/evidence/e1/strength', value: 'E2' },
        { path: 'answers/D3.2/evidence/e1/kind', value: 'document' },
      ].toReversed(),
    );
  });
});
