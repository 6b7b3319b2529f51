import { compareTexts } from '#base/json.ts';
import { isOneErrorAway, loosened, type QueryWord, searchTermsOf } from './search-words.ts';

/** Result of a search in the index. */
interface IndexMatches {
  /** Keys of the best records, the best first. */
  readonly keys: readonly string[];
  /** Number of records with all words. */
  readonly total: number;
  /** The search as it was answered: with typing errors tolerated where nothing else was found. */
  readonly query: readonly QueryWord[];
}

/** Record in the index. Its texts are numbered `first`, `first + 1`, and so on. */
interface IndexedRecord {
  readonly key: string;
  readonly first: number;
  readonly count: number;
  /** Newer records come first among equals. */
  readonly atMs: number;
}

/**
 * Full-text index in memory. It holds the words of texts and no texts: the caller reads those of the few records that
 * it shows. Texts are numbered; each term has the numbers of its texts, as differences in bytes.
 */
export class SearchIndex {
  /** Numbers of each term's texts. Most terms are in one text: its number alone takes a fraction of a list. */
  #terms = new Map<string, number | NumberList>();
  /** All terms in the order of their letters, but for the new ones. */
  #sorted: string[] = [];
  #newTerms: string[] = [];
  /** Record of each text; 0 for a text that is gone. */
  #recordOfText = new Uint32Array(1_024);
  #textCount = 0;
  #goneCount = 0;
  /** Marks of a search, by text. */
  #found = new Uint8Array(0);
  #whole = new Uint8Array(0);
  /** Records by number, from 1. */
  readonly #records: (IndexedRecord | undefined)[] = [undefined];
  readonly #numberOf = new Map<string, number>();
  readonly #freeNumbers: number[] = [];

  /** Number of records. */
  get size(): number {
    return this.#numberOf.size;
  }

  /** Keys of all records. */
  keys(): readonly string[] {
    return [...this.#numberOf.keys()];
  }

  /** Add a record with its texts, or replace them. */
  set(key: string, texts: readonly string[], atMs: number): void {
    this.#removeTexts(key);
    const number = this.#numberOf.get(key) ?? this.#freeNumbers.pop() ?? this.#records.length;
    this.#numberOf.set(key, number);
    this.#records[number] = { key, first: this.#textCount, count: texts.length, atMs };
    for (const text of texts) this.#addText(text, number);
    if (this.#newTerms.length * 8 > this.#sorted.length + minimumNewTerms) this.#sortNewTerms();
    this.#compactIfWorth();
  }

  delete(key: string): void {
    const number = this.#numberOf.get(key);
    if (number === undefined) return;
    this.#removeTexts(key);
    this.#records[number] = undefined;
    this.#numberOf.delete(key);
    this.#freeNumbers.push(number);
    this.#compactIfWorth();
  }

  /**
   * Find the records that have every word; the best are those with all words in one text. Typing errors are tolerated in
   * words that nothing begins with, and in all words where that is not enough.
   */
  find(queryWords: readonly QueryWord[], limit: number): IndexMatches {
    if (queryWords.length === 0) return { keys: [], total: 0, query: queryWords };
    this.#sortNewTerms();
    const terms = queryWords.map((word) => this.#termsFor(word));
    const strict = this.#answer(queryWords, terms, limit);
    if (strict.total > 0) return strict;
    const isUnknown = (at: number): boolean => terms[at]?.length === 0;
    for (const isLoosened of [isUnknown, () => true]) {
      const loose = queryWords.map((word, at) => (isLoosened(at) ? loosened(word) : word));
      if (loose.every((word, at) => word === queryWords[at])) continue;
      const looseTerms = loose.map((queryWord, at) =>
        queryWord === queryWords[at] ? (terms[at] ?? []) : this.#termsFor(queryWord),
      );
      const answer = this.#answer(loose, looseTerms, limit);
      if (answer.total > 0) return answer;
    }
    return strict;
  }

  /** Sort new terms in: before a search, and whenever they are many, so that no search waits for it. */
  #sortNewTerms(): void {
    if (this.#newTerms.length === 0) return;
    this.#sorted = mergeSorted(this.#sorted, this.#newTerms.sort(compareTexts));
    this.#newTerms = [];
  }

  #addText(text: string, record: number): void {
    const at = this.#textCount++;
    if (at >= this.#recordOfText.length) {
      const longer = new Uint32Array(this.#recordOfText.length * 2);
      longer.set(this.#recordOfText);
      this.#recordOfText = longer;
    }
    this.#recordOfText[at] = record;
    searchTermsOf(text, (term) => {
      const known = this.#terms.get(term);
      if (known === undefined) {
        this.#terms.set(term, at);
        this.#newTerms.push(term);
      } else if (typeof known !== 'number') known.add(at);
      else if (known !== at) this.#terms.set(term, NumberList.of(known, at));
    });
  }

  #removeTexts(key: string): void {
    const indexedRecord = this.#records[this.#numberOf.get(key) ?? 0];
    if (indexedRecord === undefined) return;
    this.#recordOfText.fill(0, indexedRecord.first, indexedRecord.first + indexedRecord.count);
    this.#goneCount += indexedRecord.count;
  }

  /** Words that each text has: one bit for a match, and one in `whole` where the word is the whole term. */
  #answer(
    queryWords: readonly QueryWord[],
    termsOfWords: readonly (readonly string[])[],
    limit: number,
  ): IndexMatches {
    if (termsOfWords.some(({ length }) => length === 0)) return { keys: [], total: 0, query: queryWords };
    const { found, whole } = this.#emptyMarks();
    queryWords.forEach((queryWord, at) => {
      for (const term of termsOfWords[at] ?? []) {
        const texts = this.#terms.get(term);
        if (texts === undefined) continue;
        markTexts(texts, found, 1 << at);
        if (queryWord.forms.includes(term)) markTexts(texts, whole, 1 << at);
      }
    });
    const wordsOfRecord = new Uint8Array(this.#records.length);
    const scoreOfRecord = new Uint8Array(this.#records.length);
    for (let at = 0; at < this.#textCount; at++) {
      const words = found[at] ?? 0;
      if (words === 0) continue;
      const number = this.#recordOfText[at] ?? 0;
      wordsOfRecord[number] = (wordsOfRecord[number] ?? 0) | words;
      const score = 8 * (bitCounts[words] ?? 0) + (bitCounts[whole[at] ?? 0] ?? 0);
      if (score > (scoreOfRecord[number] ?? 0)) scoreOfRecord[number] = score;
    }
    const all = (1 << queryWords.length) - 1;
    const best: number[] = [];
    let total = 0;
    for (let number = 1; number < wordsOfRecord.length; number++) {
      if (wordsOfRecord[number] !== all) continue;
      total += 1;
      this.#keepBest(best, number, scoreOfRecord, limit);
    }
    return { keys: best.flatMap((number) => this.#records[number]?.key ?? []), total, query: queryWords };
  }

  /** Marks of all texts, empty. The same memory each time: a page of it costs more than a search. */
  #emptyMarks(): { readonly found: Uint8Array; readonly whole: Uint8Array } {
    if (this.#found.length < this.#textCount) {
      this.#found = new Uint8Array(this.#recordOfText.length);
      this.#whole = new Uint8Array(this.#recordOfText.length);
    } else {
      this.#found.fill(0, 0, this.#textCount);
      this.#whole.fill(0, 0, this.#textCount);
    }
    return { found: this.#found, whole: this.#whole };
  }

  /** Insert a record among the best few, which are in order: sorting thousands would cost more than finding them. */
  #keepBest(best: number[], number: number, scores: Uint8Array, limit: number): void {
    const isBefore = (a: number, b: number): boolean => {
      const score = (scores[a] ?? 0) - (scores[b] ?? 0);
      if (score !== 0) return score > 0;
      const time = (this.#records[a]?.atMs ?? 0) - (this.#records[b]?.atMs ?? 0);
      return time === 0 ? a < b : time > 0;
    };
    const last = best.at(-1);
    if (best.length === limit && last !== undefined && !isBefore(number, last)) return;
    let at = best.length;
    while (at > 0 && isBefore(number, best[at - 1] ?? 0)) at -= 1;
    best.splice(at, 0, number);
    if (best.length > limit) best.pop();
  }

  #termsFor({ forms, isWhole, isLoose }: QueryWord): readonly string[] {
    if (isWhole) return forms.filter((form) => this.#terms.has(form));
    const [form] = forms;
    if (forms.length === 1 && form !== undefined && !isLoose) return this.#termsFrom(form);
    const terms = new Set(forms.flatMap((one) => this.#termsFrom(one)));
    if (isLoose) for (const one of forms) this.#addLooseTerms(one, terms);
    return [...terms];
  }

  /** Add the terms that begin with this form but for one error. */
  #addLooseTerms(form: string, terms: Set<string>): void {
    const [first = '', second = ''] = form;
    const rest = form.slice(1);
    // The first letter is right, left out or exchanged with the second; else it is another, or one came before it.
    const beginnings = [first, rest, second + first + form.slice(2)];
    for (const sign of this.#firstSigns()) beginnings.push(sign + rest, sign + form);
    for (const beginning of beginnings)
      for (const term of this.#termsFrom(beginning)) if (isOneErrorAway(form, term)) terms.add(term);
  }

  /** First letters of all terms, without Chinese characters, which no typed word of letters is near. */
  #firstSigns(): readonly string[] {
    const signs: string[] = [];
    for (let at = 0; at < this.#sorted.length; ) {
      const sign = this.#sorted[at]?.charAt(0) ?? '';
      if (sign >= firstChineseSign) break;
      signs.push(sign);
      at = lowerBound(this.#sorted, sign + afterAllSigns);
    }
    return signs;
  }

  /** Terms with this beginning. */
  #termsFrom(form: string): readonly string[] {
    return this.#sorted.slice(lowerBound(this.#sorted, form), lowerBound(this.#sorted, form + afterAllSigns));
  }

  /** Drop the numbers of texts that are gone once they are many: each costs as much as one that is there. */
  #compactIfWorth(): void {
    if (this.#goneCount < minimumGone || this.#goneCount * 2 < this.#textCount) return;
    const numberAfter = new Int32Array(this.#textCount).fill(-1);
    let next = 0;
    for (let at = 0; at < this.#textCount; at++)
      if (this.#recordOfText[at] !== 0) {
        numberAfter[at] = next;
        this.#recordOfText[next++] = this.#recordOfText[at] ?? 0;
      }
    this.#textCount = next;
    this.#goneCount = 0;
    this.#records.forEach((indexedRecord, number) => {
      if (indexedRecord?.count)
        this.#records[number] = { ...indexedRecord, first: numberAfter[indexedRecord.first] ?? 0 };
    });
    const terms = new Map<string, number | NumberList>();
    for (const [term, texts] of this.#terms) {
      const kept = typeof texts === 'number' ? (numberAfter[texts] ?? -1) : texts.renumbered(numberAfter);
      if (kept !== null && kept !== -1) terms.set(term, kept);
    }
    this.#terms = terms;
    this.#sorted = [...terms.keys()].sort(compareTexts);
    this.#newTerms = [];
  }
}

const firstChineseSign = '\u2e80';
/** No term has it: it comes after everything with the same beginning. */
const afterAllSigns = '\uffff';

/** Texts that are gone before a compaction is worth its time. */
const minimumGone = 20_000;
/** An eighth of this many new terms is left to the next search. */
const minimumNewTerms = 8_000;

/** Set a bit at the numbers of a term's texts. */
function markTexts(texts: number | NumberList, marks: Uint8Array, bit: number): void {
  if (typeof texts === 'number') marks[texts] = (marks[texts] ?? 0) | bit;
  else texts.mark(marks, bit);
}

/** Growing numbers as differences of 7 bits a byte: a common word costs a byte for each of its texts. */
class NumberList {
  #bytes = new Uint8Array(4);
  #length = 0;
  #last = -1;

  static of(...numbers: readonly number[]): NumberList {
    const numberList = new NumberList();
    for (const number of numbers) numberList.add(number);
    return numberList;
  }

  /** Add a number that is not below the last one; the same one again has no effect. */
  add(number: number): void {
    if (number === this.#last) return;
    let left = number - this.#last;
    this.#last = number;
    while (left > 0x7f) {
      this.#put((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    this.#put(left);
  }

  forEach(visit: (number: number) => void): void {
    const bytes = this.#bytes;
    let number = -1;
    for (let at = 0; at < this.#length; ) {
      let byte = bytes[at++] ?? 0;
      let difference = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++] ?? 0;
        difference |= (byte & 0x7f) << shift;
      }
      number += difference;
      visit(number);
    }
  }

  /** Set a bit at each number: `forEach` in line, since a search of one letter marks millions. */
  mark(marks: Uint8Array, bit: number): void {
    const [bytes, length] = [this.#bytes, this.#length];
    let number = -1;
    for (let at = 0; at < length; ) {
      let byte = bytes[at++] ?? 0;
      let difference = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++] ?? 0;
        difference |= (byte & 0x7f) << shift;
      }
      number += difference;
      marks[number] = (marks[number] ?? 0) | bit;
    }
  }

  /** The list after its numbers changed; null when none is left. -1 drops a number. */
  renumbered(numberAfter: Int32Array): NumberList | null {
    const keptNumberList = new NumberList();
    this.forEach((number) => {
      const after = numberAfter[number] ?? -1;
      if (after !== -1) keptNumberList.add(after);
    });
    return keptNumberList.#length === 0 ? null : keptNumberList;
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const longer = new Uint8Array(Math.ceil(this.#length * 1.6));
      longer.set(this.#bytes);
      this.#bytes = longer;
    }
    this.#bytes[this.#length++] = byte;
  }
}

function mergeSorted(a: readonly string[], b: readonly string[]): string[] {
  const merged: string[] = [];
  let at = 0;
  for (const one of b) {
    for (; at < a.length && compareTexts(a[at] ?? '', one) < 0; at++) merged.push(a[at] ?? '');
    merged.push(one);
  }
  for (; at < a.length; at++) merged.push(a[at] ?? '');
  return merged;
}

/** Place of the first text that is not before this one. */
function lowerBound(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTexts(sorted[middle] ?? '', text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Number of bits in each byte. */
const bitCounts = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return count;
});
