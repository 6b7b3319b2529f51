import { useMemo } from 'react';
import { useI18n } from './i18n-context.ts';
import { isolate } from './isolate.ts';
import { languages } from './language.ts';
import type { Message, MessageKey, MessageValues } from './message.ts';
import type { Translate } from './translator.ts';

/** Says a message in the person's language: by key and values, or as a `Message`. */
export interface Say {
  (key: MessageKey, values?: MessageValues): string;
  (message: Message): string;
}

/**
 * The way from keys to words. A text that is not translated yet comes in English, wrapped so that it reads
 * correctly inside a right-to-left line; use `Words` where the element should also carry `lang`.
 */
export function useSay(): Say {
  const { language, translate } = useI18n();
  return useMemo(() => createSay(translate, languages[language].direction), [translate, language]);
}

/** The same outside React: for notifications, window titles and tests. */
export function createSay(translate: Translate, around: 'ltr' | 'rtl'): Say {
  return (keyOrMessage: MessageKey | Message, values?: MessageValues): string => {
    const message = typeof keyOrMessage === 'string' ? { key: keyOrMessage, values } : keyOrMessage;
    const said = translate(message);
    return languages[said.language].direction === around ? said.text : isolate(said.text, around);
  };
}
