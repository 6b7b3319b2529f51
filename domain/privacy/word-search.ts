import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { Document } from '../document/document.ts';
import type { Path } from '../document/path.ts';
import type { Register } from '../document/register.ts';
import { plainTextOfUpdate } from '../document/merge-text.ts';
import { comparableText } from './find-personal-data.ts';

/** What is looked for in records to answer somebody who asks what there is about them: a name, an e-mail address, a code. */
export const SearchWords = z
  .string()
  .trim()
  .max(200)
  // Fewer letters are found everywhere, and say more about the records than about a person.
  .refine((words) => countLettersIn(words) >= minimumSearchLetters);

/** So many missions are searched at once. */
export const maximumSearchedMissions = 50;

/** The fewest letters or digits that are looked for. */
export const minimumSearchLetters = 3;

const countLettersIn = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Does a value hold the words, at any depth of it? */
export type ValueMatcher = (value: JsonValue) => boolean;

/**
 * Looks for words wherever they stand, also within others: in Arabic a name is written in one with what is before it. Case,
 * accents, the marks of vowels and how much room is between words do not matter.
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

/** A field that holds the words. `atMs`: when the newest of it was written; null for texts of many hands. */
export interface FoundField {
  readonly path: Path;
  readonly atMs: number | null;
}

/** Where in a document the words stand as it is now, in a value, in a text, or in the path itself, as codes of participants. */
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
