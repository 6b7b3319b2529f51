import { expect, test } from 'vitest';
import { pathLabels } from '#renderer/records/path-labels.ts';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';
import { labelListFile, labelsOutsideForms } from './labels-outside-forms.ts';

// The fields of `renderer/records` are for forms of both apps.
const screens = [
  ...sourceFiles(/\.tsx?$/, ['renderer/field', 'renderer/form']),
  ...sourceFiles(/-fields\.tsx$/, ['renderer/records']),
]
  .filter((file) => !/\.stories\.|\/sample-/.test(file))
  .map(readSource)
  .join('\n');
const isOnScreen = (key: string): boolean => screens.includes(`'${key}'`);
const listed = new Set<string>(labelsOutsideForms.flatMap(({ keys }) => keys));

test('every field has a label on a field app screen, or a listed reason', () => {
  const missed = pathLabels.filter(({ key }) => !listed.has(key) && !isOnScreen(key));
  expect(
    missed.map(({ pattern, key }) => `${pattern} ${key}`),
    `no screen shows these fields: give each a form field in renderer/field, or name the reason in ${labelListFile}`,
  ).toEqual([]);
});

test('a label in the list is the label of a field', () => {
  const known = new Set<string>(pathLabels.map(({ key }) => key));
  expect([...listed].filter((key) => !known.has(key))).toEqual([]);
});
