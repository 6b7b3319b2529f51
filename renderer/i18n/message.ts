import type { english } from './messages/english.ts';

/** The name of one text. Literal and typed from `messages/en/*.json`: a wrong key does not compile. */
export type MessageKey = keyof typeof english;

/** What fills the places of a text. Times are put in already formatted, by `format.ts`. */
export type MessageValues = { readonly [name: string]: string | number };

/** One text to show, before it is in any language. Views and refusals pass these, never finished strings. */
export interface Message {
  readonly key: MessageKey;
  readonly values?: MessageValues | undefined;
}
