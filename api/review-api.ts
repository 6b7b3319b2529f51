import * as z from 'zod';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { ReviewAct, ReviewDuty } from '#domain/assessment/review/review-act.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { Sha256 } from '#sync/protocol/hash.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { NamedPerson } from './console-api.ts';

// Review of assessments in the console (docs/requirements.md A2, A3), for people who are signed in. Their acts are ops
// of their console device, and reach laptops as all ops do.

/** Assessment that is, or was, at headquarters for review. */
export const ReviewRow = z.readonly(
  z.object({
    log: LogId,
    mission: z.string(),
    /** Roles of the asker in the mission. */
    roles: z.readonly(z.array(Role)),
    doc: DocumentId,
    title: z.string(),
    institution: z.string().nullable(),
    status: AssessmentStatus,
    facts: ReviewFacts,
    /** Names of the people who have it (`facts.assignees`), by duty; absent while nobody has. */
    assignees: z.readonly(z.partialRecord(ReviewDuty, NamedPerson)).optional(),
  }),
);
export type ReviewRow = z.infer<typeof ReviewRow>;

/** GET /review: assessments of all missions that the asker reads. */
export const ReviewQueueResponse = z.readonly(z.object({ assessments: z.readonly(z.array(ReviewRow)) }));
export type ReviewQueueResponse = z.infer<typeof ReviewQueueResponse>;

/**
 * GET /documents/{log}/{doc}/points/{point}/words: text of a strictly confidential remark. Only for roles that read it
 * (`mayReadConfidentialRemarks`). 404: no text, or it was erased. 409 `sealed-elsewhere`: the server lacks the sealing
 * key.
 */
export const ConfidentialRemark = z.readonly(z.object({ words: z.string() }));
export type ConfidentialRemark = z.infer<typeof ConfidentialRemark>;

/** Codes of refusals that the review names in words of its own. */
export type ReviewProblemCode = Extract<
  ProblemCode,
  | 'record-moved'
  | 'reason-missing'
  | 'record-locked'
  | 'not-at-this-step'
  | 'nothing-to-mend'
  | 'point-unknown'
  | 'point-sent'
  | 'comment-unknown'
  | 'points-open'
  | 'conflicts-open'
  | 'ratings-unexplained'
  | 'not-above-evidence'
  | 'sign-off-missing'
  | 'sign-off-withheld'
  | 'sign-off-outdated'
  | 'comments-running'
  | 'comments-unanswered'
  | 'same-as-rater'
  | 'successor-missing'
  | 'sealed-elsewhere'
>;

/**
 * POST /documents/{log}/{doc}/review -> `DoneResponse` (admin-api.ts). `seen`: hash of the content shown
 * (`contentHashForAct`). 409 `record-moved`: that content changed meanwhile. Other refusals have their codes in
 * sync/protocol/refusal-codes.ts. A refused act writes nothing.
 */
export const ReviewActRequest = z.readonly(z.object({ act: ReviewAct, seen: Sha256 }));
export type ReviewActRequest = z.infer<typeof ReviewActRequest>;
