import { type JsonValue, textsInList } from '#base/json.ts';
import type { ValueKind } from '#domain/path-rules/path-field.ts';
import { foldSearchText } from '#domain/search/search-words.ts';
import type { MessageKey } from '#renderer/i18n';
import { languageFacts, type ReportLanguage } from '#renderer/i18n/language.ts';

/** Notation of a value that is no text (a day, a number of minutes) in a text field. */
export interface ValueNotation {
  readonly format: (value: JsonValue | undefined) => string;
  /** Undefined: not such a value, perhaps only not yet. */
  readonly parse: (text: string) => JsonValue | undefined;
}

/** Notation of all values of one kind, wherever a form has a field for them. */
export interface KindNotation {
  /** One constant object for each language. */
  readonly notation: ValueNotation;
  readonly help: MessageKey | undefined;
  /** How such a value is written, for a person whose text is none. */
  readonly unread: MessageKey;
  /** Most letters of its text, in UTF-16 code units. */
  readonly mostLetters: number;
}

/** Notation of the values of a kind that is written in a text field; null for every other kind. */
export function notationOfKind(valueKind: ValueKind, language: ReportLanguage): KindNotation | null {
  switch (valueKind) {
    case 'minutes':
      return { notation: minutesNotation, help: undefined, unread: 'ui.minutes.wrong', mostLetters: 4 };
    case 'languages':
      return {
        notation: languagesNotationIn(language),
        help: 'ui.languages.help',
        unread: 'ui.languages.wrong',
        mostLetters: 200,
      };
    case 'tags':
      return {
        notation: tagsNotation,
        help: 'ui.tags.help',
        unread: 'ui.tags.wrong',
        mostLetters: mostTagLetters,
      };
    default:
      return null;
  }
}

/** Room for every tag that the path rules accept. */
const mostTagLetters = 20_400;

const maximumSessionMinutes = 1440;

/** Minutes as a whole number, in any digits that a keyboard may write; empty for not known. */
export const minutesNotation: ValueNotation = {
  format: (value) => (typeof value === 'number' ? String(value) : ''),
  parse: (text) => {
    const digits = toLatinDigits(text.trim());
    if (digits === '') return null;
    const minutes = Number(digits);
    return /^\d{1,4}$/.test(digits) && minutes <= maximumSessionMinutes ? minutes : undefined;
  },
};

/** An Arabic keyboard writes its own digits; they mean the same. */
const toLatinDigits = (text: string): string =>
  text.replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));

/** Languages by their names in the language of the screen, as `English, French`; codes are read too. Empty for none. */
export const languagesNotationIn = (language: ReportLanguage): ValueNotation => {
  const knownValueNotation = notations.get(language);
  if (knownValueNotation !== undefined) return knownValueNotation;
  const comma = language === 'ar' ? '، ' : ', ';
  const valueNotation: ValueNotation = {
    format: (value) =>
      Array.isArray(value)
        ? value.map((code) => nameOfCode(String(code), language) ?? String(code)).join(comma)
        : '',
    parse: (text) => {
      const codes = text
        .split(/[,;،؛]/)
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .flatMap(
          (part) => codesByName(language).get(foldSearchText(part)) ?? part.toLowerCase().split(/\s+/),
        );
      return codes.length <= 20 && codes.every((code) => /^[a-z]{2,3}$/.test(code))
        ? [...new Set(codes)]
        : undefined;
    },
  };
  notations.set(language, valueNotation);
  return valueNotation;
};

const notations = new Map<ReportLanguage, ValueNotation>();

/** Name of a language with a code of two letters: only those are read by their names. */
function nameOfCode(code: string, language: ReportLanguage): string | undefined {
  if (!/^[a-z]{2}$/.test(code) || Intl.getCanonicalLocales(code)[0] !== code) return undefined;
  return new Intl.DisplayNames(languageFacts[language].locale, { type: 'language', fallback: 'none' }).of(
    code,
  );
}

/** Codes of all such languages by their names; made when a name is first read. */
function codesByName(language: ReportLanguage): ReadonlyMap<string, string> {
  const known = namedCodes.get(language);
  if (known !== undefined) return known;
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(97 + at));
  const codes = new Map(
    letters
      .flatMap((first) => letters.map((second) => first + second))
      .flatMap((code) => {
        const name = nameOfCode(code, language);
        return name === undefined ? [] : [[foldSearchText(name), code] as const];
      }),
  );
  namedCodes.set(language, codes);
  return codes;
}

const namedCodes = new Map<ReportLanguage, ReadonlyMap<string, string>>();

/** Tags with commas between, each once. */
const tagsNotation: ValueNotation = {
  format: (value) => textsInList(value).join(', '),
  parse: (text) => {
    const tags = text
      .split(/[,;،\n]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
    return tags.length <= 100 && tags.every((tag) => tag.length <= 200) ? [...new Set(tags)] : undefined;
  },
};
