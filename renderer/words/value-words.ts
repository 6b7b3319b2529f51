import { BandOverride, Measures, Target } from '#domain/assessment/finding.ts';
import { Approval, RatingOverride, Return, SignOff } from '#domain/assessment/review.ts';
import { Consolidation, SecondRating } from '#domain/assessment/several-assessors.ts';
import type { Json } from '#domain/base/json.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import {
  alignmentKeys,
  assessmentTypeKeys,
  bandKeys,
  feasibilityKeys,
  findingKindKeys,
  horizonKeys,
  markKeys,
  measureKeys,
  naReasonKeys,
  ownershipKeys,
  planStatusKeys,
  recommendationStatusKeys,
} from './finding-words.ts';
import type { RowSort } from './register-rows.ts';

/** The closed lists: what each value is called. */
const listed: { readonly [S in RowSort]?: Readonly<Record<string, MessageKey>> } = {
  findingKind: findingKindKeys,
  mark: markKeys,
  horizon: horizonKeys,
  recommendationStatus: recommendationStatusKeys,
  planStatus: planStatusKeys,
  ownership: ownershipKeys,
  feasibility: feasibilityKeys,
  alignment: alignmentKeys,
  naReason: naReasonKeys,
  assessmentType: assessmentTypeKeys,
};

/** All values of a closed list in its order; null where a person writes, or where there is no list. */
export function valuesOfSort(sort: string): readonly (string | number)[] | null {
  const words = listed[sort as RowSort]; // any other text has no list
  if (words === undefined) return null;
  // Keys of an object are texts; factors are numbers.
  const values = Object.keys(words);
  return isFactor(sort) ? values.map(Number).toSorted((a, b) => a - b) : values;
}

/** A value in words; null where it is a text, a number or a day that is shown as such, or of another version. */
export function sayRowValue(say: Say, sort: string, value: Json): string | null {
  switch (sort) {
    case 'flag':
      return say(value === true ? 'register.value.yes' : 'register.value.no');
    case 'names':
      return isTexts(value) ? value.join(', ') : null;
    case 'measures': {
      const measures = Measures.safeParse(value);
      return measures.success ? measures.data.map((one) => say(measureKeys[one])).join(', ') : null;
    }
    case 'target': {
      const target = Target.safeParse(value);
      if (!target.success) return null;
      const { level, reason, agreedBy, agreedOn } = target.data;
      return say('register.value.target', {
        level,
        reason: reason || 'none',
        by: agreedBy || 'none',
        on: agreedOn ?? 'none',
      });
    }
    case 'band': {
      const override = BandOverride.safeParse(value);
      if (!override.success) return null;
      return say('register.value.band', {
        band: say(bandKeys[override.data.band]),
        reason: override.data.reason,
      });
    }
    case 'secondRating': {
      const rating = SecondRating.safeParse(value);
      if (!rating.success) return null;
      const { level, evidence, rationale } = rating.data;
      return say('register.value.rating', { level, evidence, why: rationale || 'none' });
    }
    case 'override': {
      const override = RatingOverride.safeParse(value);
      if (!override.success) return null;
      const { level, evidence, reason } = override.data;
      return say('register.value.rating', { level, evidence, why: reason });
    }
    case 'consolidation': {
      const decided = Consolidation.safeParse(value);
      if (!decided.success) return null;
      return say('register.value.decided', { level: decided.data.level, reason: decided.data.reason });
    }
    case 'returned': {
      const returned = Return.safeParse(value);
      return returned.success ? returned.data.reason || say('desk.returns.pointsOnly') : null;
    }
    case 'approval': {
      const approval = Approval.safeParse(value);
      return approval.success ? say('register.value.approved', { note: approval.data.note || 'none' }) : null;
    }
    case 'signOff': {
      const signOff = SignOff.safeParse(value);
      if (!signOff.success) return null;
      const { decision, note } = signOff.data;
      return say('register.value.signOff', { decision, note: note || 'none' });
    }
    default: {
      if (typeof value !== 'string' && typeof value !== 'number') return null;
      const key = listed[sort as RowSort]?.[value]; // any other text has no list
      return key === undefined ? null : say(key);
    }
  }
}

const isFactor = (sort: string): boolean =>
  sort === 'ownership' || sort === 'feasibility' || sort === 'alignment';

const isTexts = (value: Json): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
