import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { JsonValue } from '#base/json.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { type DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import type { ConflictEntry } from '#renderer/store/store-api.ts';
import { type ConflictDecision, conflictDecisionsOf } from './conflict-decisions.ts';
import type { ValueWriterLookup } from './decision-labels.ts';

const sampleLogId = LogId.parse('018f0000-0000-7000-8000-000000000001');
const sampleAssessmentId = DocumentId.parse('018f0000-0000-7000-8000-000000000002');
const sampleWorkshopId = DocumentId.parse('018f0000-0000-7000-8000-000000000003');
const sampleOwnDeviceId = DeviceId.parse('a1b2'.repeat(8));
const sampleColleagueDeviceId = DeviceId.parse('3f9c'.repeat(8));

/** Two people behind the sample decisions. */
export const sampleWriterOf: ValueWriterLookup = (device) => ({
  name: device === sampleOwnDeviceId ? 'B. First assessor' : 'A. Second assessor',
  isThisLaptop: device === sampleOwnDeviceId,
});

type SampleConflict = readonly [path: string, mine: JsonValue, theirs: JsonValue];

const sampleConflictEntry = (
  doc: DocumentId,
  kind: DocumentKind,
  title: string,
  [path, mine, theirs]: SampleConflict,
): ConflictEntry => ({
  log: sampleLogId,
  doc,
  kind,
  title,
  path: Path.parse(path),
  heads: [
    {
      dot: dotOf(sampleOwnDeviceId, 4),
      stamp: [galleryNowMs - 700_000, 0],
      device: sampleOwnDeviceId,
      value: mine,
    },
    {
      dot: dotOf(sampleColleagueDeviceId, 9),
      stamp: [galleryNowMs - 9_800_000, 0],
      device: sampleColleagueDeviceId,
      value: theirs,
    },
  ],
});

const policeTitle = 'National Police, Directorate of Investigations';
const assessmentConflict = (...written: SampleConflict): ConflictEntry =>
  sampleConflictEntry(sampleAssessmentId, assessmentKind, policeTitle, written);
const workshopConflict = (...written: SampleConflict): ConflictEntry =>
  sampleConflictEntry(sampleWorkshopId, workshopKind, 'National policy and capability planning', written);

const sampleRemoval: ConflictEntry = {
  log: sampleLogId,
  doc: sampleWorkshopId,
  kind: workshopKind,
  title: 'National policy and capability planning',
  path: Path.parse('sessions/s3/removed'),
  heads: [
    {
      dot: dotOf(sampleOwnDeviceId, 5),
      stamp: [galleryNowMs - 8_000_000, 0],
      device: sampleOwnDeviceId,
      value: true,
    },
  ],
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
    applyOpToDocument(
      document,
      {
        dot: dotOf(sampleColleagueDeviceId, at + 1),
        stamp: [galleryNowMs - 7_000_000, at],
        doc: sampleWorkshopId,
        kind: workshopKind,
        path: Path.parse(path),
        over: [],
        value,
      },
      () => true,
    ),
  emptyDocument(sampleWorkshopId, workshopKind),
);

const sampleDocuments: ReadonlyMap<DocumentId, Document> = new Map([
  [
    sampleWorkshopId,
    {
      ...sampleWorkshop,
      registers: {
        ...sampleWorkshop.registers,
        [sampleRemoval.path]: {
          heads: sampleRemoval.heads.map(({ dot, stamp, value }) => ({ dot, stamp, value })),
        },
      },
    },
  ],
]);

/** The decisions of two records, one of each sort. */
export const sampleDecisions: readonly ConflictDecision[] = conflictDecisionsOf(
  [
    assessmentConflict('answers/D5.4/state', 'rated', 'ne'),
    assessmentConflict('answers/D5.4/level', 2, null),
    assessmentConflict(
      'answers/D5.4/rationale',
      'Procurement unit fills a two-page note for most tools since 2024; legal department sees it only when asked.',
      'يقول قسم المشتريات إن المذكرة تُملأ دائماً، لكن القسم القانوني لم يرَ سوى اثنتين منها.',
    ),
    assessmentConflict('status', 'fieldwork', 'consolidated'),
    workshopConflict('sessions/s2/minutes', 75, 90),
    workshopConflict('sessions/s2/order', 'a1', 'Zz'),
    sampleRemoval,
    workshopConflict('attendance/p07/1a', { present: true }, { present: false, reason: 'court hearing' }),
  ],
  sampleDocuments,
);
