import {
  type Enumeration,
  type EnumerationValue,
  enumerations,
  valueLabelKeys,
} from '#domain/kinds/enumerations.ts';
import {
  builtInVersionOf,
  defaultMaturityModel,
  type MaturityModel,
} from '#domain/scoring/maturity-model.ts';
import type { agreementAnswers } from '#domain/workshop/learning/questionnaire.ts';
import type { PlainMessageKey, Translate } from '#renderer/i18n';

/** Label of each value of each enumeration. A value without a message in `value.json` does not compile. */
export const valueLabels: {
  readonly [E in Enumeration]: { readonly [V in EnumerationValue<E>]: PlainMessageKey };
} = valueLabelKeys;

const isEnumeration = (name: string): name is Enumeration => Object.hasOwn(enumerations, name);

/** Label of a value; undefined for a value of a newer version, and for values without labels. */
export function valueLabelOf(list: string, value: string | number): PlainMessageKey | undefined {
  if (!isEnumeration(list)) return undefined;
  const labels: Readonly<Record<string, PlainMessageKey>> = valueLabels[list];
  return Object.hasOwn(labels, value) ? labels[value] : undefined;
}

/** All values of an enumeration in the order of its menu; null where there is none. */
export const valuesOfList = (list: string): readonly (string | number)[] | null =>
  isEnumeration(list) ? enumerations[list] : null;

/** Label of a kind of document. */
export const documentKindLabel = (kind: string): PlainMessageKey =>
  valueLabelOf('documentKind', kind) ?? 'value.documentKind.other';

/** Label of a record's status by the kind of record; a status of a newer version has none yet. */
export const statusLabel = (
  list: 'missionStatus' | 'assessmentStatus' | 'workshopStatus',
  status: string,
): PlainMessageKey => valueLabelOf(list, status) ?? 'value.status.none';

/** Name of an institution type; a type that only this instrument knows has its name from there. */
export function institutionTypeLabel(
  code: string,
  maturityModel: MaturityModel,
  translate: Translate,
): string {
  const messageKey = valueLabelOf('institutionType', code);
  return messageKey ? translate(messageKey) : (maturityModel.institution_types[code] ?? code);
}

/** Dimensions with their titles in the language of the reader, where they are those of the built-in instrument. */
export const translatedDimensions = <Dimension extends { readonly code: string; readonly title: string }>(
  dimensions: readonly Dimension[],
  translate: Translate,
): readonly Dimension[] =>
  dimensions.map((dimension) => {
    const { code, title } = dimension;
    const isBuiltIn = defaultMaturityModel.dimensions.some(
      (maturityDimension) => maturityDimension.code === code && maturityDimension.title === title,
    );
    const messageKey = isBuiltIn ? valueLabelOf('dimension', code) : undefined;
    return messageKey === undefined ? dimension : { ...dimension, title: translate(messageKey) };
  });

/** Title of an instrument. The built-in one has its name in the language of the reader. */
export const instrumentTitleText = (id: string, title: string, translate: Translate): string =>
  id === defaultMaturityModel.id ? translate('value.instrument.builtIn') : title;

/** Version of an instrument in words. */
export function instrumentRefText(ref: string, translate: Translate): string {
  const version = builtInVersionOf(ref);
  const title = translate('value.instrument.builtIn');
  return version === null ? ref : translate('value.instrument.version', { title, version });
}

/** Words of the agreement scale of evaluations. */
export const agreementKeys = {
  1: 'learning.agreement.1',
  2: 'learning.agreement.2',
  3: 'learning.agreement.3',
  4: 'learning.agreement.4',
  5: 'learning.agreement.5',
  na: 'learning.agreement.na',
} as const satisfies Record<(typeof agreementAnswers)[number], PlainMessageKey>;
