import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { plainTextAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { type Institution, registerOf } from '#domain/programme/institutions.ts';
import { collectReportSources, readReportedAssessment } from '#domain/report/report-sources.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';

const texts = sampleRecords.documents
  .filter(({ kind }) => kind === assessmentKind)
  .map((document) => plainTextAt(document, 'institution/name'))
  .filter((name) => name !== '');
const [first = ''] = texts;
const entryOf = (part: Partial<Institution>): Institution => ({
  names: { en: 'Renamed in English', fr: 'Renommée en français' },
  otherNames: [first],
  type: 'POL',
  level: 'national',
  state: plainTextAt(
    sampleRecords.documents.find(({ kind }) => kind === missionKind),
    'country',
  ),
  isClosed: false,
  mergedInto: null,
  ...part,
});
const namesIn = (language: string, part: Partial<Institution> = {}) =>
  collectReportSources({
    ...sampleRecords,
    language,
    register: registerOf([{ id: 'a', seen: [], value: entryOf(part) }]),
  }).sources.assessments.map((source) => readReportedAssessment(source).institution);

test('[A1] reports show the present name of an institution, in their own language', () => {
  expect(namesIn('fr')).toContain('Renommée en français');
  expect(namesIn('en')).toContain('Renamed in English');
  expect(namesIn('en')).not.toContain(first);
});

test('[A1] reports show the text of a record that the register does not have', () => {
  expect(namesIn('en', { otherNames: [] })).toContain(first);
  expect(namesIn('en', { state: 'FJ' })).toContain(first);
});
