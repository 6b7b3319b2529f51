import type { Message } from '#renderer/i18n/message.ts';
import type { Flag } from './question-model.ts';

/** A flag as a sentence. */
export function flagMessage(flag: Flag): Message {
  switch (flag.kind) {
    case 'aboveEvidence':
      return {
        key: 'assessment.flag.aboveEvidence',
        values: { level: flag.level, has: flag.items === 0 ? 'none' : flag.has },
      };
    case 'reasonMissing':
      return {
        key: flag.state === 'na' ? 'assessment.flag.reasonMissing.na' : 'assessment.flag.reasonMissing.rated',
      };
  }
}
