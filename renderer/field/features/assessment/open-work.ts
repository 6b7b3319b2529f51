import { type SubmissionGaps, submissionGapsOf } from '#domain/assessment/submission-gaps.ts';
import type { Document } from '#domain/document/document.ts';
import { countPendingDecisions } from '#domain/kinds/pending-decisions.ts';
import type { UncheckedText } from '#domain/privacy/find-unchecked-texts.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { Message } from '#renderer/i18n';
import type { QuestionFilter } from './answering/assessment-model.ts';

/** Open work in an assessment that moves on. */
export interface OpenEnds extends SubmissionGaps {
  readonly unanswered: number;
  readonly flagged: number;
  /** Decisions that wait, on answers and on anything else of the assessment. */
  readonly conflicts: number;
  /** Texts with unconfirmed personal data. */
  readonly toCheck: readonly UncheckedText[];
  /** First question of each count. */
  readonly first?: Readonly<Partial<Record<'unanswered' | 'flagged' | 'conflicts', string>>>;
}

/** Open work in the order in which the list and the question before a submission name it. */
export const openWorkKinds = [
  'referenceDate',
  'unanswered',
  'unexplained',
  'flagged',
  'findings',
  'conflicts',
  'toCheck',
] as const;

export type OpenWorkKind = (typeof openWorkKinds)[number];

/**
 * Open work of an assessment.
 * @param counts Questions by filter, as the list of questions counts them.
 * @param maturityModel Null for an instrument without indicators.
 */
export const openEndsOf = (
  document: Document,
  maturityModel: MaturityModel | null,
  counts: Readonly<Record<Extract<QuestionFilter, 'unanswered' | 'flagged'>, number>>,
  toCheck: readonly UncheckedText[],
): OpenEnds => ({
  ...submissionGapsOf(document, maturityModel),
  unanswered: counts.unanswered,
  flagged: counts.flagged,
  conflicts: countPendingDecisions(document),
  toCheck,
});

/** Number of open places of one kind; zero is done. */
export function countOpenWork(openEnds: OpenEnds, kind: OpenWorkKind): number {
  switch (kind) {
    case 'referenceDate':
      return openEnds.hasReferenceDate ? 0 : 1;
    case 'unexplained':
      return openEnds.unexplained.length;
    case 'findings':
      return openEnds.withoutFinding.length;
    case 'toCheck':
      return openEnds.toCheck.length;
    case 'unanswered':
    case 'flagged':
    case 'conflicts':
      return openEnds[kind];
  }
}

/** Sentence about one kind of open work, done or not. */
export function openWorkMessage(openEnds: OpenEnds, kind: OpenWorkKind): Message {
  const count = countOpenWork(openEnds, kind);
  return kind === 'referenceDate'
    ? { key: 'life.before.date', values: { set: count === 0 ? 'yes' : 'no' } }
    : { key: `life.before.${kind}`, values: { count } };
}
