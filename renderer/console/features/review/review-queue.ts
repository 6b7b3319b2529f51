import type { NamedPerson } from '#api/console-api.ts';
import type { ReviewRow } from '#api/review-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import { unreachable } from '#base/result.ts';
import type { ReviewDuty } from '#domain/assessment/review/review-act.ts';
import { isDayOver, reviewTaskOf } from '#domain/assessment/review/review-task.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import { type ListQuery } from '#renderer/console/parts/list-query.ts';

/** Duty of this person in an assessment: its review, or the sign-off; null for neither. */
export function reviewDutyOf({ roles }: ReviewRow): ReviewDuty | null {
  if (mayReleaseHeldOps(roles)) return 'reviewer';
  return roles.includes('adviser') ? 'adviser' : null;
}

/** Person who has an assessment for this person's duty; for others, its reviewer. */
export const assigneeOf = (reviewRow: ReviewRow): NamedPerson | null =>
  reviewRow.assignees?.[reviewDutyOf(reviewRow) ?? 'reviewer'] ?? null;

/** Assignment of an assessment, as the list filters by it. */
export type ReviewAssignment = 'mine' | 'nobody' | 'others';
export const reviewAssignments: readonly ReviewAssignment[] = ['mine', 'nobody', 'others'];

const assignmentOf = (reviewRow: ReviewRow, self: string): ReviewAssignment => {
  const assignee = assigneeOf(reviewRow);
  if (assignee === null) return 'nobody';
  return assignee.person === self ? 'mine' : 'others';
};

/** Party that it waits for, when it is not this person. */
export type WaitingParty = 'field' | 'state' | 'adviser' | 'reviewer';

/** Party that an assessment waits for when this person has no task in it. */
export function waitingPartyOf({ status, facts }: ReviewRow, today: string): WaitingParty {
  switch (status) {
    case 'shared':
      return isDayOver(facts.commentsUntil, today) ? 'reviewer' : 'state';
    case 'quality-review':
      return 'reviewer';
    case 'comments-addressed':
      return facts.signOff === 'signed' ? 'reviewer' : 'adviser';
    case 'draft':
    case 'fieldwork':
    case 'consolidated':
    case 'final':
    case 'superseded':
      return 'field';
    default:
      return unreachable(status);
  }
}

/** The assessments that wait for this person, longest first. */
export const reviewsWaitingForMe = (reviewRows: readonly ReviewRow[], today: string): readonly ReviewRow[] =>
  reviewRows.filter((row) => reviewTaskOf(row, today) !== null);

/** Assessments that wait for somebody else; a final one waits for nobody. */
export const reviewsWaitingForOthers = (
  reviewRows: readonly ReviewRow[],
  today: string,
): readonly ReviewRow[] =>
  reviewRows.filter((row) => row.status !== 'final' && reviewTaskOf(row, today) === null);

/** Whether search and mission of a list, and its assignment or status, keep a row. */
export function isReviewWanted(
  reviewRow: ReviewRow,
  { find, group, status }: ListQuery,
  self: string,
): boolean {
  const { institution, title, mission, log } = reviewRow;
  return (
    (group === '' || log === group) &&
    (status === '' || reviewRow.status === status || assignmentOf(reviewRow, self) === status) &&
    mentionsEveryWord([institution, title, mission, assigneeOf(reviewRow)?.name], find)
  );
}

/** Last day of a wait. */
export interface ReviewDueDay {
  readonly row: ReviewRow;
  readonly what: 'comments-until' | 'progress-note-due' | 'follow-up-from';
  readonly day: string;
  readonly isOver: boolean;
}

/** All due days, the earliest first. */
export const reviewDueDays = (reviewRows: readonly ReviewRow[], today: string): readonly ReviewDueDay[] =>
  reviewRows
    .flatMap((reviewRow): readonly ReviewDueDay[] => {
      const { commentsUntil, progressNoteDue, followUpFrom } = reviewRow.facts;
      const due = (what: ReviewDueDay['what'], day: string | null): readonly ReviewDueDay[] =>
        day === null ? [] : [{ row: reviewRow, what, day, isOver: isDayOver(day, today) }];
      return [
        ...(reviewRow.status === 'shared' ? due('comments-until', commentsUntil) : []),
        ...(reviewRow.status === 'final' ? due('progress-note-due', progressNoteDue) : []),
        ...(reviewRow.status === 'final' ? due('follow-up-from', followUpFrom) : []),
      ];
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
