import * as z from 'zod';
import type { Json } from '../base/json.ts';
import type { Document } from '../document/document.ts';
import type { Path } from '../document/path.ts';
import type { Register } from '../document/register.ts';
import { wordsOfText } from '../document/text-words.ts';
import { comparable } from './check-text.ts';

/** What is looked for in records to answer somebody who asks what there is about them: a name, an e-mail address, a code. */
export const SoughtWords = z
  .string()
  .trim()
  .max(200)
  // Fewer letters are found everywhere, and say more about the records than about a person.
  .refine((words) => lettersIn(words) >= fewestLetters);

/** So many missions are searched at once. */
export const mostMissionsSearched = 50;

/** The fewest letters or digits that are looked for. */
export const fewestLetters = 3;

const lettersIn = (words: string): number => words.match(/[\p{L}\p{N}]/gu)?.length ?? 0;

/** Does a value hold the words, at any depth of it? */
export type Seeker = (value: Json) => boolean;

/**
 * Looks for words wherever they stand, also within others: in Arabic a name is written in one with what is before it. Case,
 * accents, the marks of vowels and how much room is between words do not matter.
 */
export function seekerOf(words: string): Seeker {
  const sought = spaced(words.trim());
  const holds: Seeker = (value) => {
    if (typeof value === 'string') return spaced(value).includes(sought);
    if (typeof value === 'number') return String(value).includes(sought);
    if (value === null || typeof value === 'boolean') return false;
    return Array.isArray(value)
      ? value.some(holds)
      : Object.entries(value).some(([name, inner]) => holds(name) || holds(inner));
  };
  return holds;
}

const spaced = (text: string): string => comparable(text).replaceAll(/\s+/gu, ' ');

/** A field that holds the words. `atMs`: when the newest of it was written; null for texts of many hands. */
export interface FoundField {
  readonly path: Path;
  readonly atMs: number | null;
}

/** Where in a document the words stand as it is now, in a value, in a text, or in the path itself, as codes of participants. */
export function findInDocument({ registers }: Document, holds: Seeker): readonly FoundField[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(registers) as [Path, Register][]).flatMap(
    ([path, { heads, text }]): readonly FoundField[] => {
      const found = heads.filter(({ value }) => holds(path) || holds(value));
      if (found.length > 0) return [{ path, atMs: Math.max(...found.map(({ stamp: [atMs] }) => atMs)) }];
      return text !== undefined && (holds(path) || holds(wordsOfText(text))) ? [{ path, atMs: null }] : [];
    },
  );
}
