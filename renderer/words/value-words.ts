import { BandOverride, Measures, Target } from '#domain/assessment/finding.ts';
import type { Json } from '#domain/base/json.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import {
  alignmentKeys,
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
