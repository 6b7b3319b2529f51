import { useMemo, createContext, use } from 'react';
import { isolateDirection } from './isolate-direction.ts';
import { languageFacts, type ScreenLanguage } from './language.ts';
import type { Message, MessageKey, MessageValues, ValuesOfMessage } from './message.ts';
import type { MessageTranslator } from './message-translator.ts';
import type { LanguageFormat } from './language-format.ts';

/** Translate a message into the person's language: by key and values, or as a `Message`. */
export interface Translate {
  <Key extends MessageKey>(key: Key, ...values: ValuesOfMessage<Key>): string;
  (message: Message): string;
}

/**
 * Translator from keys to words.
 * An untranslated text comes in English, isolated so that it reads correctly inside a right-to-left line. Use
 * `TranslatedText` where the element should also carry `lang`.
 */
export function useTranslate(): Translate {
  const { language, translate } = useI18n();
  return useMemo(() => createTranslate(translate, languageFacts[language].direction), [translate, language]);
}

/** The same outside React: for notifications, window titles and tests. */
export function createTranslate(translate: MessageTranslator, around: 'ltr' | 'rtl'): Translate {
  return (keyOrMessage: MessageKey | Message, ...[values]: readonly MessageValues[]): string => {
    const message = typeof keyOrMessage === 'string' ? { key: keyOrMessage, values } : keyOrMessage;
    const said = translate(message);
    return languageFacts[said.language].direction === around
      ? said.text
      : isolateDirection(said.text, around);
  };
}

/** Language of the screen, now. */
export function useLanguage(): ScreenLanguage {
  return useI18n().language;
}

/** Dates, numbers and sizes as the person's language writes them. */
export function useFormat(): LanguageFormat {
  return useI18n().format;
}

/** Given by `I18nProvider`, read by `useI18n`. */
export const I18nContext = createContext<I18nValue | undefined>(undefined);

/** Language of the screen with its translator and formats. Throws without an `I18nProvider` above. */
export function useI18n(): I18nValue {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it');
  return i18n;
}

export interface I18nValue {
  readonly language: ScreenLanguage;
  readonly translate: MessageTranslator;
  readonly format: LanguageFormat;
}
