import {
  createContext,
  type ReactElement,
  type ReactNode,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useState,
} from 'react';
import { I18nProvider as AriaI18nProvider } from 'react-aria-components';
import { english } from '#locales/english.ts';
import { createLanguageFormat, type LanguageFormat, languageFacts, type ScreenLanguage } from './language.ts';
import {
  createMessageTranslator,
  isolateDirection,
  type Message,
  type MessageKey,
  type MessageTranslator,
  type MessageValues,
  type ScreenMessageSet,
  type ValuesOfMessage,
} from './message-translator.ts';

/** Translate a message into the person's language: by key and values, or as a `Message`. */
export interface Translate {
  <Key extends MessageKey>(key: Key, ...valuesOfMessage: ValuesOfMessage<Key>): string;
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
function useI18n(): I18nValue {
  const i18n = use(I18nContext);
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it');
  return i18n;
}

interface I18nValue {
  readonly language: ScreenLanguage;
  readonly translate: MessageTranslator;
  readonly format: LanguageFormat;
}

interface I18nProviderProps {
  /** Of one language; another one is another object. */
  readonly speech: ScreenMessageSet;
  /** IANA name; without it the machine's own. Tests and the gallery pin it. */
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

/**
 * Provider of the language for everything inside, for `<html lang dir>` and for the component library. One
 * per document.
 */
export function I18nProvider({ speech, timeZone, children }: I18nProviderProps): ReactElement {
  const { language } = speech;
  const { direction, locale } = languageFacts[language];
  const i18n = useMemo(
    () => ({
      language,
      translate: createMessageTranslator(speech),
      format: createLanguageFormat(language, timeZone),
    }),
    [speech, language, timeZone],
  );

  useLayoutEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
  }, [language, direction]);

  return (
    <AriaI18nProvider locale={locale}>
      <I18nContext value={i18n}>{children}</I18nContext>
    </AriaI18nProvider>
  );
}

interface TranslatedTextProps {
  readonly of: MessageKey;
  readonly values?: MessageValues | undefined;
}

/** Message as an element: an untranslated one tells screen readers its language (`lang`, `dir`). */
export function TranslatedText({ of, values }: TranslatedTextProps): ReactElement {
  const { language, translate } = useI18n();
  const said = translate({ key: of, values });
  if (said.language === language) return <>{said.text}</>;

  return (
    <span lang={said.language} dir={languageFacts[said.language].direction}>
      {said.text}
    </span>
  );
}

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
export function useMessageSet(language: ScreenLanguage, firstMessageSet: ScreenMessageSet): ScreenMessageSet {
  const [messageSet, setSpeech] = useState(firstMessageSet);
  const isLoaded = messageSet.language === language;

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

  return messageSet;
}

/** Words and formats of one language. */
export interface LanguageWords {
  readonly language: ScreenLanguage;
  readonly translate: Translate;
  readonly format: LanguageFormat;
}

/** Words in another language than that of the screen; the former ones until they are loaded. */
export function useWordsIn(language: ScreenLanguage): LanguageWords {
  const messageSet = useMessageSet(language, englishMessageSet);
  return useMemo(
    () => ({
      language: messageSet.language,
      translate: createTranslate(
        createMessageTranslator(messageSet),
        languageFacts[messageSet.language].direction,
      ),
      format: createLanguageFormat(messageSet.language),
    }),
    [messageSet],
  );
}
