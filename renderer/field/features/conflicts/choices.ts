import {
  AnswerState,
  AssessmentStatus,
  Confidence,
  EvidenceKind,
  EvidenceStrength,
} from '#domain/assessment/assessment.ts';
import type { Json } from '#domain/base/json.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { MissionStatus } from '#domain/mission/mission.ts';
import { WorkshopStatus } from '#domain/workshop/workshop.ts';
import type { ChipLevel } from '#renderer/ui/level-chip.tsx';
import { valuesOfSort } from '#renderer/words/value-words.ts';
import type { RegisterWords } from './register-words.ts';

/** One of a closed list of values; `level` and `descriptor` where it is a maturity level. */
export interface Choice {
  readonly id: string;
  readonly value: Json;
  readonly level?: ChipLevel;
  /** What the instrument says of this level; empty for what is no level. */
  readonly descriptor: string;
}

/** All values that a register may get, where there is a closed list; null where a person writes. */
export function choicesOf({ sort, place }: RegisterWords): readonly Choice[] | null {
  switch (sort) {
    case 'level':
      return levels(place).map((choice) => ({ ...choice, value: choice.level }));
    case 'answer':
      return [
        ...levels(place).map((choice) => ({ ...choice, value: { state: 'rated', level: choice.level } })),
        ...(['na', 'ne', 'declined'] as const).map((state) => ({
          id: state,
          value: { state, level: null },
          descriptor: '',
        })),
      ];
    case 'state':
      return listed(AnswerState.options);
    case 'confidence':
      return listed(Confidence.options);
    case 'evidenceKind':
      return listed(EvidenceKind.options);
    case 'strength':
      return listed(EvidenceStrength.options);
    case 'institutionType':
      return listed(Object.keys(defaultModel.institution_types));
    case 'assessmentStatus':
      return listed(AssessmentStatus.options);
    case 'missionStatus':
      return listed(MissionStatus.options);
    case 'workshopStatus':
      return listed(WorkshopStatus.options);
    default: {
      const values = valuesOfSort(sort);
      return values && listed(values);
    }
  }
}

const listed = (values: readonly (string | number)[]): readonly Choice[] =>
  values.map((value) => ({ id: String(value), value, descriptor: '' }));

const allLevels: readonly ChipLevel[] = [1, 2, 3, 4, 5];

function levels(place: RegisterWords['place']) {
  const question = place !== null && 'question' in place ? place.question : '';
  const descriptors = defaultModel.dimensions
    .flatMap(({ indicators }) => indicators)
    .find(({ id }) => id === question)?.levels;
  return allLevels.map((level) => ({ id: String(level), level, descriptor: descriptors?.[level - 1] ?? '' }));
}
