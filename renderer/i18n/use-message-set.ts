import { useEffect, useState, useMemo } from 'react';
import { type ScreenLanguage, languageFacts } from './language.ts';
import { type ScreenMessageSet, createMessageTranslator } from './message-translator.ts';
import { english } from '#locales/english.ts';
import { createLanguageFormat, type LanguageFormat } from './language-format.ts';
import { createTranslate, type Translate } from './i18n-provider.tsx';

/**
 * Load the messages of a language.
 * English is always there, as the fallback. Each other language is a file of its own, so that nobody waits
 * for words that they do not read. Rejects when the app's own files cannot be read.
 */
export async function loadMessageSet(language: ScreenLanguage): Promise<ScreenMessageSet> {
  switch (language) {
    case 'en':
      return englishMessageSet;
    case 'fr':
      return { language, messages: (await import('#locales/french.ts')).french, fallback: english };
    case 'ar':
      return { language, messages: (await import('#locales/arabic.ts')).arabic, fallback: english };
  }
}

/** Messages in English, which are always loaded. */
export const englishMessageSet: ScreenMessageSet = { language: 'en', messages: english, fallback: english };

/** Messages in this language, as soon as they are loaded; until then the former ones. */
export function useMessageSet(language: ScreenLanguage, first: ScreenMessageSet): ScreenMessageSet {
  const [speech, setSpeech] = useState(first);
  const isLoaded = speech.language === language;

  useEffect(() => {
    if (isLoaded) return undefined;
    let isWanted = true;
    loadMessageSet(language).then((loaded) => {
      if (isWanted) setSpeech(loaded);
    }, reportError);
    return () => {
      isWanted = false;
    };
  }, [language, isLoaded]);

  return speech;
}

/** Words and formats of one language. */
export interface LanguageWords {
  readonly language: ScreenLanguage;
  readonly translate: Translate;
  readonly format: LanguageFormat;
}

/** Words in another language than that of the screen; the former ones until they are loaded. */
export function useWordsIn(language: ScreenLanguage): LanguageWords {
  const set = useMessageSet(language, englishSet);
  return useMemo(
    () => ({
      language: set.language,
      translate: createTranslate(createMessageTranslator(set), languageFacts[set.language].direction),
      format: createLanguageFormat(set.language),
    }),
    [set],
  );
}

const englishSet = { language: 'en', messages: english, fallback: english } as const;
