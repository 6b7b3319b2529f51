import { useMemo } from 'react';
import { useI18n } from './i18n-context.ts';
import { isolateDirection } from './isolate-direction.ts';
import { languageFacts } from './language.ts';
import type { Message, MessageKey, MessageValues, ValuesOfMessage } from './message.ts';
import type { MessageTranslator } from './message-translator.ts';

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
