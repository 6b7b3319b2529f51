// Entry of messages for components and hooks. Code without React imports the single file that it needs, so that
// React stays out of workers.

export {
  I18nProvider,
  createTranslate,
  type Translate,
  useFormat,
  useLanguage,
  useTranslate,
  TranslatedText,
  englishMessageSet,
  loadMessageSet,
  useMessageSet,
  type LanguageWords,
  useWordsIn,
} from './i18n-provider.tsx';
export {
  isolateDirection,
  createMessageTranslator,
  type ScreenMessageSet,
  type Message,
  type MessageKey,
  type MessageValues,
  type PlainMessageKey,
} from './message-translator.ts';
export {
  createLanguageFormat,
  type LanguageFormat,
  languageFacts,
  ReportLanguage,
  ScreenLanguage,
  type TextDirection,
} from './language.ts';
