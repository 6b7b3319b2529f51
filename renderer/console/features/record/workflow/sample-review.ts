import type { JsonValue } from '#base/json.ts';
import { type RatingAboveEvidence, readRatingsAboveEvidence } from '#domain/assessment/read-answer.ts';
import { ratingsContentHash } from '#domain/assessment/review/review-act.ts';
import { fieldLaptop, minutesAgo, reviewerDevice } from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';
import { continueSampleDocument, type SampleDocument, sampleAssessmentDocument } from '../sample-document.ts';

const minutesPerDay = 24 * 60;

/** Stage of an invented assessment's review. */
export type SampleReviewStage =
  | 'handedIn'
  | 'returned'
  | 'handedInAgain'
  | 'sealed'
  | 'signed'
  | 'shared'
  | 'final';

/** The assessment of the other stories, further on. */
export function sampleReview(sample: Sample, sampleReviewStage: SampleReviewStage): SampleDocument {
  let sampleDocument = sampleAssessmentDocument(sample);
  const add = (
    daysAgo: number,
    device: typeof fieldLaptop,
    values: Readonly<Record<string, JsonValue>>,
  ): void => {
    sampleDocument = continueSampleDocument(
      sampleDocument,
      Object.entries(values).map(([path, value], at) => ({
        device,
        atMs: minutesAgo(daysAgo * minutesPerDay - at),
        place: 60,
        path,
        value,
      })),
    );
  };
  const [p1, p2, p3] = ['review/points/p1', 'review/points/p2', 'review/points/p3'];
  add(9, fieldLaptop, {
    status: 'quality-review',
    'answers/D5.4/level': 3,
    'answers/D5.4/rationale': sample.rationale,
  });
  add(8, reviewerDevice, {
    [`${p1}/about`]: 'D3.2',
    [`${p1}/text`]: sample.comment,
    [`${p1}/round`]: 1,
    [`${p1}/settled`]: false,
    [`${p2}/about`]: 'D3.3',
    [`${p2}/text`]: sample.rationale,
    [`${p2}/round`]: 1,
    [`${p2}/settled`]: false,
  });
  if (sampleReviewStage === 'handedIn') return sampleDocument;
  add(7, reviewerDevice, { 'review/returns/1': { reason: sample.second }, status: 'consolidated' });
  add(6, fieldLaptop, { 'review/replies/p1/text': sample.rationale, 'review/replies/p1/mended': true });
  if (sampleReviewStage === 'returned') return sampleDocument;
  add(5, fieldLaptop, { 'review/replies/p2/mended': true, status: 'quality-review' });
  add(4, reviewerDevice, { [`${p1}/settled`]: true });
  const above = readRatingsAboveEvidence(sampleDocument.document);
  add(4, reviewerDevice, overrideSampleValues(above.slice(0, 2), sample));
  if (sampleReviewStage === 'handedInAgain' || sampleReviewStage === 'sealed') {
    add(3, reviewerDevice, {
      [`${p3}/about`]: '',
      [`${p3}/text`]: sample.comment,
      [`${p3}/round`]: 2,
      [`${p3}/settled`]: false,
      ...(sampleReviewStage === 'sealed' && markedSampleValues(sample)),
    });
    return sampleDocument;
  }
  add(3, reviewerDevice, { [`${p2}/settled`]: true, ...overrideSampleValues(above, sample) });
  const seen = ratingsContentHash(sampleDocument.document);
  add(3, reviewerDevice, { 'sign-off/adviser': { decision: 'signed', note: sample.comment, seen } });
  if (sampleReviewStage === 'signed') return sampleDocument;
  add(2, reviewerDevice, {
    'review/approval': { note: '' },
    'periods/shared-on': '2026-11-11',
    'periods/comments-until': '2026-12-11',
    status: 'shared',
  });
  add(1, fieldLaptop, {
    'state-comments/c1/about': 'D3.2',
    'state-comments/c1/from': sample.institution,
    'state-comments/c1/on': '2026-11-12',
    'state-comments/c1/text': sample.comment,
    'state-comments/c1/response': sample.rationale,
    'state-comments/c2/about': '',
    'state-comments/c2/from': sample.institution,
    'state-comments/c2/on': '2026-11-12',
    'state-comments/c2/text': sample.second,
    'state-comments/c2/response': '',
  });
  if (sampleReviewStage === 'shared') return sampleDocument;
  add(0.5, reviewerDevice, {
    'state-comments/c2/response': sample.rationale,
    'periods/final-on': '2026-11-13',
    'periods/progress-note-due': '2027-05-13',
    'periods/follow-up-from': '2027-08-13',
    status: 'final',
  });
  return sampleDocument;
}

/** Registers of a strictly confidential comment, and a comment that the adviser may mark. */
const markedSampleValues = ({ comment }: Sample): Readonly<Record<string, JsonValue>> => ({
  'review/points/p4/about': 'D3.2',
  'review/points/p4/mark': 'SC',
  'review/points/p4/round': 2,
  'review/points/p4/settled': false,
  'comments/c2/about': 'D3.2',
  'comments/c2/text': comment,
});

/** The reviewer's reasons to keep these ratings. */
const overrideSampleValues = (
  ratings: readonly RatingAboveEvidence[],
  { comment: reason }: Sample,
): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(
    ratings.map(({ question, level, evidence }) => [
      `answers/${question}/override`,
      { reason, level, evidence },
    ]),
  );
