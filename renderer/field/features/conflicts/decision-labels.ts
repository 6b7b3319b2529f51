import { EvidenceKind, EvidenceStrength, MaturityLevel } from '#domain/assessment/assessment.ts';
import type { JsonValue } from '#base/json.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { localNoonMs } from '#renderer/field/parts/local-days.ts';
import {
  assessmentStatusKey,
  institutionTypeLabel,
  missionStatusKey,
  workshopStatusKey,
} from '#renderer/field/parts/domain-labels.ts';
import type { LanguageFormat } from '#renderer/i18n/language-format.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';
import type { Translate } from '#renderer/i18n/use-translate.ts';
import { translateRegisterValue } from '#renderer/records/register-labels.ts';
import type { MaturityChipLevel } from '#renderer/ui/marks/level-chip.tsx';
import type { ValueSort } from './describe-register.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { ConflictDecision, DecisionValue } from './conflict-decisions.ts';

/** Person behind a device, and whether it is this laptop. */
export interface ValueWriter {
  readonly name: string | null;
  readonly isThisLaptop: boolean;
}
export type ValueWriterLookup = (device: DeviceId) => ValueWriter;

/** Subject of a decision in one line: "D5.4 Check before use: level". */
export function decisionTitle({ say }: TextFormatting, { words, record }: ConflictDecision): string {
  const what = say(words.what);
  return say('conflict.title', { subject: words.subject === null ? record : say(words.subject), what });
}

/** One of its values in words. A removal with a concurrent edit has the item and its removal as values. */
export const decisionValueText = (
  speaking: TextFormatting,
  { words }: ConflictDecision,
  value: DecisionValue,
): string => value.shown ?? registerValueText(speaking, words.sort, value.value, value.after);

/** The people who wrote a value, as a list. */
export function valueWritersText(
  { say, format }: TextFormatting,
  value: DecisionValue,
  writerOf: ValueWriterLookup,
): string {
  return format.list(
    value.writers.map(({ device }) => {
      const { name, isThisLaptop } = writerOf(device);
      if (isThisLaptop) return say('conflict.writer.you');
      // Laptops have no name in headquarters' history; the first digits tell two of one person apart.
      return say('conflict.writer.other', {
        who: name ?? say('conflict.writer.someone'),
        laptop: device.slice(0, 4),
      });
    }),
  );
}

/** Translator and formats for values in words. */
export interface TextFormatting {
  readonly say: Translate;
  readonly format: LanguageFormat;
}

/**
 * Value in words, for every sort and any content: another version may have written an unexpected one.
 * @param after Session before, for a place in an agenda.
 */
export function registerValueText(
  { say, format }: TextFormatting,
  sort: ValueSort,
  value: JsonValue,
  after?: string | null,
): string {
  if (sort === 'removed') return say(value === true ? 'conflict.value.removed' : 'conflict.value.kept');
  if (sort === 'place') {
    return after ? say('conflict.value.after', { title: after }) : say('conflict.value.first');
  }
  if (sort === 'answer') return say(indicatorAnswerMessage(value));
  if (value === null || value === '') return say('conflict.value.none');
  const words = translateRegisterValue(say, sort, value);
  if (words !== null) return words;
  if (typeof value === 'string') {
    const key = valueMessageKey(sort, value);
    if (key !== null) return say(key);
    if (sort === 'institutionType') return institutionTypeLabel(value, defaultMaturityModel, say);
    return sort === 'day' && !Number.isNaN(localNoonMs(value)) ? format.date(localNoonMs(value)) : value;
  }
  if (typeof value === 'number') {
    if (sort === 'level') return say('ui.level.label', { level: value });
    if (sort === 'minutes') return say('conflict.value.minutes', { count: value });
    if (sort === 'sessionDay') return say('conflict.value.day', { day: value });
    return format.number(value);
  }
  return JSON.stringify(value, null, 1);
}

/** Maturity level in a value, for its chip. */
export function levelInValue(sort: ValueSort, value: JsonValue): MaturityChipLevel | null {
  const level = sort === 'level' ? value : sort === 'answer' ? jsonFieldOf(value, 'level') : null;
  const parsed = MaturityLevel.safeParse(level);
  return parsed.success ? parsed.data : null;
}

function indicatorAnswerMessage(value: JsonValue) {
  const state = jsonFieldOf(value, 'state');
  const level = jsonFieldOf(value, 'level');
  if ((state === 'rated' || state === null) && typeof level === 'number') {
    return { key: 'ui.level.label', values: { level } } as const;
  }
  return {
    key: (typeof state === 'string' ? answerStateKeys[state] : undefined) ?? 'conflict.value.none',
  } as const;
}

const answerStateKeys: Readonly<Record<string, MessageKey | undefined>> = {
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

const evidenceStrengthKeys: { readonly [S in EvidenceStrength]: MessageKey } = {
  E0: 'assessment.evidence.strength.E0',
  E1: 'assessment.evidence.strength.E1',
  E2: 'assessment.evidence.strength.E2',
  E3: 'assessment.evidence.strength.E3',
  E4: 'assessment.evidence.strength.E4',
};

function valueMessageKey(sort: ValueSort, value: string): MessageKey | null {
  switch (sort) {
    case 'state':
      return answerStateKeys[value] ?? null;
    case 'confidence':
      return confidenceKeys[value] ?? null;
    case 'evidenceKind': {
      const kind = EvidenceKind.safeParse(value);
      return kind.success ? evidenceKindKeys[kind.data] : null;
    }
    case 'strength': {
      const strength = EvidenceStrength.safeParse(value);
      return strength.success ? evidenceStrengthKeys[strength.data] : null;
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

const jsonFieldOf = (value: JsonValue, field: string): JsonValue =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? ((value as { readonly [name: string]: JsonValue })[field] ?? null) // no array, no null: an object of Json
    : null;
