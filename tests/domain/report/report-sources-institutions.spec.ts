import { expect, test } from 'vitest';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, emptyDocument, plainTextAt } from '#domain/document/document.ts';
import type { DocumentKind } from '#domain/document/op.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import { type Institution, type RecordedInstitution, registerOf } from '#domain/programme/institutions.ts';
import {
  collectReportSources,
  readReportedAssessment,
  withInstitutionNames,
} from '#domain/report/report-sources.ts';
import { readParticipants } from '#domain/workshop/register.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { sampleRecords } from '#renderer/report/sample/sample-mission.ts';
import { after } from '#tests/support/builders/an-assessment.ts';
import { aDoc } from '#tests/support/builders/sample-ids.ts';

const aRecord = (documentKind: DocumentKind, values: Readonly<Record<string, string>>): Document =>
  after(
    emptyDocument(aDoc(), documentKind),
    ...Object.entries(values).map(([path, value], at) => ({ n: at + 1, path, value })),
  );
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

test('[A1] participants and meetings have the present name of their institution', () => {
  const entry = '00000000-0000-4000-8000-000000000001';
  const nameOf = ({ ref, name, country }: RecordedInstitution): string =>
    country === 'UY' && (ref === entry || name === 'Old court') ? 'New court' : name;
  const meeting = { 'meetings/m1/institution': 'Court', 'meetings/m1/institution-ref': entry };
  const mission = withInstitutionNames(aRecord(missionKind, meeting), 'UY', nameOf);
  expect(readMissionMeetings(mission)).toMatchObject([{ institution: 'New court', institutionRef: entry }]);
  const texts = { 'participants/p1/institution': 'Old court', 'participants/p2/institution': 'Port' };
  const workshop = aRecord(workshopKind, { ...texts, 'entries/e1/institution': 'Old court' });
  const named = withInstitutionNames(workshop, 'UY', nameOf);
  const namesOf = (document: Document) => readParticipants(document).map(({ institution }) => institution);
  expect([namesOf(named), namesOf(workshop)]).toEqual([
    ['New court', 'Port'],
    ['Old court', 'Port'],
  ]);
  expect(plainTextAt(named, 'entries/e1/institution')).toBe('New court');
  expect(withInstitutionNames(workshop, 'FJ', nameOf)).toBe(workshop);
});
