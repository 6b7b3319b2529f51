import type { EvidenceKind, EvidenceStrength } from '#domain/assessment/assessment.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

const kinds: { readonly [K in EvidenceKind]: MessageKey } = {
  document: 'assessment.evidence.kind.document',
  interview: 'assessment.evidence.kind.interview',
  observation: 'assessment.evidence.kind.observation',
  statistic: 'assessment.evidence.kind.statistic',
};

const strengths: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'assessment.evidence.strength.E0',
  E1: 'assessment.evidence.strength.E1',
  E2: 'assessment.evidence.strength.E2',
  E3: 'assessment.evidence.strength.E3',
  E4: 'assessment.evidence.strength.E4',
};

export const kindKey = (kind: EvidenceKind): MessageKey => kinds[kind];
/** What a strength means (domain.md B3). */
export const strengthKey = (strength: EvidenceStrength): MessageKey => strengths[strength];
