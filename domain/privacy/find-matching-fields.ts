import * as z from 'zod';
import type { JsonValue } from '#base/json.ts';
import type { Document, Register } from '../document/document.ts';
import type { DocumentKind, Path } from '../document/op.ts';
import { plainTextOfUpdate } from '../document/plain-text-of-update.ts';
import { pathRuleOf } from '../kinds/document-kinds.ts';
import type { PathRule } from '../path-rules/kind-schema.ts';
import { classesAboutPeople } from '../path-rules/path-classes.ts';
import { comparableText } from './personal-data-hit.ts';

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
  const valueMatcher: ValueMatcher = (value) => {
    if (typeof value === 'string') return normalizeForSearch(value).includes(sought);
    if (typeof value === 'number') return String(value).includes(sought);
    if (value === null || typeof value === 'boolean') return false;
    return Array.isArray(value)
      ? value.some(valueMatcher)
      : Object.entries(value).some(([name, inner]) => valueMatcher(name) || valueMatcher(inner));
  };
  return valueMatcher;
}

const normalizeForSearch = (text: string): string => comparableText(text).replaceAll(/\s+/gu, ' ');

/** A field that holds the words. `atMs`: time of its newest value; null for texts of several writers. */
interface FoundField {
  readonly path: Path;
  readonly atMs: number | null;
}

/**
 * Places that hold the words now: words of people, and the codes of people in paths. A status, an order or a day names
 * nobody, and is not compared. The focal point reads no mission, and must not learn its answers by asking.
 */
export function findMatchingFields(
  { kind, registers }: Pick<Document, 'kind' | 'registers'>,
  valueMatcher: ValueMatcher,
): readonly FoundField[] {
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(registers) as [Path, Register][]).flatMap(
    ([path, { heads, text }]): readonly FoundField[] => {
      const foundHeads = heads.filter(({ value }) => fieldHolds(kind, path, value, valueMatcher));
      if (foundHeads.length > 0)
        return [{ path, atMs: Math.max(...foundHeads.map(({ stamp: [atMs] }) => atMs)) }];
      return text !== undefined && fieldHolds(kind, path, plainTextOfUpdate(text), valueMatcher)
        ? [{ path, atMs: null }]
        : [];
    },
  );
}

/**
 * Return whether a field names somebody by the words: in its value where people write words, in its path where that has
 * codes of people. A field without a rule is compared whole.
 */
export function fieldHolds(
  documentKind: DocumentKind,
  path: Path,
  value: JsonValue,
  valueMatcher: ValueMatcher,
): boolean {
  const pathRule = pathRuleOf(documentKind, path);
  if (pathRule === undefined) return valueMatcher(path) || valueMatcher(value);
  const isOfPeople = classesAboutPeople.has(pathRule.rights);
  if (isOfPeople && valueMatcher(path)) return true;
  return (isOfPeople || takesWords(pathRule)) && valueMatcher(value);
}

const takesWords = ({ holds, erasable }: PathRule): boolean =>
  holds === 'text' || erasable !== 'never' || holds.safeParse('Words of a person').success;
