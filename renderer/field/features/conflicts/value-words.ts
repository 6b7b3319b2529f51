import { EvidenceKind, EvidenceStrength, Level } from '#domain/assessment/assessment.ts';
import type { Json } from '#domain/base/json.ts';
import { defaultModel } from '#domain/instrument/maturity-model.ts';
import { dayMs } from '#renderer/field/parts/days.ts';
import { institutionTypeWord } from '#renderer/field/parts/institution-type-word.ts';
import {
  assessmentStatusKey,
  missionStatusKey,
  workshopStatusKey,
} from '#renderer/field/parts/status-word.ts';
import type { Format } from '#renderer/i18n/format.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Say } from '#renderer/i18n/use-say.ts';
import { sayRowValue } from '#renderer/words/value-words.ts';
import type { ChipLevel } from '#renderer/ui/level-chip.tsx';
import type { ValueSort } from './value-sort.ts';

/** The languages' part of saying a value. */
export interface Speaking {
  readonly say: Say;
  readonly format: Format;
}

/**
 * A value in words, for every sort and whatever it holds: another version may have written what this one does not
 * expect. `after` is the session before, for a place in an agenda.
 */
export function sayValue(
  { say, format }: Speaking,
  sort: ValueSort,
  value: Json,
  after?: string | null,
): string {
  if (sort === 'removed') return say(value === true ? 'conflict.value.removed' : 'conflict.value.kept');
  if (sort === 'place') {
    return after ? say('conflict.value.after', { title: after }) : say('conflict.value.first');
  }
  if (sort === 'answer') return say(answerMessage(value));
  if (value === null || value === '') return say('conflict.value.none');
  const words = sayRowValue(say, sort, value);
  if (words !== null) return words;
  if (typeof value === 'string') {
    const key = keyOf(sort, value);
    if (key !== null) return say(key);
    if (sort === 'institutionType') return institutionTypeWord(value, defaultModel, say);
    return sort === 'day' && !Number.isNaN(dayMs(value)) ? format.date(dayMs(value)) : value;
  }
  if (typeof value === 'number') {
    if (sort === 'level') return say('ui.level.label', { level: value });
    if (sort === 'minutes') return say('conflict.value.minutes', { count: value });
    if (sort === 'sessionDay') return say('conflict.value.day', { day: value });
    return format.number(value);
  }
  return JSON.stringify(value, null, 1);
}

/** The level that stands in a value, for its chip. */
export function levelIn(sort: ValueSort, value: Json): ChipLevel | null {
  const level = sort === 'level' ? value : sort === 'answer' ? fieldOf(value, 'level') : null;
  const parsed = Level.safeParse(level);
  return parsed.success ? parsed.data : null;
}

function answerMessage(value: Json) {
  const state = fieldOf(value, 'state');
  const level = fieldOf(value, 'level');
  if ((state === 'rated' || state === null) && typeof level === 'number') {
    return { key: 'ui.level.label', values: { level } } as const;
  }
  return {
    key: (typeof state === 'string' ? stateKeys[state] : undefined) ?? 'conflict.value.none',
  } as const;
}

const stateKeys: Readonly<Record<string, MessageKey | undefined>> = {
  rated: 'conflict.value.rated',
  na: 'assessment.choice.na',
  ne: 'assessment.choice.ne',
  declined: 'assessment.choice.declined',
  blank: 'assessment.choice.blank',
};

const confidenceKeys: Readonly<Record<string, MessageKey | undefined>> = {
  low: 'assessment.confidence.low',
  medium: 'assessment.confidence.medium',
  high: 'assessment.confidence.high',
};

const evidenceKindKeys: { readonly [K in EvidenceKind]: MessageKey } = {
  document: 'assessment.evidence.kind.document',
  interview: 'assessment.evidence.kind.interview',
  observation: 'assessment.evidence.kind.observation',
  statistic: 'assessment.evidence.kind.statistic',
};

const strengthKeys: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'assessment.evidence.strength.E0',
  E1: 'assessment.evidence.strength.E1',
  E2: 'assessment.evidence.strength.E2',
  E3: 'assessment.evidence.strength.E3',
  E4: 'assessment.evidence.strength.E4',
};

function keyOf(sort: ValueSort, value: string): MessageKey | null {
  switch (sort) {
    case 'state':
      return stateKeys[value] ?? null;
    case 'confidence':
      return confidenceKeys[value] ?? null;
    case 'evidenceKind': {
      const kind = EvidenceKind.safeParse(value);
      return kind.success ? evidenceKindKeys[kind.data] : null;
    }
    case 'strength': {
      const strength = EvidenceStrength.safeParse(value);
      return strength.success ? strengthKeys[strength.data] : null;
    }
    case 'assessmentStatus':
      return assessmentStatusKey(value);
    case 'missionStatus':
      return missionStatusKey(value);
    case 'workshopStatus':
      return workshopStatusKey(value);
    default:
      return null;
  }
}

const fieldOf = (value: Json, field: string): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? ((value as { readonly [name: string]: Json })[field] ?? null) // no array, no null: an object of Json
    : null;
