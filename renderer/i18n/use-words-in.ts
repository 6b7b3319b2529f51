import { useMemo } from 'react';
import { english } from '#locales/english.ts';
import { createLanguageFormat, type LanguageFormat } from './language-format.ts';
import { languageFacts, type ScreenLanguage } from './language.ts';
import { createMessageTranslator } from './message-translator.ts';
import { useMessageSet } from './use-message-set.ts';
import { createTranslate, type Translate } from './use-translate.ts';

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
