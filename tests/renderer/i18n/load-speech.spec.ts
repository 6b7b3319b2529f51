import { expect, test } from 'vitest';
import { speeches } from '#renderer/i18n/catalogues.ts';
import { Language } from '#renderer/i18n/language.ts';
import { loadSpeech } from '#renderer/i18n/load-speech.ts';

test.each(Language.options)(
  'what is loaded for %s is all that is said in it, with English behind it',
  async (language) => {
    expect(await loadSpeech(language)).toEqual(speeches[language]);
  },
);
