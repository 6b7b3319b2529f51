import type { CreateAssessmentRefusal } from '#domain/assessment/decide-create.ts';
import type { SuccessorRefusal } from '#domain/assessment/decide-successor.ts';
import { unreachable } from '#domain/base/result.ts';
import type { CreateWorkshopRefusal } from '#domain/workshop/decide-create.ts';
import type { Message } from '#renderer/i18n/message.ts';

/** What is wrong with what was said about a new record, beside the field it is about. */
export function createRefusalMessage(
  refusal: CreateAssessmentRefusal | SuccessorRefusal | CreateWorkshopRefusal,
): Message {
  switch (refusal.kind) {
    case 'institutionMissing':
      return { key: 'mission.refused.institutionMissing' };
    case 'typeMissing':
      return { key: 'mission.refused.typeMissing' };
    case 'titleMissing':
      return { key: 'mission.refused.titleMissing' };
    case 'followsMissing':
      return { key: 'mission.refused.followsMissing' };
    case 'notFinal':
      return { key: 'life.successor.notFinal' };
    case 'reasonMissing':
      return { key: 'life.version.reasonMissing' };
    case 'notADay':
      return { key: 'mission.refused.notADay' };
    case 'endsBeforeItStarts':
      return { key: 'mission.refused.endsBeforeItStarts' };
    default:
      return unreachable(refusal);
  }
}
