import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { AssessmentStatus } from '#domain/assessment/assessment.ts';
import { catalogueByLanguage } from '#renderer/i18n/catalogues.ts';
import { ScreenLanguage, ReportLanguage } from '#renderer/i18n/language.ts';
import { english } from '#locales/english.ts';
import { reportCatalogueByLanguage } from '#renderer/i18n/report-catalogues.ts';
import type { MessageCatalogue } from '#renderer/i18n/message-translator.ts';

const folder = new URL('../../../locales/', import.meta.url);

describe.each(ScreenLanguage.options)('the messages in %s', (language) => {
  const files = readdirSync(new URL(`${language}/`, folder), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.json'),
  );
  const readKeys = (file: string): string[] =>
    Object.keys(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')));

  test('stand in the file of their area', () => {
    const strangers = files.flatMap((file) =>
      readKeys(file).filter((key) => !key.startsWith(path.basename(file, 'json'))),
    );
    expect(strangers).toEqual([]);
  });

  test('are all in the catalogue, and nothing else is', () => {
    expect(Object.keys(catalogueByLanguage[language]).toSorted()).toEqual(files.flatMap(readKeys).toSorted());
  });

  test('exist in English too', () => {
    expect(Object.keys(catalogueByLanguage[language]).filter((key) => !(key in english))).toEqual([]);
  });
});

describe.each(ReportLanguage.options)('the words of reports in %s', (language) => {
  const file = new URL(`${language}/report.json`, folder);
  const keys = Object.keys(JSON.parse(readFileSync(file, 'utf8'))).filter(isOfReports);
  const inEnglish = Object.keys(english).filter(isOfReports);
  const said: MessageCatalogue = reportCatalogueByLanguage[language];

  test('are all there, and nothing else is', () => {
    expect(keys.toSorted()).toEqual(inEnglish.toSorted());
  });

  test('are all in the catalogue', () => {
    expect(Object.keys(said).filter(isOfReports).toSorted()).toEqual(keys.toSorted());
  });

  test('leave the same places for values', () => {
    const places = (text = ''): readonly string[] =>
      [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '').toSorted();
    const other = inEnglish.filter((key) => {
      const one = key as keyof typeof english; // a key of it
      return places(said[one]).join() !== places(english[one]).join();
    });
    expect(other).toEqual([]);
  });

  test('are in the language, not left in English', () => {
    const same = inEnglish.filter((key) => {
      const one = key as keyof typeof english; // a key of it
      return (
        /\p{L}{4}\S*\s+\S*\p{L}{4}/u.test(english[one].replaceAll(/\{\w+\}/g, '')) &&
        said[one] === english[one]
      );
    });
    expect(language === 'en' ? [] : same).toEqual([]);
  });
});

function isOfReports(key: string): boolean {
  return key.startsWith('report.') && !key.startsWith('report.screen.');
}

describe.each(ScreenLanguage.options)(
  'one concept has one name in %s, on the laptop, at headquarters and in reports',
  (language) => {
    const say = (key: string): string | undefined =>
      (catalogueByLanguage[language] as Readonly<Record<string, string>>)[key];

    test.each([
      ['a gate', ['value.gate', 'report.remark.gate']],
      ['strictly confidential', ['value.confidentiality.SC', 'report.mark.strictlyConfidential']],
      ...AssessmentStatus.options.map((status): readonly [string, readonly string[]] => {
        const camel = status.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
        return [`the status ${status}`, [`value.assessmentStatus.${camel}`, `report.assessment.${camel}`]];
      }),
    ] as const)('%s', (_concept, keys) => {
      const [first, ...others] = keys.map(say);
      expect(first).toBeTruthy();
      expect(others).toEqual(others.map(() => first));
    });
  },
);
