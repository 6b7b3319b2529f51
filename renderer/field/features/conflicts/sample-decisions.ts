import type { JsonValue } from '#base/json.ts';
import { type AnswerConflict, readAnswerConflict } from '#domain/assessment/answer-conflict.ts';
import { assessmentKind } from '#domain/assessment/assessment.ts';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { applyOpToDocument } from '#domain/document/document-draft.ts';
import { type DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { AnswerWriterLookup } from '#renderer/field/parts/answer-sides-view.tsx';
import type { ConflictEntry } from '#renderer/store/api/store-api.ts';
import { galleryNowMs } from '#renderer/ui/gallery/sample.ts';
import { type ConflictDecision, conflictDecisionsOf } from './conflict-decisions.ts';

const sampleLogId = LogId.parse('018f0000-0000-7000-8000-000000000001');
const sampleAssessmentId = DocumentId.parse('018f0000-0000-7000-8000-000000000002');
const sampleWorkshopId = DocumentId.parse('018f0000-0000-7000-8000-000000000003');
const sampleOwnDeviceId = DeviceId.parse('a1b2'.repeat(8));
const sampleColleagueDeviceId = DeviceId.parse('3f9c'.repeat(8));

/** Two people behind the sample decisions. */
export const sampleWriterOf: AnswerWriterLookup = (deviceId) => ({
  name: deviceId === sampleOwnDeviceId ? 'B. First assessor' : 'A. Second assessor',
  laptop: deviceId === sampleOwnDeviceId ? 'Blue 1' : 'Blue 2',
  isThisLaptop: deviceId === sampleOwnDeviceId,
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

/** Answers of two people that differ in level, rationale and evidence. */
export const sampleAnswerConflict: AnswerConflict = readAnswerConflict(
  (
    [
      [sampleOwnDeviceId, 1, 'evidence/e1/title', 'Custody form, 2024'],
      [sampleOwnDeviceId, 1, 'evidence/e1/kind', 'document'],
      [sampleOwnDeviceId, 1, 'evidence/e1/strength', 'E3'],
      [sampleOwnDeviceId, 4, 'level', 2],
      [sampleColleagueDeviceId, 9, 'level', 3],
      [
        sampleOwnDeviceId,
        5,
        'rationale',
        'The custody form dates from 2024. Two of five regional offices use it; the others keep their own lists.',
      ],
      [
        sampleColleagueDeviceId,
        10,
        'rationale',
        'The custody form dates from 2024 and an instruction of the head of office makes it mandatory.',
      ],
      [sampleColleagueDeviceId, 11, 'evidence/e2/title', 'Instruction of the head of office'],
      [sampleColleagueDeviceId, 12, 'evidence/e2/strength', 'E3'],
    ] as const
  ).reduce(
    (document, [deviceId, n, field, value]) =>
      applyOpToDocument(
        document,
        {
          dot: dotOf(deviceId, n),
          stamp: [galleryNowMs - 7_000_000 + n * 60_000, 0],
          doc: sampleAssessmentId,
          kind: assessmentKind,
          path: Path.parse(`answers/D4.1/${field}`),
          over: [],
          value,
        },
        () => true,
      ),
    emptyDocument(sampleAssessmentId, assessmentKind),
  ),
  'D4.1',
  [],
  sampleOwnDeviceId,
);

/** The decisions of two records, one of each kind of value. */
export const sampleDecisions: readonly ConflictDecision[] = conflictDecisionsOf(
  [
    assessmentConflict('recommendations/r1/expected-level', 2, 3),
    assessmentConflict(
      'findings/f1/text',
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
  { own: sampleOwnDeviceId },
);
