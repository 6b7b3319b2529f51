// Entry of messages for components and hooks. Code without React imports the single file that it needs, so that
// React stays out of workers.

export { I18nProvider } from './i18n-provider.tsx';
export { isolateDirection } from './isolate-direction.ts';
export { createLanguageFormat, type LanguageFormat } from './language-format.ts';
export { languageFacts, ReportLanguage, ScreenLanguage, type TextDirection } from './language.ts';
export { createMessageTranslator, type ScreenMessageSet } from './message-translator.ts';
export type { Message, MessageKey, MessageValues, PlainMessageKey } from './message.ts';
export { TranslatedText } from './translated-text.tsx';
export { englishMessageSet, loadMessageSet, useMessageSet } from './use-message-set.ts';
export { createTranslate, type Translate, useFormat, useLanguage, useTranslate } from './use-translate.ts';
export { type LanguageWords, useWordsIn } from './use-words-in.ts';
