import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultIdleMinutes } from '#renderer/host/host-contract.ts';

// Checks that docs/threat-model.md and docs/security-requirements.md keep their promises.

/** Requirements of levels 1 and 2 of ASVS 5.0.0: numbers by section (they come first in each section). */
const lastOfSection: Readonly<Record<string, number>> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '5.1': 1,
  '5.2': 3,
  '5.3': 2,
  '5.4': 3,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 2,
  '10.3': 4,
  '10.4': 11,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
  '11.1': 2,
  '11.2': 3,
  '11.3': 3,
  '11.4': 4,
  '11.5': 1,
  '11.6': 1,
  '12.1': 3,
  '12.2': 2,
  '12.3': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '14.1': 2,
  '14.2': 4,
  '14.3': 3,
  '15.1': 3,
  '15.2': 3,
  '15.3': 7,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
  '17.1': 1,
  '17.2': 4,
  '17.3': 2,
};

const required = Object.entries(lastOfSection).flatMap(([section, last]) =>
  Array.from({ length: last }, (_, at) => `${section}.${at + 1}`),
);

interface Row {
  readonly ids: readonly string[];
  readonly status: string;
  readonly text: string;
}

function readRows(markdown: string): readonly Row[] {
  return markdown.split('\n').flatMap((line) => {
    const found = /^\| (\d+\.\d+)\.(\d+)(?:-(\d+))? \| ([^|]+) \| (.+) \|$/.exec(line);
    if (!found) return [];
    const [, section = '', first = '', last = first, status = '', text = ''] = found;
    const count = Number(last) - Number(first) + 1;
    const ids = Array.from({ length: count }, (_, at) => `${section}.${Number(first) + at}`);
    return [{ ids, status, text }];
  });
}

/** The tests that a text names: `file`, and after it titles in italics, or none for the whole file. */
const testsIn = (text: string): readonly { readonly file: string; readonly title: string }[] =>
  [...text.matchAll(/`(tests\/[\w./-]+)`((?:,? \*[^*]+\*)*)/g)].flatMap(([, file = '', italics = '']) => {
    const titles = Array.from(italics.matchAll(/\*([^*]+)\*/g), ([, title = '']) => title);
    return (titles.length > 0 ? titles : ['']).map((title) => ({ file, title }));
  });

/** Faults of the tests that these rows name. */
const missingTests = (rows: readonly Row[]): readonly string[] =>
  rows
    .flatMap(({ text }) => testsIn(text))
    .flatMap(({ file, title }) => {
      if (!fs.existsSync(file)) return [file];
      return fs.readFileSync(file, 'utf8').includes(title) ? [] : [`${file}: ${title}`];
    });

describe('docs/threat-model.md', () => {
  const rows = readRows(fs.readFileSync('docs/threat-model.md', 'utf8'));

  test('every requirement of ASVS 5.0 level 1 and 2 is in the table, once', () => {
    expect(required).toHaveLength(253);
    expect(rows.flatMap(({ ids }) => ids).toSorted()).toEqual(required.toSorted());
  });

  test('every test that it names is there', () => {
    expect(missingTests(rows)).toEqual([]);
  });

  test('every row has one of four statuses', () => {
    expect([...new Set(rows.map(({ status }) => status))].toSorted()).toEqual([
      'met',
      'n/a',
      'not met',
      'part',
    ]);
  });

  test('it states the minutes until an idle vault locks', () => {
    const row = rows.find(({ ids }) => ids.includes('7.1.1'));
    expect(row?.text).toContain(`vault ${defaultIdleMinutes} min idle`);
  });

  test('a test that is not there would be noticed', () => {
    const row = (text: string): Row => ({ ids: [], status: 'met', text });
    expect(missingTests([row('`tests/absent.spec.ts`')])).toEqual(['tests/absent.spec.ts']);
    const here = '`tests/architecture/threat-model.spec.ts`';
    expect(missingTests([row(`${here} *every test that it names is there*`)])).toEqual([]);
    expect(missingTests([row(`${here} *${['no', 'such', 'title'].join(' ')}*`)])).toHaveLength(1);
  });
});

describe('docs/security-requirements.md', () => {
  const lines = fs.readFileSync('docs/security-requirements.md', 'utf8').split('\n');
  const rows = lines
    .filter((line) => line.startsWith('| ') && !/^\| (requirement|promise|---) /.test(line))
    .map((line) => line.split(' | '));

  test('every test and every file that it names is there', () => {
    const text = lines.join('\n');
    expect(missingTests([{ ids: [], status: '', text }])).toEqual([]);
    const files = Array.from(text.matchAll(/`([\w.-]+\/[\w./-]+)`/g), ([, file = '']) => file);
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => !fs.existsSync(file))).toEqual([]);
  });

  test('every row has a status, and each row that is met names its evidence', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(new Set(rows.map(([, status]) => status))).toEqual(new Set(['met', 'part', 'not met']));
    const isShown = (row: readonly string[]): boolean =>
      /`(tests|docs)\/|`npm run|see \*/.test(row.at(-1) ?? '');
    expect(rows.filter((row) => row[1] === 'met' && !isShown(row))).toEqual([]);
  });
});
