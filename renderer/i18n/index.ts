// Entry of messages for components and hooks. Code without React imports the single file that it needs, so that
// React stays out of workers.

export {
  createTranslate,
  englishMessageSet,
  I18nProvider,
  type LanguageWords,
  loadMessageSet,
  type Translate,
  TranslatedText,
  useFormat,
  useLanguage,
  useMessageSet,
  useTranslate,
  useWordsIn,
} from './i18n-provider.tsx';
export {
  createLanguageFormat,
  type LanguageFormat,
  languageFacts,
  ReportLanguage,
  ScreenLanguage,
  type TextDirection,
} from './language.ts';
export {
  createMessageTranslator,
  isolateDirection,
  type Message,
  type MessageKey,
  type MessageValues,
  type PlainMessageKey,
  type ScreenMessageSet,
} from './message-translator.ts';
