import type { english } from '#locales/english.ts';
import type { MessageValuesByKey } from '#locales/message-values.ts';

/** Name of one text, typed from `locales/en/`: a wrong key does not compile. */
export type MessageKey = keyof typeof english;

/** Values of a text's placeholders. Times are already formatted, by `language-format.ts`. */
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
