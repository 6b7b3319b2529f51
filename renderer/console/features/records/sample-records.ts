import { DocumentKind } from '#domain/document/op.ts';
import {
  fieldLaptop,
  minutesAgo,
  sampleDocumentId,
  sampleLead,
  sampleLog,
  sampleSecondAssessor,
  secondLaptop,
} from '#renderer/console/stories/sample-people.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { ListedRecord } from './record-list.ts';

const sampleFacts: ListedRecord['facts'] = {
  institution: null,
  institutionType: null,
  instrument: null,
  answered: 0,
  sessions: 0,
  country: null,
  from: null,
  to: null,
};
const commonSample = {
  log: sampleLog,
  removed: false,
  conflicts: 0,
  held: 0,
  lastDevice: fieldLaptop,
  lastAuthor: sampleLead,
  facts: sampleFacts,
} as const;

/** Invented records of one mission, one of each sort of trouble. */
export function useSampleRecords(): readonly ListedRecord[] {
  const sample = useSample();
  const assessment = DocumentKind.parse('assessment');
  return [
    {
      ...commonSample,
      doc: sampleDocumentId(1),
      kind: assessment,
      title: sample.institution,
      status: 'fieldwork',
      conflicts: 2,
      changedAtMs: minutesAgo(4),
      facts: { ...sampleFacts, institution: sample.institution, institutionType: 'POL', answered: 18 },
    },
    {
      ...commonSample,
      doc: sampleDocumentId(2),
      kind: assessment,
      title: sample.court,
      status: 'quality-review',
      held: 1,
      changedAtMs: minutesAgo(1_500),
      lastDevice: secondLaptop,
      lastAuthor: sampleSecondAssessor,
      facts: { ...sampleFacts, institutionType: 'JUD', answered: 14 },
    },
    {
      ...commonSample,
      doc: sampleDocumentId(3),
      kind: assessment,
      title: sample.laboratory,
      status: 'final',
      changedAtMs: minutesAgo(8_000),
      facts: { ...sampleFacts, institutionType: 'FOR', answered: 18 },
    },
    {
      ...commonSample,
      doc: sampleDocumentId(4),
      kind: DocumentKind.parse('workshop'),
      title: sample.dimTitle,
      status: 'confirmed',
      changedAtMs: minutesAgo(3_000),
      facts: { ...sampleFacts, sessions: 9 },
    },
    {
      ...commonSample,
      doc: sampleDocumentId(5),
      kind: DocumentKind.parse('mission'),
      title: sample.mission,
      status: 'under-way',
      changedAtMs: minutesAgo(9_000),
    },
    {
      ...commonSample,
      doc: sampleDocumentId(6),
      kind: assessment,
      title: sample.draft,
      status: 'draft',
      removed: true,
      changedAtMs: minutesAgo(9_500),
    },
  ];
}
