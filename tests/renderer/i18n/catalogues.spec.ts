import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { enumerations } from '#domain/kinds/enumerations.ts';
import { english } from '#locales/english.ts';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { ReportLanguage, ScreenLanguage } from '#renderer/i18n/language.ts';
import type { MessageCatalogue } from '#renderer/i18n/message-translator.ts';
import { reportCatalogueByLanguage } from '#renderer/i18n/report-catalogues.ts';

const folder = new URL('../../../locales/', import.meta.url);

describe.each(ScreenLanguage.options)('the messages in %s', (language) => {
  const files = readdirSync(new URL(`${language}/`, folder), { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.json'),
  );
  const readKeys = (file: string): string[] =>
    Object.keys(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')));

  test('are in the file of their area', () => {
    const strangers = files.flatMap((file) =>
      readKeys(file).filter((key) => !key.startsWith(path.basename(file, 'json'))),
    );
    expect(strangers).toEqual([]);
  });

  test('are all in the catalogue, and nothing else is', () => {
    expect(Object.keys(messageSetByLanguage[language].messages).toSorted()).toEqual(
      files.flatMap(readKeys).toSorted(),
    );
  });

  test('exist in English too', () => {
    expect(Object.keys(messageSetByLanguage[language].messages).filter((key) => !(key in english))).toEqual(
      [],
    );
  });
});

const reportKeys = Object.keys(reportCatalogueByLanguage.es);
const isOfFieldOrValue = (key: string): boolean => key.startsWith('path.') || key.startsWith('value.');

describe.each(ReportLanguage.options)('the words of reports in %s', (nameLanguage) => {
  const file = new URL(`${nameLanguage}/report.json`, folder);
  const inFile = Object.keys(JSON.parse(readFileSync(file, 'utf8'))).filter(isOfReports);
  const inEnglish = Object.keys(english).filter(isOfReports);
  const said: MessageCatalogue = reportCatalogueByLanguage[nameLanguage];

  test('are all there, and nothing else is', () => {
    expect(inFile.toSorted()).toEqual(inEnglish.toSorted());
  });

  test('are all in the catalogue', () => {
    expect(Object.keys(said).filter(isOfReports).toSorted()).toEqual(inFile.toSorted());
  });

  test('name each field and value that another language of reports names', () => {
    expect(reportKeys.filter((key) => !(key in said))).toEqual([]);
  });

  test.each(Object.entries(enumerations))('name all values of %s or none', (enumeration, values) => {
    const keys = values.map((value) => `value.${enumeration}.${value}`);
    expect([0, keys.length]).toContain(keys.filter((key) => key in said).length);
  });

  test('leave the same places for values', () => {
    const places = (text = ''): readonly string[] =>
      [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? '').toSorted();
    const other = reportKeys.filter((key) => {
      const messageKey = key as keyof typeof english; // a key of it
      return places(said[messageKey]).join() !== places(english[messageKey]).join();
    });
    expect(other).toEqual([]);
  });

  test('are in the language, not left in English', () => {
    const same = reportKeys.filter((key) => {
      const messageKey = key as keyof typeof english; // a key of it
      return (
        /\p{L}{4}\S*\s+\S*\p{L}{4}/u.test(english[messageKey].replaceAll(/\{\w+\}/g, '')) &&
        said[messageKey] === english[messageKey]
      );
    });
    expect(nameLanguage === 'en' ? [] : same).toEqual([]);
  });
});

test.each(['es', 'ru', 'zh'] as const)('the language %s of reports alone has no other text', (language) => {
  const known = [...Object.keys(english).filter(isOfReports), ...reportKeys.filter(isOfFieldOrValue)];
  expect(Object.keys(reportCatalogueByLanguage[language]).toSorted()).toEqual(known.toSorted());
  expect(reportKeys.filter((key) => !(key in english))).toEqual([]);
});

function isOfReports(key: string): boolean {
  return key.startsWith('report.') && !key.startsWith('report.screen.');
}

describe.each(ScreenLanguage.options)(
  'one concept has one name in %s, on the laptop, at headquarters and in reports',
  (language) => {
    const said: Readonly<Record<string, string>> = messageSetByLanguage[language].messages;
    const inReports: Readonly<Record<string, string>> = reportCatalogueByLanguage[language];

    test('a gate', () => {
      expect(said['report.remark.gate']).toBe(said['value.gate']);
    });

    test.each(reportKeys.filter(isOfFieldOrValue).map((key) => [key]))('%s', (key) => {
      expect(said[key]).toBeTruthy();
      expect(inReports[key]).toBe(said[key]);
    });
  },
);
