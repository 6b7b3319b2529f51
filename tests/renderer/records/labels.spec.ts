import { describe, expect, test } from 'vitest';
import { instrumentKind } from '#domain/instrument/instrument-kind.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import { templateKind } from '#domain/workshop/templates/template-kind.ts';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { ScreenLanguage } from '#renderer/i18n/language.ts';
import { pathLabelOf, pathLabels } from '#renderer/records/path-labels.ts';
import {
  documentKindLabel,
  valueLabelOf,
  valueLabels,
  valuesOfList,
} from '#renderer/records/value-labels.ts';

// Libraries show editions of instruments and templates, no screen shows their paths.
const labelledKinds = knownDocumentKinds.filter((kind) => kind !== instrumentKind && kind !== templateKind);

describe('labels of paths', () => {
  test.each(labelledKinds.map((kind) => [kind]))('name every path in the schema of %s', (documentKind) => {
    const unlabelled = (schemaOfKind(documentKind) ?? [])
      .map(({ pattern }) => pattern.replace('**', 'x2').replaceAll('*', 'x1'))
      .filter((path) => pathLabelOf(path) === undefined);
    expect(unlabelled, 'paths without a label: name one in the path rule of each').toEqual([]);
  });

  test('name no path that no schema knows', () => {
    const known = labelledKinds.flatMap((kind) => (schemaOfKind(kind) ?? []).map(({ pattern }) => pattern));
    const open = known.filter((pattern) => pattern.endsWith('/**')).map((pattern) => pattern.slice(0, -2));
    const strange = pathLabels
      .map(({ pattern }) => pattern)
      .filter((pattern) => !known.includes(pattern) && !open.some((area) => pattern.startsWith(area)));
    expect(strange).toEqual([]);
  });

  test('are reached: no earlier pattern takes their paths', () => {
    const hiddenPathLabels = pathLabels.filter(
      (pathLabel) => pathLabelOf(pathLabel.pattern.replace('**', 'x2').replaceAll('*', 'x1')) !== pathLabel,
    );
    expect(hiddenPathLabels).toEqual([]);
  });
});

describe('labels of values', () => {
  test('name every institution type of the built-in instrument', () => {
    expect(Object.keys(valueLabels.institutionType)).toEqual(
      expect.arrayContaining(Object.keys(defaultMaturityModel.institution_types)),
    );
  });

  test('name every kind of document', () => {
    expect(Object.keys(valueLabels.documentKind).toSorted()).toEqual(knownDocumentKinds.toSorted());
  });

  test('give another record for a kind of a newer version', () => {
    expect(documentKindLabel('novelty')).toBe('value.documentKind.other');
  });

  test('know no value that objects inherit', () => {
    expect(valueLabelOf('role', 'constructor')).toBeUndefined();
    expect(valuesOfList('constructor')).toBeNull();
  });

  test('list the factors of a priority as numbers, from no to yes', () => {
    expect(valuesOfList('feasibility')).toEqual([0, 0.5, 1]);
  });
});

describe.each(ScreenLanguage.options)('labels in %s', (language) => {
  test.each(Object.keys(valueLabels).map((list) => [list]))('tell the values of %s apart', (list) => {
    const texts = (valuesOfList(list) ?? []).map((value) => {
      const messageKey = valueLabelOf(list, value);
      return messageKey === undefined ? '' : messageSetByLanguage[language].messages[messageKey];
    });
    expect(new Set(texts).size).toBe(texts.length);
  });
});
