import type { DataRequestHistoryResponse, DataRequestRow } from '#api/data-requests-api.ts';
import { LogId } from '#domain/ids.ts';
import type { DataRequest } from '#domain/privacy/data-request.ts';
import {
  minutesAgo,
  otherSampleLog,
  sampleLog,
  sampleReviewer,
  sampleSecondAssessor,
} from '#renderer/console/stories/sample-people.ts';
import { localDayOf } from '#renderer/ui';
import { galleryNowMs, type Sample } from '#renderer/ui/gallery/sample.ts';

const erasedSampleLog = LogId.parse('55555555-5555-7555-8555-555555555555');

export const sampleToday = localDayOf(galleryNowMs);

/** Invented requests: one overdue, one due soon, one with time, one answered in part. */
export function sampleRequests(sample: Sample): readonly DataRequestRow[] {
  const dataRequest: DataRequest = {
    kind: 'access',
    receivedOn: '2026-10-08',
    dueOn: '2026-11-07',
    log: sampleLog,
    institution: sample.institution,
    function: '',
    reference: 'DP 2026/14',
    answer: null,
  };
  const row = (number: number, said: Partial<DataRequest>): DataRequestRow => ({
    number,
    last: {
      version: 1,
      atMs: minutesAgo(number * 60),
      author: sampleReviewer,
      request: { ...dataRequest, ...said },
    },
  });
  const direct = { log: null, institution: '' };
  return [
    row(2, {}),
    row(3, { kind: 'correction', receivedOn: '2026-10-15', dueOn: '2026-11-14', reference: 'DP 2026/15' }),
    row(4, {
      ...direct,
      kind: 'objection',
      receivedOn: '2026-11-10',
      dueOn: '2026-12-10',
      reference: 'DP 2026/16',
    }),
    row(1, {
      kind: 'erasure',
      receivedOn: '2026-09-01',
      dueOn: '2026-10-01',
      log: erasedSampleLog,
      reference: 'DP 2026/11',
      answer: { on: '2026-09-28', outcome: 'partly', reason: sample.rightsReason, did: sample.rightsDid },
    }),
  ];
}

export const sampleMissions = (sample: Sample): DataRequestHistoryResponse['missions'] => [
  { log: sampleLog, title: sample.mission },
  { log: otherSampleLog, title: sample.court },
];

/** One of them, with the versions before it. */
export function sampleRequest(sample: Sample, number: number): DataRequestHistoryResponse {
  const dataRequestRow = sampleRequests(sample).find((one) => one.number === number);
  if (dataRequestRow === undefined) throw new Error('There is no such sample');
  const { last } = dataRequestRow;
  const before = { ...last, author: sampleSecondAssessor, request: { ...last.request, answer: null } };
  const versions = last.request.answer === null ? [last] : [{ ...last, version: 2 }, before];
  return { number, versions, waiting: [], mayKeep: true, missions: sampleMissions(sample) };
}
