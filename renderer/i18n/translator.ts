import { IntlMessageFormat } from 'intl-messageformat';
import { isolate } from './isolate.ts';
import { type Language, languages, type ReportLanguage } from './language.ts';
import type { Message, MessageKey, MessageValues } from './message.ts';

/** A text as it will stand on the screen, and the language it is really in (English where a translation is missing). */
export interface Translated {
  readonly text: string;
  readonly language: ReportLanguage;
}

/** A catalogue that need not be complete. */
export type Words = { readonly [Key in MessageKey]?: string };

/** A language, what is said in it, and what stands in where that has no words. */
export interface Speech {
  readonly language: ReportLanguage;
  readonly words: Words;
  readonly english: Words;
}

/** What screens are in. */
export interface ScreenSpeech extends Speech {
  readonly language: Language;
}

export type Translate = (message: Message) => Translated;

/**
 * Says messages in one language. ICU plurals and choices follow the language that the words are in.
 * Throws when a value that the text needs is not given, or when there are no words at all: these are bugs in the caller,
 * found by the first test that renders it.
 */
export function createTranslator(speech: Speech): Translate {
  const compiledByKey = new Map<MessageKey, Compiled>();

  return ({ key, values }) => {
    const compiled = compiledByKey.get(key) ?? compile(speech, key);
    compiledByKey.set(key, compiled);
    return { text: compiled.fill(values), language: compiled.language };
  };
}

interface Compiled {
  readonly language: ReportLanguage;
  readonly fill: (values: MessageValues | undefined) => string;
}

function compile({ language: asked, words, english }: Speech, key: MessageKey): Compiled {
  const translation = words[key];
  const text = translation ?? english[key];
  if (text === undefined) throw new Error(`There are no words for ${key}`);
  const language = translation === undefined ? 'en' : asked;
  const { locale, direction } = languages[language];
  const format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });

  const choices = choicesIn(format.getAst());
  return {
    language,
    fill: (values) => String(format.format<string>(isolateValues(values, direction, choices))),
  };
}

/** The names of the branches of every choice in a message: a value that is one of them is no text but chooses. */
function choicesIn(elements: readonly Element[]): ReadonlySet<string> {
  return new Set(
    elements.flatMap((element) =>
      'options' in element
        ? Object.entries(element.options).flatMap(([name, { value }]) => [name, ...choicesIn(value)])
        : [],
    ),
  );
}
type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** A Latin name inside an Arabic sentence (or the reverse) must not pull the punctuation around it to its own side. */
function isolateValues(
  values: MessageValues | undefined,
  direction: 'ltr' | 'rtl',
  choices: ReadonlySet<string>,
): { [name: string]: string | number } {
  return Object.fromEntries(
    Object.entries(values ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' && !choices.has(value) ? isolate(value, direction) : value,
    ]),
  );
}
