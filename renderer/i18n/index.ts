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
} from './i18n-provider.tsx';
export { isolateDirection, createMessageTranslator, type ScreenMessageSet } from './message-translator.ts';
export { createLanguageFormat, type LanguageFormat } from './language-format.ts';
export { languageFacts, ReportLanguage, ScreenLanguage, type TextDirection } from './language.ts';
export type { Message, MessageKey, MessageValues, PlainMessageKey } from './message.ts';
export {
  englishMessageSet,
  loadMessageSet,
  useMessageSet,
  type LanguageWords,
  useWordsIn,
} from './use-message-set.ts';
