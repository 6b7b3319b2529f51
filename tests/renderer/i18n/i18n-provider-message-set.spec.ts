import { expect, test } from 'vitest';
import { loadMessageSet, ScreenLanguage } from '#renderer/i18n';
import { messageSetByLanguage } from '#renderer/i18n/catalogues.ts';

test.each(ScreenLanguage.options)(
  'the message set loaded for %s is complete, with English as its fallback',
  async (language) => {
    expect(await loadMessageSet(language)).toEqual(messageSetByLanguage[language]);
  },
);
