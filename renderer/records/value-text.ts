import type { JsonValue } from '#base/json.ts';
import { MaturityTarget } from '#domain/assessment/maturity-target.ts';
import { parseQuarter } from '#domain/assessment/recommendation-parts.ts';
import {
  AdviserSignOff,
  RatingOverride,
  ReturnReason,
  ReviewApproval,
} from '#domain/assessment/review/review.ts';
import {
  ConsolidatedRating,
  IndependentRatingValue,
} from '#domain/assessment/schema/independent-rating-path-rules.ts';
import { PriorityBandOverride } from '#domain/assessment/stated-priority.ts';
import { listedEnumerationOf, type PathEnumeration, type ValueKind } from '#domain/path-rules/path-field.ts';
import type { Translate } from '#renderer/i18n';
import { instrumentRefText, valueLabelOf, valueLabels } from './value-labels.ts';

/** Value in words; null for a text, number or day that is shown as such, or of another version. */
export function translateValue(translate: Translate, valueKind: ValueKind, value: JsonValue): string | null {
  switch (valueKind) {
    case 'flag':
      return translate(value === true ? 'value.flag.yes' : 'value.flag.no');
    case 'instrument':
      return typeof value === 'string' && value !== '' ? instrumentRefText(value, translate) : null;
    case 'names':
    case 'tags':
    case 'languages':
      return isTextArray(value) ? value.join(', ') : null;
    case 'quarter': {
      if (typeof value !== 'string') return null;
      const { year, number } = parseQuarter(value);
      return translate('value.quarter', { number, year: String(year) });
    }
    case 'target': {
      const target = MaturityTarget.safeParse(value);
      if (!target.success) return null;
      const { level, reason, agreedBy, agreedOn } = target.data;
      return translate('value.target', {
        level,
        reason: reason || 'none',
        by: agreedBy || 'none',
        on: agreedOn ?? 'none',
      });
    }
    case 'priorityOverride': {
      const override = PriorityBandOverride.safeParse(value);
      if (!override.success) return null;
      return translate('value.priorityOverride', {
        band: translate(valueLabels.priorityBand[override.data.band]),
        reason: override.data.reason,
      });
    }
    case 'secondRating': {
      const rating = IndependentRatingValue.safeParse(value);
      if (!rating.success) return null;
      const { level, evidence, rationale } = rating.data;
      return translate('value.rating', { level, evidence, why: rationale || 'none' });
    }
    case 'override': {
      const override = RatingOverride.safeParse(value);
      if (!override.success) return null;
      const { level, evidence, reason } = override.data;
      return translate('value.rating', { level, evidence, why: reason });
    }
    case 'consolidation': {
      const decided = ConsolidatedRating.safeParse(value);
      if (!decided.success) return null;
      return translate('value.consolidation', { level: decided.data.level, reason: decided.data.reason });
    }
    case 'returned': {
      const returned = ReturnReason.safeParse(value);
      return returned.success ? returned.data.reason || translate('review.returns.pointsOnly') : null;
    }
    case 'approval': {
      const approval = ReviewApproval.safeParse(value);
      return approval.success ? translate('value.approval', { note: approval.data.note || 'none' }) : null;
    }
    case 'signOff': {
      const signOff = AdviserSignOff.safeParse(value);
      if (!signOff.success) return null;
      const { decision, note } = signOff.data;
      return translate('value.signOff', { decision, note: note || 'none' });
    }
    default: {
      const listed = listedEnumerationOf(valueKind);
      if (listed !== null) return listedValuesText(translate, listed, value);
      if (typeof value !== 'string' && typeof value !== 'number') return null;
      const messageKey = valueLabelOf(valueKind, value);
      return messageKey === undefined ? null : translate(messageKey);
    }
  }
}

/** Values of an enumeration in words; null for another value, and where one is of a newer version. */
function listedValuesText(
  translate: Translate,
  pathEnumeration: PathEnumeration,
  value: JsonValue,
): string | null {
  if (!isTextArray(value)) return null;
  const texts = value.flatMap((one) => {
    const messageKey = valueLabelOf(pathEnumeration, one);
    return messageKey === undefined ? [] : [translate(messageKey)];
  });
  return texts.length === value.length ? texts.join(', ') : null;
}

const isTextArray = (value: JsonValue): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
