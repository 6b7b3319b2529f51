import { expect, test } from 'vitest';
import { guessColumnUse, guessImportHead } from '#domain/workshop/participant-import/import-columns.ts';

const use = (heading: string): string => {
  const guessed = guessColumnUse(heading);
  return guessed.kind === 'field'
    ? guessed.field
    : guessed.kind === 'forbidden'
      ? `never ${guessed.what}`
      : 'ignored';
};

test.each([
  ['Full name', 'name'],
  ['Name of institution', 'institution'],
  ['Institution type', 'institutionType'],
  ['Job title', 'function'],
  ['E-mail address', 'email'],
  ['Gender (M/F)', 'sex'],
  ['Photo consent', 'photoConsent'],
  ['Nom et prénom', 'name'],
  ['Ministère', 'institution'],
  ['Fonction', 'function'],
  ['Adresse électronique', 'email'],
  ['الاسم الكامل', 'name'],
  ['الجهة', 'institution'],
  ['الوظيفة', 'function'],
  ['النوع', 'sex'],
  ['البريد الإلكتروني', 'email'],
  ['Nombre y apellidos', 'name'],
  ['Institución', 'institution'],
  ['Cargo', 'function'],
  ['ФИО', 'name'],
  ['Учреждение', 'institution'],
  ['Должность', 'function'],
  ['Пол', 'sex'],
  ['No.', 'ignored'],
  ['Remarks', 'ignored'],
])('the heading %s is read as %s', (heading, expected) => {
  expect(use(heading)).toBe(expected);
});

test.each([
  ['Date of birth', 'never birth'],
  ['Date de naissance', 'never birth'],
  ['تاريخ الميلاد', 'never birth'],
  ['Passport no.', 'never identity'],
  ['رقم جواز السفر', 'never identity'],
  ['Паспорт', 'never identity'],
  ['Home address', 'never address'],
  ['Mobile phone', 'never phone'],
  ['Religion', 'never religion'],
  ['Ethnicity', 'never ethnicity'],
  ['Rank / Grade', 'never rank'],
  ['Signature', 'never image'],
  ['Photo', 'never image'],
  ['Flight', 'never travel'],
])('[C2] a column with the heading %s is never taken', (heading, expected) => {
  expect(use(heading)).toBe(expected);
});

test('headings are found below a title and a date', () => {
  const importHead = guessImportHead([
    { row: 1, cells: ['Workshop on policy'] },
    { row: 3, cells: ['24 November 2026'] },
    { row: 5, cells: ['No.', 'First name', 'Surname', 'Institution', 'Function', 'Passport'] },
    { row: 6, cells: ['1', 'Amal', 'Haddad', 'Ministry of Justice', 'Policy', 'X1'] },
  ]);
  expect(importHead.row).toBe(5);
  expect(importHead.columns.map((column) => column.use.kind)).toEqual([
    'ignored',
    'field',
    'field',
    'field',
    'field',
    'forbidden',
  ]);
});

test('the first of two columns for one field counts, and names are joined', () => {
  const { columns } = guessImportHead([{ row: 1, cells: ['Institution', 'Agency', 'Name', 'Surname'] }]);
  expect(
    columns.map((importColumn) =>
      importColumn.use.kind === 'field' ? importColumn.use.field : importColumn.use.kind,
    ),
  ).toEqual(['institution', 'ignored', 'name', 'name']);
});

test('a list with unknown headings keeps its columns for the person to choose', () => {
  const importHead = guessImportHead([
    { row: 1, cells: ['list'] },
    { row: 2, cells: ['aaa', 'bbb'] },
  ]);
  expect(importHead).toMatchObject({ row: 2, columns: [{ heading: 'aaa' }, { heading: 'bbb' }] });
  expect(guessImportHead([])).toEqual({ row: 0, columns: [] });
});
