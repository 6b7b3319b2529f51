import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '../document/document.ts';
import type { Path } from '../document/path.ts';
import type { Register } from '../document/register.ts';
import { plainTextOfUpdate } from '../document/merge-text.ts';
import { comparableText } from './find-personal-data.ts';

/** Words to search in records for a person's request about their data: a name, an e-mail address, a code. */
export const SearchWords = z
  .string()
  .trim()
  .max(200)
  // Fewer letters are found everywhere, and identify no person.
  .refine((words) => countLettersIn(words) >= minimumSearchLetters);

/** Largest number of missions in one search. */
export const maximumSearchedMissions = 50;

/** Smallest number of letters or digits of a search. */
export const minimumSearchLetters = 3;

const countLettersIn = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Test whether a value holds the words, at any depth. */
export type ValueMatcher = (value: JsonValue) => boolean;

/**
 * Create a matcher for words, also within other words: Arabic joins a name with the particle before it. Case,
 * accents, vowel marks and the space between words do not matter.
 */
export function createWordMatcher(words: string): ValueMatcher {
  const sought = normalizeForSearch(words.trim());
  const holds: ValueMatcher = (value) => {
    if (typeof value === 'string') return normalizeForSearch(value).includes(sought);
    if (typeof value === 'number') return String(value).includes(sought);
    if (value === null || typeof value === 'boolean') return false;
    return Array.isArray(value)
      ? value.some(holds)
      : Object.entries(value).some(([name, inner]) => holds(name) || holds(inner));
  };
  return holds;
}

const normalizeForSearch = (text: string): string => comparableText(text).replaceAll(/\s+/gu, ' ');

/** A field that holds the words. `atMs`: time of its newest value; null for texts of several writers. */
export interface FoundField {
  readonly path: Path;
  readonly atMs: number | null;
}

/** Places that hold the words now: values, texts, or the path itself, as codes of participants. */
export function findMatchingFields({ registers }: Document, holds: ValueMatcher): readonly FoundField[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(registers) as [Path, Register][]).flatMap(
    ([path, { heads, text }]): readonly FoundField[] => {
      const found = heads.filter(({ value }) => holds(path) || holds(value));
      if (found.length > 0) return [{ path, atMs: Math.max(...found.map(({ stamp: [atMs] }) => atMs)) }];
      return text !== undefined && (holds(path) || holds(plainTextOfUpdate(text)))
        ? [{ path, atMs: null }]
        : [];
    },
  );
}
