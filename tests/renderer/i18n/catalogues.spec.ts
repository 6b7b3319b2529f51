import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { catalogues, english } from '#renderer/i18n/catalogues.ts';
import { Language } from '#renderer/i18n/language.ts';

const folder = new URL('../../../renderer/i18n/messages/', import.meta.url);

describe.each(Language.options)('the messages in %s', (language) => {
  const files = readdirSync(new URL(`${language}/`, folder));
  const readKeys = (file: string): string[] =>
    Object.keys(JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), 'utf8')));

  test('stand in the file of their area', () => {
    const strangers = files.flatMap((file) =>
      readKeys(file).filter((key) => !key.startsWith(file.replace('json', ''))),
    );
    expect(strangers).toEqual([]);
  });

  test('are all in the catalogue, and nothing else is', () => {
    expect(Object.keys(catalogues[language]).toSorted()).toEqual(files.flatMap(readKeys).toSorted());
  });

  test('exist in English too', () => {
    expect(Object.keys(catalogues[language]).filter((key) => !(key in english))).toEqual([]);
  });
});
