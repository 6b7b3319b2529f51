import { describe, expect, test } from 'vitest';
import { guessImportHead } from '#domain/workshop/participant-import/import-columns.ts';
import type { ImportChoices } from '#domain/workshop/participant-import/import-row.ts';
import { sheetOfText } from '#domain/workshop/participant-import/import-sheets.ts';
import {
  type ImportPreview,
  previewImport,
  type RegisteredPerson,
} from '#domain/workshop/participant-import/participant-import.ts';

const choicesOf = (changedImportChoices: Partial<ImportChoices> = {}): Omit<ImportChoices, 'columns'> => ({
  institutionForAll: '',
  functionForAll: null,
  functions: {},
  today: '2026-11-24',
  ...changedImportChoices,
});

/** Preview of a list given as text. */
function previewOf(
  text: string,
  changedImportChoices: Partial<ImportChoices> = {},
  registeredPersons: readonly RegisteredPerson[] = [],
): ImportPreview {
  const sheet = sheetOfText(text);
  if (!sheet.ok) throw new Error(`no list: ${sheet.refusal.kind}`);
  const importHead = guessImportHead(sheet.value.rows);
  return previewImport(
    sheet.value,
    importHead,
    { columns: importHead.columns, ...choicesOf(changedImportChoices) },
    registeredPersons,
  );
}

function readablePreviewOf(...asked: Parameters<typeof previewOf>) {
  const importPreview = previewOf(...asked);
  if (importPreview.kind !== 'preview') throw new Error(`no preview: ${importPreview.kind}`);
  return importPreview;
}

const registered: RegisteredPerson = {
  name: 'Amal Haddad',
  institution: 'Ministry of Justice',
  institutionType: 'MIN',
  code: 'KT7-001',
};

test('a row with institution and function is taken whole', () => {
  const { taken, refused, cells } = readablePreviewOf(
    'Name,Institution,Function,Sex,Level,Nominated,Follow-up consent,E-mail,Needs\n' +
      'Amal Haddad,Ministry of Justice,Prosecutor,F,senior,yes,yes,desk@justice.example,no stairs',
  );
  expect([refused, cells]).toEqual([[], []]);
  expect(taken).toEqual([
    {
      row: 2,
      draft: {
        fields: {
          institution: 'Ministry of Justice',
          institutionType: 'MIN',
          function: 'prosecution',
          isNominated: true,
          consents: { 'follow-up': { given: true, on: '2026-11-24' }, photo: null, list: null },
        },
        personal: {
          name: 'Amal Haddad',
          email: 'desk@justice.example',
          needs: 'no stairs',
          sex: 'woman',
          seniority: 'senior',
        },
      },
    },
  ]);
});

test('first name and surname make one name', () => {
  const { taken } = readablePreviewOf('First name,Surname,Institution,Function\nAmal, Haddad ,X,Judge');
  expect(taken[0]?.draft.personal.name).toBe('Amal Haddad');
});

test.each([
  [
    'Arabic',
    'الاسم\tالجهة\tالوظيفة\tالنوع\nأمل حداد\tوزارة العدل\tمدعي عام\tأنثى',
    'أمل حداد',
    'prosecution',
    'woman',
    'MIN',
  ],
  [
    'French',
    'Nom;Organisme;Fonction;Sexe\nÉlise Aït;Police nationale;Enquêteur;Femme',
    'Élise Aït',
    'investigation',
    'woman',
    'POL',
  ],
  [
    'Spanish',
    'Nombre;Institución;Cargo;Sexo\nInés Ñáñez;Fiscalía General;Fiscal;Mujer',
    'Inés Ñáñez',
    'prosecution',
    'woman',
    'PRO',
  ],
  [
    'Russian',
    'ФИО;Учреждение;Должность;Пол\nАнна Ёлкина;Прокуратура;Прокурор;женский',
    'Анна Ёлкина',
    'prosecution',
    'woman',
    'PRO',
  ],
])('a list in %s is read with its names unchanged', (_, text, name, group, sex, type) => {
  const { taken, refused } = readablePreviewOf(text);
  expect(refused).toEqual([]);
  expect(taken[0]?.draft).toMatchObject({
    fields: { function: group, institutionType: type },
    personal: { name, sex },
  });
});

test('marks that direct a line are not part of a name', () => {
  const { taken } = readablePreviewOf('Name,Institution,Function\n\u202bأمل\u200f حداد\u202c,X,Judge');
  expect(taken[0]?.draft.personal.name).toBe('أمل حداد');
});

describe('a row that is not taken', () => {
  const head = 'Name,Institution,Function\n';

  test('names the cell without an institution, and without a function', () => {
    expect(readablePreviewOf(`${head}A,,Judge\nB,X,`).refused).toEqual([
      { row: 2, column: 'B', value: '', reason: { kind: 'institutionMissing' } },
      { row: 3, column: 'C', value: '', reason: { kind: 'functionMissing' } },
    ]);
  });

  test('names the word that is no function, once for all rows with it', () => {
    const { refused, unknownFunctions } = readablePreviewOf(`${head}A,X,Proscution\nB,X,proscution`);
    expect(refused[0]).toEqual({
      row: 2,
      column: 'C',
      value: 'Proscution',
      reason: { kind: 'functionUnknown', word: 'Proscution' },
    });
    expect(unknownFunctions).toEqual([{ key: 'proscution', word: 'Proscution', rows: 2 }]);
  });

  test('is taken once the person says the function of its word', () => {
    const { taken } = readablePreviewOf(`${head}A,X,Proscution`, {
      functions: { proscution: 'prosecution' },
    });
    expect(taken[0]?.draft.fields.function).toBe('prosecution');
  });

  test('is the second one with the same name and institution in the file', () => {
    const { taken, refused } = readablePreviewOf(
      `${head}Élise Aït,X,Judge\n"AIT, elise",x,Judge\nÉlise Aït,Y,Judge`,
    );
    expect(taken.map(({ row }) => row)).toEqual([2, 4]);
    expect(refused).toEqual([
      { row: 3, column: 'A', value: 'AIT, elise', reason: { kind: 'sameAsRow', row: 2 } },
    ]);
  });

  test('is in the register already, by name and institution or by code', () => {
    const { refused } = readablePreviewOf(
      `Code,${head}X1-1,haddad amal,Ministry of Justice,Judge\nkt7-001,,Elsewhere,Judge`,
      {},
      [registered],
    );
    expect(refused.map(({ row, reason }) => [row, reason])).toEqual([
      [2, { kind: 'sameAsRegistered', code: 'KT7-001' }],
      [3, { kind: 'sameAsRegistered', code: 'KT7-001' }],
    ]);
  });

  test('has nothing in a column that is taken', () => {
    expect(readablePreviewOf(`No,${head}30,,,`).refused).toEqual([
      { row: 2, column: null, value: '', reason: { kind: 'nothingToTake' } },
    ]);
  });

  test('has a name beyond its bounds', () => {
    expect(readablePreviewOf(`${head}${'a'.repeat(201)},X,Judge`).refused).toMatchObject([
      { row: 2, column: 'A', reason: { kind: 'tooLong' } },
    ]);
  });
});

test('a list without an institution column takes the institution given for all rows', () => {
  const text = 'Name,Post\nAmal,Judge';
  expect(readablePreviewOf(text).refused).toMatchObject([{ reason: { kind: 'institutionMissing' } }]);
  const { taken } = readablePreviewOf('Name,Remarks\nAmal,x', {
    institutionForAll: 'Academy',
    functionForAll: 'training',
  });
  expect(taken[0]?.draft.fields).toMatchObject({
    institution: 'Academy',
    institutionType: 'TRA',
    function: 'training',
  });
});

test('a doubtful cell is left out of its row and named', () => {
  const { taken, cells } = readablePreviewOf(
    'Name,Institution,Function,Sex,Level,Nominated,E-mail,Follow-up consent\n' +
      'A,X,Judge,?!,boss,perhaps,a@b.example,no\nB,X,Judge,M,middle,x,not an address,yes',
  );
  expect(taken).toHaveLength(2);
  expect(taken.map(({ draft }) => draft.personal.email)).toEqual(['', '']);
  expect(cells.map(({ row, column, value, reason }) => [row, column, value, reason])).toEqual([
    [2, 'F', 'perhaps', 'yesOrNoUnknown'],
    [2, 'D', '?!', 'sexUnknown'],
    [2, 'E', 'boss', 'seniorityUnknown'],
    [2, 'G', 'a@b.example', 'emailWithoutConsent'],
    [3, 'G', 'not an address', 'emailMalformed'],
  ]);
});

test('[C2] no value of a forbidden column is anywhere in the preview', () => {
  const importPreview = previewOf(
    'Name,Institution,Function,Passport,Date of birth\nA,X,Judge,SECRET-1,SECRET-2',
  );
  expect(JSON.stringify(importPreview)).not.toContain('SECRET');
});

test('a cell that begins like a formula is a text', () => {
  const { taken } = readablePreviewOf('Name,Institution,Function\n"=HYPERLINK(""http://x"")",+1+1,Judge');
  expect(taken[0]?.draft).toMatchObject({
    fields: { institution: '+1+1' },
    personal: { name: '=HYPERLINK("http://x")' },
  });
});

test('an institution of the register gives its type', () => {
  const { taken } = readablePreviewOf('Name,Institution,Function\nB,MINISTRY of  justice,Judge', {}, [
    { ...registered, institutionType: 'JUD' },
  ]);
  expect(taken[0]?.draft.fields.institutionType).toBe('JUD');
});

test('10,000 rows are answered with the bound before any row is read', () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => `Person ${at},X,Judge`);
  const begunMs = performance.now();
  const importPreview = previewOf(`Name,Institution,Function\n${rows.join('\n')}`);
  expect(importPreview).toEqual({ kind: 'tooManyRows', rows: 10_000, most: 1_000 });
  expect(performance.now() - begunMs).toBeLessThan(1_000);
});

test('a list with headings alone is empty', () => {
  expect(previewOf('Name,Institution,Function\n , ,')).toEqual({ kind: 'empty' });
});
