import { IntlMessageFormat } from 'intl-messageformat';
import type { english } from '#locales/english.ts';
import type { MessageValuesByKey } from '#locales/message-values.ts';
import { languageFacts, type ReportLanguage, type ScreenLanguage, type TextDirection } from './language.ts';

const rightToLeftLetter = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const leftToRightLetter = /(?![\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC])\p{L}/u;

/**
 * Wrap a text in Unicode isolates if it holds letters of the other direction than the text around it. Plain
 * characters, so that it also works in attributes, titles and announcements. Other texts come back unchanged.
 */
export function isolateDirection(text: string, around: TextDirection): string {
  const runsAgainst = around === 'rtl' ? leftToRightLetter : rightToLeftLetter;
  return runsAgainst.test(text) ? `\u2068${text}\u2069` : text;
}

/** Text for the screen with its real language (English where a translation is missing). */
interface TranslatedMessage {
  readonly text: string;
  readonly language: ReportLanguage;
}

/** A catalogue that need not be complete. */
export type MessageCatalogue = { readonly [Key in MessageKey]?: string };

/** Language with its messages, and the fallback for missing ones. */
interface MessageSet {
  readonly language: ReportLanguage;
  readonly messages: MessageCatalogue;
  readonly fallback: MessageCatalogue;
}

/** Messages of screens. */
export interface ScreenMessageSet extends MessageSet {
  readonly language: ScreenLanguage;
}

export type MessageTranslator = (message: Message) => TranslatedMessage;

/**
 * Translate messages into one language.
 * ICU plurals and choices follow the language of the words.
 * @throws When a value of the text is missing, or when there are no words at all. Both are bugs in the
 * caller.
 */
export function createMessageTranslator(speech: MessageSet): MessageTranslator {
  const compiledByKey = new Map<MessageKey, CompiledMessage>();

  return ({ key, values }) => {
    const compiledMessage = compiledByKey.get(key) ?? compileMessage(speech, key);
    compiledByKey.set(key, compiledMessage);
    return { text: compiledMessage.fill(values), language: compiledMessage.language };
  };
}

interface CompiledMessage {
  readonly language: ReportLanguage;
  readonly fill: (messageValues: MessageValues | undefined) => string;
}

function compileMessage(
  { language: asked, messages: words, fallback: english }: MessageSet,
  messageKey: MessageKey,
): CompiledMessage {
  const translation = words[messageKey];
  const text = translation ?? english[messageKey];
  if (text === undefined) throw new Error(`There are no words for ${messageKey}`);
  const nameLanguage = translation === undefined ? 'en' : asked;
  const { locale, direction } = languageFacts[nameLanguage];
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });

  const choices = choiceNamesIn(format.getAst());
  return {
    language: nameLanguage,
    fill: (messageValues) =>
      String(format.format<string>(isolateMessageValues(messageValues, direction, choices))),
  };
}

/** Names of the branches of every choice in a message: a value that is one of them is no text but chooses. */
function choiceNamesIn(messageElements: readonly MessageElement[]): ReadonlySet<string> {
  return new Set(
    messageElements.flatMap((messageElement) =>
      'options' in messageElement
        ? Object.entries(messageElement.options).flatMap(([name, { value }]) => [
            name,
            ...choiceNamesIn(value),
          ])
        : [],
    ),
  );
}
type MessageElement = ReturnType<IntlMessageFormat['getAst']>[number];

/** A Latin name inside an Arabic sentence (or the reverse) must not pull the punctuation around it to its own side. */
function isolateMessageValues(
  messageValues: MessageValues | undefined,
  direction: 'ltr' | 'rtl',
  choices: ReadonlySet<string>,
): { [name: string]: string | number } {
  return Object.fromEntries(
    Object.entries(messageValues ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' && !choices.has(value) ? isolateDirection(value, direction) : value,
    ]),
  );
}

/** Name of one text, typed from `locales/en/`: a wrong key does not compile. */
export type MessageKey = keyof typeof english;

/** Values of a text's placeholders. Times are already formatted, by `language.ts`. */
export type MessageValues = { readonly [name: string]: string | number };

/** Name of a text that takes no values. */
export type PlainMessageKey = Exclude<MessageKey, keyof MessageValuesByKey>;

/** Values of a message as arguments: those that its text names, or none. */
export type ValuesOfMessage<Key extends MessageKey> = Key extends keyof MessageValuesByKey
  ? readonly [values: MessageValuesByKey[Key]]
  : readonly [];

/** One text to show, before it is in any language. Views and refusals pass these, never finished strings. */
export interface Message {
  readonly key: MessageKey;
  readonly values?: MessageValues | undefined;
}
