/** Word of a search, in the form for comparison. */
export interface QueryWord {
  /** Beginnings of words that match; with `isWhole` whole terms. An Arabic word also has its form without article. */
  readonly forms: readonly string[];
  /** Two Chinese characters, which are a term of their own. */
  readonly isWhole: boolean;
  /** One typing error is tolerated. */
  readonly isLoose: boolean;
}

/** Part of a text, in UTF-16 units; `to` is not included. */
interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** Matches of a search in one text. */
interface TextMatches {
  /** Places of matched words, in their order. */
  readonly ranges: readonly TextRange[];
  /** One bit for each word of the search that the text has. */
  readonly words: number;
}

/** Part of an excerpt. */
export interface ExcerptPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Words of a search that count: one bit each in a byte. */
const maximumQueryWords = 8;

/** Fewest letters of a word in which a typing error is tolerated. */
const minimumLooseLength = 4;

/** Longest term; the rest of a longer word is not searched. */
const maximumTermLength = 40;

const wordPattern = /[\p{L}\p{N}\p{M}]+/gu;
const hanPattern = /\p{Script=Han}/u;
const hanRunPattern = /\p{Script=Han}+|\P{Script=Han}+/gu;

/** Letters without a decomposition in Unicode that people write one for the other. */
const letterForms: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  ı: 'i',
};

/**
 * A text without case, accents, vowel marks and tatweel, and with one form of alef, hamza, ya and digits. People
 * type it so in any of the six languages.
 */
export const foldSearchText = (text: string): string =>
  /^[\da-z]+$/.test(text)
    ? text
    : text
        .toLowerCase()
        .normalize('NFKD')
        .replaceAll(/[\p{M}ـ]/gu, '')
        .replaceAll(/[ٱةىیکœæßøłı]/g, (letter) => letterForms[letter] ?? letter)
        .replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0x0f));

/** Article of an Arabic word, with one-letter words before it. A rest of fewer than three letters is none. */
const articlePattern = /^[وف]?(?:[بك]?ال|لل)(?=.{3})/;

/** The word, and its form without article. */
function formsOfWord(folded: string): readonly string[] {
  const bare = folded.replace(articlePattern, '');
  return bare === folded ? [folded] : [folded, bare];
}

/** Pairs of neighbouring characters, and the last one alone. So each character begins a term. */
function pairsOf(run: string): readonly string[] {
  const signs = Array.from(run.normalize('NFKC'));
  return signs.map((sign, at) => sign + (signs[at + 1] ?? ''));
}

function termsOfWord(word: string): readonly string[] {
  if (!hanPattern.test(word)) return formsOfWord(foldSearchText(word).slice(0, maximumTermLength));
  return (word.match(hanRunPattern) ?? []).flatMap((run) =>
    hanPattern.test(run) ? pairsOf(run) : formsOfWord(foldSearchText(run).slice(0, maximumTermLength)),
  );
}

/** Texts repeat their words: each is folded once. Emptied when full, so it never holds much. */
const termsByWord = new Map<string, readonly string[]>();
const maximumKnownWords = 20_000;

function knownTermsOf(word: string): readonly string[] {
  const known = termsByWord.get(word);
  if (known !== undefined) return known;
  const terms = termsOfWord(word);
  if (termsByWord.size >= maximumKnownWords) termsByWord.clear();
  termsByWord.set(word, terms);
  return terms;
}

/** Terms of a text for the index: its words, and pairs of Chinese characters. */
export function searchTermsOf(text: string, onTerm: (term: string) => void): void {
  for (const word of text.match(wordPattern) ?? []) for (const term of knownTermsOf(word)) onTerm(term);
}

/** A French article or pronoun before a vowel: `d’enquête`. */
const elisionPattern = /(?<![\p{L}\p{N}])(?:\p{L}|qu)['’](?=\p{L})/giu;

/** Words of a typed search, each once. Every word may be the beginning of one. */
export function parseSearchQuery(typed: string): readonly QueryWord[] {
  const words = new Map<string, QueryWord>();
  for (const word of typed.replaceAll(elisionPattern, '').match(wordPattern) ?? [])
    for (const run of word.match(hanRunPattern) ?? []) {
      const isHan = hanPattern.test(run);
      const pairs = isHan ? pairsOf(run) : [];
      // The last character alone begins no pair: it is in the pair before it.
      for (const form of pairs.length > 1 ? pairs.slice(0, -1) : pairs)
        words.set(form, { forms: [form], isWhole: pairs.length > 1, isLoose: false });
      const folded = isHan ? '' : foldSearchText(run).slice(0, maximumTermLength);
      if (folded !== '') words.set(folded, { forms: formsOfWord(folded), isWhole: false, isLoose: false });
    }
  return [...words.values()].slice(0, maximumQueryWords);
}

/** The same word, with one typing error tolerated. Short words and numbers have too many neighbours. */
export const loosened = (queryWord: QueryWord): QueryWord =>
  queryWord.isWhole || !queryWord.forms.some((form) => form.length >= minimumLooseLength && !/\d/.test(form))
    ? queryWord
    : { ...queryWord, isLoose: true };

/** Return whether a term of a text matches the word. */
const matchesTerm = ({ forms, isWhole, isLoose }: QueryWord, term: string): boolean =>
  forms.some((form) =>
    isWhole ? term === form : term.startsWith(form) || (isLoose && isOneErrorAway(form, term)),
  );

/**
 * Return whether the term begins with the form but for one error: another letter, one more, one less, or two
 * exchanged.
 */
export function isOneErrorAway(form: string, term: string): boolean {
  if (form.length < minimumLooseLength || term.length < form.length - 1) return false;
  let at = 0;
  while (at < form.length && form[at] === term[at]) at += 1;
  // Most terms differ in the next letter too: they are refused without a copy of a part.
  const next = form[at + 1];
  if (next !== undefined && term[at + 1] !== next && term[at] !== next && term[at + 1] !== form[at])
    return false;
  const rest = form.slice(at + 1);
  return (
    term.startsWith(rest, at + 1) ||
    term.startsWith(rest, at) ||
    term.startsWith(form.slice(at), at + 1) ||
    (form[at] === term[at + 1] && form[at + 1] === term[at] && term.startsWith(form.slice(at + 2), at + 2))
  );
}

/** Words of texts with the words of a search that they match, one bit each: a record repeats its words. */
const bitsByQuery = new WeakMap<readonly QueryWord[], Map<string, number>>();

function bitsOfQuery(queryWords: readonly QueryWord[]): Map<string, number> {
  const known = bitsByQuery.get(queryWords) ?? new Map<string, number>();
  bitsByQuery.set(queryWords, known);
  return known;
}

function bitsOfWord(word: string, queryWords: readonly QueryWord[]): number {
  const terms = knownTermsOf(word);
  let bits = 0;
  queryWords.forEach((queryWord, at) => {
    if (terms.some((term) => matchesTerm(queryWord, term))) bits |= 1 << at;
  });
  return bits;
}

/** Find the words of a search in a text. */
export function matchText(text: string, queryWords: readonly QueryWord[]): TextMatches {
  const textRanges: TextRange[] = [];
  const known = bitsOfQuery(queryWords);
  let words = 0;
  wordPattern.lastIndex = 0;
  for (let found = wordPattern.exec(text); found !== null; found = wordPattern.exec(text)) {
    const [word] = found;
    let bits = known.get(word);
    if (bits === undefined) {
      bits = bitsOfWord(word, queryWords);
      known.set(word, bits);
    }
    if (bits === 0) continue;
    words |= bits;
    for (const part of hanPattern.test(word) ? rangesInHan(word, queryWords) : [{ from: 0, to: word.length }])
      textRanges.push({ from: found.index + part.from, to: found.index + part.to });
  }
  return { ranges: textRanges, words };
}

/** Matched characters of a word with Chinese ones; neighbours are one range. */
function rangesInHan(word: string, queryWords: readonly QueryWord[]): readonly TextRange[] {
  const textRanges: TextRange[] = [];
  let start = 0;
  for (const run of word.match(hanRunPattern) ?? []) {
    let at = start;
    for (const term of hanPattern.test(run) ? pairsOf(run) : [foldSearchText(run)]) {
      const foundQueryWord = queryWords.find((queryWord) => matchesTerm(queryWord, term));
      const length = hanPattern.test(run) ? (foundQueryWord?.forms[0]?.length ?? 0) : run.length;
      const lastTextRange = textRanges.at(-1);
      if (foundQueryWord && lastTextRange && lastTextRange.to >= at)
        textRanges[textRanges.length - 1] = { from: lastTextRange.from, to: at + length };
      else if (foundQueryWord) textRanges.push({ from: at, to: at + length });
      at += String.fromCodePoint(run.codePointAt(at - start) ?? 0).length;
    }
    start += run.length;
  }
  return textRanges;
}

/** Letters before the first match, and in the whole excerpt. */
const excerptLengths = { before: 50, all: 170 };

/** The text around its first match, in one line, with all matches in it marked. */
export function excerptOf(text: string, textRanges: readonly TextRange[]): readonly ExcerptPart[] {
  const first = textRanges[0]?.from ?? 0;
  const from =
    first <= excerptLengths.before ? 0 : wordStartAfter(text, first - excerptLengths.before, first);
  const to = Math.min(text.length, Math.max(from + excerptLengths.all, textRanges[0]?.to ?? 0));
  const excerptParts: ExcerptPart[] = [];
  const put = (start: number, end: number, isMatch: boolean): void => {
    const part = text.slice(start, end).replaceAll(/\s+/g, ' ');
    if (part !== '') excerptParts.push({ text: part, isMatch });
  };
  if (from > 0) excerptParts.push({ text: '…', isMatch: false });
  let at = from;
  for (const textRange of textRanges) {
    if (textRange.to > to) break;
    put(at, textRange.from, false);
    put(textRange.from, textRange.to, true);
    at = textRange.to;
  }
  put(at, to, false);
  if (to < text.length) excerptParts.push({ text: '…', isMatch: false });
  return excerptParts;
}

/** First beginning of a word in this part, or its start where it has no blank. */
function wordStartAfter(text: string, from: number, to: number): number {
  const blank = text.slice(from, to).search(/\s/);
  return blank === -1 ? from : from + blank + 1;
}
