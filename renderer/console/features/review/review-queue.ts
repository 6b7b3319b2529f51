import type { NamedPerson } from '#api/console-api.ts';
import type { ReviewRow } from '#api/review-api.ts';
import { mentionsEveryWord } from '#base/list-rows.ts';
import { unreachable } from '#base/result.ts';
import type { ReviewDuty } from '#domain/assessment/review-act.ts';
import { isDayOver, reviewTaskOf } from '#domain/assessment/review-steps.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import { type ListQuery } from '#renderer/console/parts/list-query.ts';

/** Duty of this person in an assessment: its review, or the sign-off; null for neither. */
export function reviewDutyOf({ roles }: ReviewRow): ReviewDuty | null {
  if (mayReleaseHeldOps(roles)) return 'reviewer';
  return roles.includes('adviser') ? 'adviser' : null;
}

/** Person who has an assessment for this person's duty; for others, its reviewer. */
export const assigneeOf = (row: ReviewRow): NamedPerson | null =>
  row.assignees?.[reviewDutyOf(row) ?? 'reviewer'] ?? null;

/** Assignment of an assessment, as the list filters by it. */
export type ReviewAssignment = 'mine' | 'nobody' | 'others';
export const reviewAssignments: readonly ReviewAssignment[] = ['mine', 'nobody', 'others'];

const assignmentOf = (row: ReviewRow, self: string): ReviewAssignment => {
  const assignee = assigneeOf(row);
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
export const reviewsWaitingForMe = (rows: readonly ReviewRow[], today: string): readonly ReviewRow[] =>
  rows.filter((row) => reviewTaskOf(row, today) !== null);

/** Assessments that wait for somebody else; a final one waits for nobody. */
export const reviewsWaitingForOthers = (rows: readonly ReviewRow[], today: string): readonly ReviewRow[] =>
  rows.filter((row) => row.status !== 'final' && reviewTaskOf(row, today) === null);

/** Whether search, mission and assignment of a list keep a row. */
export function isReviewWanted(row: ReviewRow, { find, group, status }: ListQuery, self: string): boolean {
  const { institution, title, mission, log } = row;
  return (
    (group === '' || log === group) &&
    (status === '' || assignmentOf(row, self) === status) &&
    mentionsEveryWord([institution, title, mission, assigneeOf(row)?.name], find)
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
export const reviewDueDays = (rows: readonly ReviewRow[], today: string): readonly ReviewDueDay[] =>
  rows
    .flatMap((row): readonly ReviewDueDay[] => {
      const { commentsUntil, progressNoteDue, followUpFrom } = row.facts;
      const due = (what: ReviewDueDay['what'], day: string | null): readonly ReviewDueDay[] =>
        day === null ? [] : [{ row, what, day, isOver: isDayOver(day, today) }];
      return [
        ...(row.status === 'shared' ? due('comments-until', commentsUntil) : []),
        ...(row.status === 'final' ? due('progress-note-due', progressNoteDue) : []),
        ...(row.status === 'final' ? due('follow-up-from', followUpFrom) : []),
      ];
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
