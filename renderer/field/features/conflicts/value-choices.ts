import type { JsonValue } from '#base/json.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { MaturityChipLevel } from '#renderer/ui';
import { valuesOfList } from '#renderer/records/value-labels.ts';
import type { RegisterDescription } from '#renderer/field/parts/describe-register.ts';

/** One of a closed list of values; `level` and `descriptor` where it is a maturity level. */
export interface ValueChoice {
  readonly id: string;
  readonly value: JsonValue;
  readonly level?: MaturityChipLevel;
  /** The instrument's descriptor of this level; empty for other values. */
  readonly descriptor: string;
}

/** All values that a register may get, where there is a closed list; null where a person writes. */
export function valueChoicesOf({ sort, place }: RegisterDescription): readonly ValueChoice[] | null {
  switch (sort) {
    case 'level':
      return levelChoices(place).map((choice) => ({ ...choice, value: choice.level }));
    default: {
      const values = valuesOfList(sort);
      return values && values.map((value) => ({ id: String(value), value, descriptor: '' }));
    }
  }
}

const maturityLevels: readonly MaturityChipLevel[] = [1, 2, 3, 4, 5];

function levelChoices(place: RegisterDescription['place']) {
  const question = place !== null && 'question' in place ? place.question : '';
  const descriptors = defaultMaturityModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === question)?.levels;
  return maturityLevels.map((level) => ({
    id: String(level),
    level,
    descriptor: descriptors?.[level - 1] ?? '',
  }));
}
