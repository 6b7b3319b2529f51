import * as z from 'zod';
import { DocumentId, LogId } from '../ids.ts';
import { peopleCountSchema } from '../privacy/cell-suppression.ts';
import { ParticipantSex } from './participant.ts';
import { AnswerSource } from './workshop-test.ts';

/** Questionnaires with answers that stay on the laptop that took them (docs/requirements.md C4, C5). */
export const QuestionnaireKind = z.enum(['evaluation', 'follow-up']);
export type QuestionnaireKind = z.infer<typeof QuestionnaireKind>;

const QuestionnaireItemId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);

/** Value of one answer as a segment of a table: `1` to `5`, `na`, or the id of an option. */
const AnswerKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/);

/**
 * Answers of one person to a questionnaire, kept on one laptop alone (docs/requirements.md E). Only sums leave it, and
 * open answers after a review.
 */
export const QuestionnaireSheet = z.readonly(
  z.object({
    kind: QuestionnaireKind,
    id: z.guid().transform((id) => id.toLowerCase()),
    log: LogId,
    doc: DocumentId,
    source: AnswerSource,
    /** Answers by item; an item with several answers has a list. */
    answers: z.readonly(
      z.record(QuestionnaireItemId, z.union([AnswerKey, z.readonly(z.array(AnswerKey).max(20))])),
    ),
    /** Open answers by question. */
    texts: z.readonly(z.record(QuestionnaireItemId, z.string().max(5_000))),
    institutionType: z.string().max(20).nullable(),
    sex: ParticipantSex.nullable(),
  }),
);
export type QuestionnaireSheet = z.infer<typeof QuestionnaireSheet>;

const countOf = z.int().nonnegative().max(100_000);

/**
 * Sums of the answers that one laptop has: the form in which they leave it. Below the minimum cell of five sheets a
 * laptop writes none.
 */
export const QuestionnaireCounts = z.readonly(
  z.object({
    sheets: countOf.min(5),
    /** Number of each answer, by item. */
    answers: z.readonly(
      z.record(QuestionnaireItemId, z.readonly(z.record(AnswerKey, peopleCountSchema(countOf)))),
    ),
  }),
);
export type QuestionnaireCounts = z.infer<typeof QuestionnaireCounts>;

/** Open answer that somebody reviewed before it left the laptop. */
export const ReviewedText = z.readonly(
  z.object({
    kind: QuestionnaireKind,
    question: QuestionnaireItemId,
    text: z.string().min(1).max(5_000),
  }),
);
export type ReviewedText = z.infer<typeof ReviewedText>;
