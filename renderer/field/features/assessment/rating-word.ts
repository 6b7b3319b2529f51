import type { Message } from '#renderer/i18n/message.ts';
import type { Rating } from './rating.ts';

/** An answer in words. */
export function ratingMessage({ state, level }: Rating): Message {
  switch (state) {
    case 'rated':
      return { key: 'assessment.choice.rated', values: { level } };
    case 'na':
      return { key: 'assessment.choice.na' };
    case 'ne':
      return { key: 'assessment.choice.ne' };
    case 'declined':
      return { key: 'assessment.choice.declined' };
    case 'blank':
      return { key: 'assessment.choice.blank' };
  }
}
