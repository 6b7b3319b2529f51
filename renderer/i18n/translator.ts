import { IntlMessageFormat } from 'intl-messageformat';
import { catalogues } from './catalogues.ts';
import { isolate } from './isolate.ts';
import { Language, languages, type ReportLanguage } from './language.ts';
import type { Message, MessageKey, MessageValues } from './message.ts';

/** A text as it will stand on the screen, and the language it is really in (English where a translation is missing). */
export interface Translated {
  readonly text: string;
  readonly language: ReportLanguage;
}

/** A catalogue that need not be complete. */
export type Words = { readonly [Key in MessageKey]?: string };

export type Translate = (message: Message) => Translated;

/**
 * Says messages in one language. ICU plurals and choices follow the language that the words are in.
 * Throws when a value that the text needs is not given: that is a bug in the caller, found by the first test that renders it.
 */
export function createTranslator(language: Language): Translate;
export function createTranslator(language: ReportLanguage, words: Words): Translate;
export function createTranslator(
  language: ReportLanguage,
  words: Words = catalogues[Language.parse(language)],
): Translate {
  const compiledByKey = new Map<MessageKey, Compiled>();

  return ({ key, values }) => {
    const compiled = compiledByKey.get(key) ?? compile(language, words[key], key);
    compiledByKey.set(key, compiled);
    return { text: compiled.fill(values), language: compiled.language };
  };
}

interface Compiled {
  readonly language: ReportLanguage;
  readonly fill: (values: MessageValues | undefined) => string;
}

function compile(asked: ReportLanguage, translation: string | undefined, key: MessageKey): Compiled {
  const language = translation === undefined ? 'en' : asked;
  const { locale, direction } = languages[language];
  const format = new IntlMessageFormat(translation ?? catalogues.en[key], locale, undefined, {
    ignoreTag: true,
  });

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
