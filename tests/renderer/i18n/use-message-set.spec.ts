import { expect, test } from 'vitest';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';
import { loadMessageSet, ScreenLanguage } from '#renderer/i18n';

test.each(ScreenLanguage.options)(
  'what is loaded for %s is all that is said in it, with English behind it',
  async (language) => {
    expect(await loadMessageSet(language)).toEqual(messageSetByLanguage[language]);
  },
);
