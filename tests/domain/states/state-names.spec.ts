import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { stateCodes, stateNameIn } from '#domain/states/state-names.ts';

const [head = '', ...lines] = readFileSync('tests/data/states/un-names.csv', 'utf8').trim().split(/\r?\n/);
const columns = head.split(',');
const rows = lines.map((line) => {
  // No cell of this file has a comma or a quote.
  const cells = line.split(',');
  return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
});

describe('the names of States', () => {
  it('are the rows of UNTERM, one for each code', () => {
    expect(rows.every((row) => Object.keys(row).length === 19)).toBe(true);
    expect(rows).toHaveLength(197);
    expect(new Set(stateCodes)).toEqual(new Set(rows.map((row) => row['iso2'])));
    expect(stateCodes).toHaveLength(197);
  });

  it.each(['en', 'fr', 'ar', 'es', 'ru', 'zh'] as const)(
    'are those of UNTERM in %s, without their article',
    (nameLanguage) => {
      const article = / \((the|l'|le|la|les|el|los|las)\)$/;
      expect(
        Object.fromEntries(rows.map(({ iso2 = '' }) => [iso2, stateNameIn(iso2, nameLanguage)])),
      ).toEqual(
        Object.fromEntries(
          rows.map(({ iso2 = '', ...row }) => [iso2, row[`${nameLanguage}_short`]?.replace(article, '')]),
        ),
      );
    },
  );
});

test.each([
  ['KP', 'en', "Democratic People's Republic of Korea"],
  ['CD', 'en', 'Democratic Republic of the Congo'],
  ['RU', 'en', 'Russian Federation'],
  ['IR', 'en', 'Iran (Islamic Republic of)'],
  ['AF', 'fr', 'Afghanistan'],
  ['NL', 'es', 'Países Bajos'],
  ['CG', 'zh', '刚果（布）'],
  ['XA', 'fr', 'Arlandie'],
  ['XB', 'fr', 'XB'],
  ['ZZ', 'ar', 'ZZ'],
] as const)('%s in %s is %s', (code, language, name) => {
  expect(stateNameIn(code, language).replace('’', "'")).toBe(name);
});

test('no screen and no report takes the name of a State from the platform', () => {
  const files = globSync(['{base,forms,domain,sync,api,renderer,electron,server}/**/*.{ts,tsx}']);
  expect(files.length).toBeGreaterThan(500);
  const regionNames = /DisplayNames\((?:(?!DisplayNames)[^;])*['"]region['"]/;
  expect(files.filter((file) => regionNames.test(readFileSync(file, 'utf8')))).toEqual([]);
  expect(regionNames.test("new Intl.DisplayNames([locale], { type: 'region' })"), 'the pattern').toBe(true);
});
