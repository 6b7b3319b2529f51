import { Kind } from '#domain/document/op.ts';
import {
  fieldLaptop,
  lead,
  minutesAgo,
  sampleDoc,
  sampleLog,
  second,
  secondLaptop,
} from '#renderer/console/stories/sample-people.ts';
import { useSample } from '#renderer/ui/gallery/sample.ts';
import type { RecordRow } from './record-list.ts';

const facts: RecordRow['facts'] = {
  institution: null,
  institutionType: null,
  instrument: null,
  answered: 0,
  sessions: 0,
  country: null,
  from: null,
  to: null,
};
const common = {
  log: sampleLog,
  removed: false,
  conflicts: 0,
  held: 0,
  lastDevice: fieldLaptop,
  lastAuthor: lead,
  facts,
} as const;

/** Invented records of one mission, one of each sort of trouble. */
export function useSampleRecords(): readonly RecordRow[] {
  const sample = useSample();
  const assessment = Kind.parse('assessment');
  return [
    {
      ...common,
      doc: sampleDoc(1),
      kind: assessment,
      title: sample.institution,
      status: 'fieldwork',
      conflicts: 2,
      changedAtMs: minutesAgo(4),
      facts: { ...facts, institution: sample.institution, institutionType: 'POL', answered: 18 },
    },
    {
      ...common,
      doc: sampleDoc(2),
      kind: assessment,
      title: sample.court,
      status: 'quality-review',
      held: 1,
      changedAtMs: minutesAgo(1_500),
      lastDevice: secondLaptop,
      lastAuthor: second,
      facts: { ...facts, institutionType: 'JUD', answered: 14 },
    },
    {
      ...common,
      doc: sampleDoc(3),
      kind: assessment,
      title: sample.laboratory,
      status: 'final',
      changedAtMs: minutesAgo(8_000),
      facts: { ...facts, institutionType: 'FOR', answered: 18 },
    },
    {
      ...common,
      doc: sampleDoc(4),
      kind: Kind.parse('workshop'),
      title: sample.dimTitle,
      status: 'confirmed',
      changedAtMs: minutesAgo(3_000),
      facts: { ...facts, sessions: 9 },
    },
    {
      ...common,
      doc: sampleDoc(5),
      kind: Kind.parse('mission'),
      title: sample.mission,
      status: 'under-way',
      changedAtMs: minutesAgo(9_000),
    },
    {
      ...common,
      doc: sampleDoc(6),
      kind: assessment,
      title: sample.draft,
      status: 'draft',
      removed: true,
      changedAtMs: minutesAgo(9_500),
    },
  ];
}
