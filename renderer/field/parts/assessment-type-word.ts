import type { AssessmentType } from '#domain/assessment/assessment.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

const words: { readonly [T in AssessmentType]: MessageKey } = {
  baseline: 'life.type.baseline',
  focused: 'life.type.focused',
  'follow-up': 'life.type.followUp',
};

/** Why an institution is assessed, in words. */
export const assessmentTypeKey = (type: AssessmentType): MessageKey => words[type];
