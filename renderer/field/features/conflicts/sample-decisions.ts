import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Json } from '#domain/base/json.ts';
import { applyToDocument } from '#domain/document/document-draft.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/dot.ts';
import type { Kind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { ConflictEntry } from '#renderer/store/store-api.ts';
import { type Decision, decisionsOf } from './decision.ts';
import type { WriterOf } from './decision-texts.ts';

const log = LogId.parse('018f0000-0000-7000-8000-000000000001');
const assessment = DocumentId.parse('018f0000-0000-7000-8000-000000000002');
const workshop = DocumentId.parse('018f0000-0000-7000-8000-000000000003');
const own = DeviceId.parse('a1b2'.repeat(8));
const colleague = DeviceId.parse('3f9c'.repeat(8));

/** Two people behind the sample decisions. */
export const sampleWriterOf: WriterOf = (device) => ({
  name: device === own ? 'B. First assessor' : 'A. Second assessor',
  isThisLaptop: device === own,
});

type Written = readonly [path: string, mine: Json, theirs: Json];

const conflicting = (
  doc: DocumentId,
  kind: Kind,
  title: string,
  [path, mine, theirs]: Written,
): ConflictEntry => ({
  log,
  doc,
  kind,
  title,
  path: Path.parse(path),
  heads: [
    { dot: dotOf(own, 4), stamp: [galleryNowMs - 700_000, 0], device: own, value: mine },
    { dot: dotOf(colleague, 9), stamp: [galleryNowMs - 9_800_000, 0], device: colleague, value: theirs },
  ],
});

const police = 'National Police, Directorate of Investigations';
const ofAssessment = (...written: Written): ConflictEntry =>
  conflicting(assessment, assessmentKind, police, written);
const ofWorkshop = (...written: Written): ConflictEntry =>
  conflicting(workshop, workshopKind, 'National policy and capability planning', written);

const removal: ConflictEntry = {
  log,
  doc: workshop,
  kind: workshopKind,
  title: 'National policy and capability planning',
  path: Path.parse('sessions/s3/removed'),
  heads: [{ dot: dotOf(own, 5), stamp: [galleryNowMs - 8_000_000, 0], device: own, value: true }],
};

const sampleWorkshop: Document = (
  [
    ['sessions/s1/title', 'Opening, data notice, ground rules, pre-test'],
    ['sessions/s1/order', 'a0'],
    ['sessions/s2/title', 'Who does what: mandates, coordination, oversight'],
    ['sessions/s2/order', 'a1'],
    ['sessions/s3/removed', true],
    ['sessions/s3/title', 'Working with companies, academia and civil society'],
  ] as const
).reduce(
  (document, [path, value], at) =>
    applyToDocument(
      document,
      {
        dot: dotOf(colleague, at + 1),
        stamp: [galleryNowMs - 7_000_000, at],
        doc: workshop,
        kind: workshopKind,
        path: Path.parse(path),
        over: [],
        value,
      },
      () => true,
    ),
  emptyDocument(workshop, workshopKind),
);

const documents: ReadonlyMap<DocumentId, Document> = new Map([
  [
    workshop,
    {
      ...sampleWorkshop,
      registers: {
        ...sampleWorkshop.registers,
        [removal.path]: { heads: removal.heads.map(({ dot, stamp, value }) => ({ dot, stamp, value })) },
      },
    },
  ],
]);

/** The decisions of two records, one of each sort. */
export const sampleDecisions: readonly Decision[] = decisionsOf(
  [
    ofAssessment('answers/D5.4/state', 'rated', 'ne'),
    ofAssessment('answers/D5.4/level', 2, null),
    ofAssessment(
      'answers/D5.4/rationale',
      'Procurement unit fills a two-page note for most tools since 2024; legal department sees it only when asked.',
      'يقول قسم المشتريات إن المذكرة تُملأ دائماً، لكن القسم القانوني لم يرَ سوى اثنتين منها.',
    ),
    ofAssessment('status', 'fieldwork', 'consolidated'),
    ofWorkshop('sessions/s2/minutes', 75, 90),
    ofWorkshop('sessions/s2/order', 'a1', 'Zz'),
    removal,
    ofWorkshop('attendance/p07/1a', { present: true }, { present: false, reason: 'court hearing' }),
  ],
  documents,
);
