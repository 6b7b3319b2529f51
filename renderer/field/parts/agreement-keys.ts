import type { agreementAnswers } from '#domain/workshop/learning/questionnaire.ts';
import type { MessageKey } from '#renderer/i18n';

/** Words of the agreement scale. */
export const agreementKeys = {
  1: 'learning.agreement.1',
  2: 'learning.agreement.2',
  3: 'learning.agreement.3',
  4: 'learning.agreement.4',
  5: 'learning.agreement.5',
  na: 'learning.agreement.na',
} as const satisfies Record<(typeof agreementAnswers)[number], MessageKey>;
