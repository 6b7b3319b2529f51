import type {
  AnswerState,
  Confidence,
  EvidenceKind,
  EvidenceStrength,
} from '#domain/assessment/assessment.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** What each answer state is called (domain.md B2). */
export const answerStateKeys: { readonly [S in AnswerState]: MessageKey } = {
  rated: 'console.answer.rated',
  na: 'console.answer.na',
  ne: 'console.answer.ne',
  declined: 'console.answer.declined',
  blank: 'console.answer.blank',
};

export const confidenceKeys: { readonly [C in Confidence]: MessageKey } = {
  low: 'console.confidence.low',
  medium: 'console.confidence.medium',
  high: 'console.confidence.high',
};

export const evidenceKindKeys: { readonly [K in EvidenceKind]: MessageKey } = {
  document: 'console.evidence.document',
  interview: 'console.evidence.interview',
  observation: 'console.evidence.observation',
  statistic: 'console.evidence.statistic',
};

/** What each strength of evidence means (domain.md B3). */
export const strengthKeys: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'console.strength.e0',
  E1: 'console.strength.e1',
  E2: 'console.strength.e2',
  E3: 'console.strength.e3',
  E4: 'console.strength.e4',
};
