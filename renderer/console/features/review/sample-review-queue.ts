import type { NamedPerson } from '#api/console-api.ts';
import type { ReviewRow } from '#api/review-api.ts';
import type { Role } from '#domain/people/role.ts';
import {
  minutesAgo,
  sampleDocumentId,
  sampleLead,
  sampleLog,
  sampleTrainer,
} from '#renderer/console/stories/sample-people.ts';
import type { Sample } from '#renderer/ui/gallery/sample.ts';

const minutesPerDay = 24 * 60;

/** Facts of an assessment on which nobody has acted. */
export const emptyReviewFacts: ReviewRow['facts'] = {
  sinceMs: 0,
  round: 0,
  openPoints: 0,
  mendedPoints: 0,
  unexplained: 0,
  signOff: 'missing',
  commentsUntil: null,
  finalOn: null,
  progressNoteDue: null,
  followUpFrom: null,
  assignees: {},
};

/** Invented assessments at every step of a review, as someone in this role sees them on 13 November 2026. */
export function sampleReviewQueue(sample: Sample, role: Role, isLong: boolean): readonly ReviewRow[] {
  const title = isLong ? sample.institutionLong : sample.institution;
  const row = (
    digit: number,
    status: ReviewRow['status'],
    days: number,
    facts: Partial<ReviewRow['facts']>,
    assignee?: NamedPerson,
  ): ReviewRow => ({
    log: sampleLog,
    mission: sample.mission,
    roles: [role],
    doc: sampleDocumentId(digit),
    title,
    institution: title,
    status,
    facts: { ...emptyReviewFacts, sinceMs: minutesAgo(days * minutesPerDay), ...facts },
    ...(assignee !== undefined && { assignees: { reviewer: assignee, adviser: assignee } }),
  });
  return [
    row(1, 'quality-review', 6, {}, sampleLead),
    row(2, 'quality-review', 2, { round: 1, openPoints: 3, mendedPoints: 2, unexplained: 1 }),
    row(8, 'quality-review', 2, { signOff: 'signed', unexplained: 3 }, sampleTrainer),
    row(3, 'comments-addressed', 1, { signOff: 'signed', round: 1 }),
    row(4, 'shared', 34, { commentsUntil: '2026-11-09', signOff: 'outdated' }),
    row(5, 'shared', 12, { commentsUntil: '2026-12-01', signOff: 'signed' }),
    row(6, 'consolidated', 4, { round: 1, openPoints: 4, mendedPoints: 1 }),
    row(7, 'final', 190, {
      signOff: 'signed',
      finalOn: '2026-05-07',
      progressNoteDue: '2026-11-07',
      followUpFrom: '2027-02-07',
    }),
  ];
}
