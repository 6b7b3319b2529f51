import * as z from 'zod';
import { ReviewAct } from '#domain/assessment/review-act.ts';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { Role } from '#domain/people/role.ts';
import { Sha256 } from '#sync/protocol/hash.ts';

// The review of assessments in the console (domain.md A2, A3). Only for people who are signed in; what they write are
// ops by their desk, which reach laptops as all others do.

/** One assessment that is, or was, with headquarters. */
export const ReviewRow = z.readonly(
  z.object({
    log: LogId,
    mission: z.string(),
    /** The asker's roles in the mission. */
    roles: z.readonly(z.array(Role)),
    doc: DocumentId,
    title: z.string(),
    institution: z.string().nullable(),
    status: AssessmentStatus,
    facts: ReviewFacts,
  }),
);
export type ReviewRow = z.infer<typeof ReviewRow>;

/** GET /review: of all missions that the asker reads. */
export const ReviewQueueAnswer = z.readonly(z.object({ assessments: z.readonly(z.array(ReviewRow)) }));
export type ReviewQueueAnswer = z.infer<typeof ReviewQueueAnswer>;

/**
 * GET /documents/{log}/{doc}/points/{point}/words: of a remark that is strictly confidential, for the roles that read it
 * (`mayReadConfidentialRemarks`). 404: there are none, or they were erased; 409 `sealed-elsewhere`: the server lacks their key.
 */
export const ConfidentialRemark = z.readonly(z.object({ words: z.string() }));
export type ConfidentialRemark = z.infer<typeof ConfidentialRemark>;

/**
 * POST /documents/{log}/{doc}/review -> `Done` (admin-api.ts). `seen`: what the person saw (`contentHashForAct`). 409 `record-moved`
 * when that changed meanwhile; every other refusal has its code in server/refusal-codes.ts. Nothing of a refused act is
 * written.
 */
export const ReviewActRequest = z.readonly(z.object({ act: ReviewAct, seen: Sha256 }));
export type ReviewActRequest = z.infer<typeof ReviewActRequest>;
