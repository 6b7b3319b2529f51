import { describe, expect, test } from 'vitest';
import { valueAt } from '#domain/document/document.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { describePath } from '#renderer/console/parts/describe-path.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

describe('a path in the console', () => {
  const document = anAssessment({
    'findings/f1/text': 'No written check before use',
    'findings/f1/kind': 'gap',
  });
  const describeHere = (path: string) => describePath(path, document, defaultMaturityModel);

  test('has the text of its finding as subject', () => {
    expect(describeHere('findings/f1/kind')).toEqual({
      subject: { code: '', title: valueAt(document, 'findings/f1/text') },
      what: { key: 'path.finding.kind' },
      detail: null,
    });
  });

  test.each([
    ['targets/D5.4', 'path.target'],
    ['answers/D5.4/evidence/e1/kind', 'path.evidence.kind'],
    ['answers/group/row1/D5.4/value', 'path.answer'],
  ])('%s has its question as subject', (path, key) => {
    expect(describeHere(path)).toEqual({
      subject: { code: 'D5.4', title: 'Data governance' },
      what: { key },
      detail: null,
    });
  });

  test.each([
    ['screening/S3', 'path.screening', 'S3'],
    ['team/p1/function', 'path.team', null],
    ['team/p1/days', 'path.team', 'days'],
    ['institution/address', 'path.institution.detail', 'address'],
  ])('%s has the detail that its label leaves out', (path, key, detail) => {
    expect(describeHere(path)).toEqual({ subject: null, what: { key }, detail });
  });

  test('of a newer version is shown as it is', () => {
    expect(describeHere('shape/of/things').what).toEqual({
      key: 'path.unknown',
      values: { path: 'shape/of/things' },
    });
  });
});
