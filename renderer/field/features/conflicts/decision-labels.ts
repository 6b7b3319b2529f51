import type { JsonValue } from '#base/json.ts';
import { MaturityLevel } from '#domain/assessment/assessment.ts';
import { type DecidedConflict, keptDeviceOf } from '#domain/assessment/decided-conflicts.ts';
import type { Path } from '#domain/document/op.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import type { AnswerWriterLookup } from '#renderer/field/parts/answer-sides-view.tsx';
import type { LanguageFormat, Translate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { institutionTypeLabel } from '#renderer/records/value-labels.ts';
import { translateValue } from '#renderer/records/value-text.ts';
import type { MaturityChipLevel } from '#renderer/ui';
import type { ConflictDecision, DecisionValue } from './conflict-decisions.ts';

/** Subject of a decision in one line: "D5.4 Check before use: level". */
export function decisionTitle(
  { translate }: TextFormatting,
  { description, record }: Pick<ConflictDecision, 'description' | 'record'>,
): string {
  const what = translate(description.what);
  return translate('conflict.title', {
    subject: description.subject === null ? record : translate(description.subject),
    what,
  });
}

/** One of its values in words. A removal with a concurrent edit has the item and its removal as values. */
export const decisionValueText = (
  textFormatting: TextFormatting,
  { description }: ConflictDecision,
  decisionValue: DecisionValue,
): string =>
  decisionValue.shown ??
  registerValueText(textFormatting, description.valueKind, decisionValue.value, decisionValue.after);

/** The people who wrote a value, as a list. */
export function valueWritersText(
  { translate, format }: TextFormatting,
  decisionValue: DecisionValue,
  writerOf: AnswerWriterLookup,
): string {
  return format.list(
    decisionValue.writers.map(({ device }) => {
      const { name, laptop, isThisLaptop } = writerOf(device);
      if (isThisLaptop) return translate('conflict.writer.you');
      const who = name ?? translate('conflict.writer.someone');
      return laptop === null ? who : translate('conflict.writer.other', { who, laptop });
    }),
  );
}

/** Translator and formats for values in words. */
interface TextFormatting {
  readonly translate: Translate;
  readonly format: LanguageFormat;
}

/**
 * Value in words, for every kind and any content: another version may have written an unexpected one.
 * @param after Session before, for an order in an agenda.
 */
export function registerValueText(
  { translate, format }: TextFormatting,
  valueKind: ValueKind,
  value: JsonValue,
  after?: string | null,
): string {
  if (valueKind === 'removed')
    return translate(value === true ? 'conflict.value.removed' : 'conflict.value.kept');
  if (valueKind === 'order') {
    return after ? translate('conflict.value.after', { title: after }) : translate('conflict.value.first');
  }
  if (value === null || value === '') return translate('conflict.value.none');
  const text = translateValue(translate, valueKind, value);
  if (text !== null) return text;
  if (typeof value === 'string') {
    if (valueKind === 'state') return stateNameIn(value, format.language);
    if (valueKind === 'institutionType') return institutionTypeLabel(value, defaultMaturityModel, translate);
    return valueKind === 'day' && !Number.isNaN(localNoonMs(value)) ? format.date(localNoonMs(value)) : value;
  }
  if (typeof value === 'number') {
    if (valueKind === 'level') return translate('ui.level.label', { level: value });
    if (valueKind === 'minutes') return translate('value.minutes', { count: value });
    if (valueKind === 'sessionDay') return translate('value.sessionDay', { day: value });
    return format.number(value);
  }
  return JSON.stringify(value, null, 1);
}

/** Version that a decision kept, in words: "Kept: Yours (Level 2)"; an answer without a level by its status. */
export function keptVersionText(
  textFormatting: TextFormatting,
  decidedConflict: DecidedConflict,
  writerOf: AnswerWriterLookup,
  sortOf: (path: Path) => ValueKind,
): string {
  const { translate } = textFormatting;
  const { registers } = decidedConflict;
  const shownRegister =
    registers.find(({ path, value: level }) => sortOf(path) === 'level' && level !== null) ??
    registers.find(({ path }) => sortOf(path) === 'answerStatus') ??
    registers.find(({ former }) => former.length > 1);
  const value =
    shownRegister === undefined
      ? ''
      : registerValueText(textFormatting, sortOf(shownRegister.path), shownRegister.value);
  const deviceId = keptDeviceOf(decidedConflict);
  if (deviceId === null) return translate('conflict.today.own', { value });
  const { name, isThisLaptop } = writerOf(deviceId);
  const who = isThisLaptop
    ? translate('conflict.answer.yours')
    : (name ?? translate('conflict.writer.someone'));
  return translate('conflict.today.kept', { who, value });
}

/** Maturity level in a value, for its chip. */
export function levelInValue(valueKind: ValueKind, value: JsonValue): MaturityChipLevel | null {
  const parsed = MaturityLevel.safeParse(valueKind === 'level' ? value : null);
  return parsed.success ? parsed.data : null;
}
