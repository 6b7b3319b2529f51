import type { JsonValue } from '#base/json.ts';
import { type Document, type Register, valueAt } from '../document/document.ts';
import type { Path } from '../document/op.ts';
import { plainTextOfUpdate } from '../document/plain-text-of-update.ts';
import { schemaOfKind } from '../kinds/document-kinds.ts';
import { descriptorOf, kindsWhere } from '../kinds/kind-descriptors.ts';
import { type PathRule, pathExpressionOf } from '../path-rules/kind-schema.ts';
import { holdsWordsOfPeople } from '../path-rules/path-classes.ts';
import type { SearchedText, SearchReader } from './search-subjects.ts';

/** Results that the app computes from answers. */
const computedPattern = 'calculated/*/*';

/** A new field with words of people is searched without an entry here. A search finds no person. */
const isSearchedRule = (pathRule: PathRule): boolean =>
  holdsWordsOfPeople(pathRule) && pathRule.pattern !== computedPattern;

/** Expression for the searched paths of each kind. */
const searchedPaths: ReadonlyMap<string, RegExp> = new Map(
  kindsWhere(({ search }) => search !== null).map((documentKind) => [
    documentKind,
    pathExpressionOf((schemaOfKind(documentKind) ?? []).filter(isSearchedRule)),
  ]),
);

/** Return whether a search may find the texts of a register of this kind of record. */
export const isSearchedPath = (kind: string, path: string): boolean =>
  searchedPaths.get(kind)?.test(path) === true;

/** Return whether records of this kind are searched. */
export const isSearchedKind = (documentKind: Document['kind']): boolean => searchedPaths.has(documentKind);

/**
 * Texts of a record that a search finds: words of people, as the screens show them to this person. Removed items,
 * hidden speakers and independent ratings of others are left out.
 */
export function searchedTextsOf(document: Document, searchReader: SearchReader): readonly SearchedText[] {
  const kindSearch = descriptorOf(document.kind)?.search ?? null;
  if (kindSearch === null) return [];
  const removed = removedItemsOf(document);
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(document.registers) as [Path, Register][]).flatMap(
    ([path, register]): readonly SearchedText[] => {
      if (!isSearchedPath(document.kind, path) || !kindSearch.isShown(document, path, searchReader))
        return [];
      if (isBelowAny(path, removed)) return [];
      const texts = textsOfRegister(register);
      if (texts.length === 0) return [];
      const about = kindSearch.subjectOf(document, path.split('/'));
      return texts.map((text) => ({ path, text, ...about }));
    },
  );
}

/** Paths above the registers of removed items, with `/` at the end. */
const removedItemsOf = (document: Document): ReadonlySet<string> =>
  new Set(
    Object.keys(document.registers)
      .filter((path) => path.endsWith('/removed') && valueAt(document, path) === true)
      .map((path) => path.slice(0, -'removed'.length)),
  );

/** Return whether a path lies below one of the items: by its own few prefixes, not by all items. */
function isBelowAny(path: string, items: ReadonlySet<string>): boolean {
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    if (items.has(path.slice(0, at + 1))) return true;
  return false;
}

/** Values in conflict are all there: a person may look for any of them. */
function textsOfRegister({ heads, text }: Register): readonly string[] {
  const written = text === undefined ? [] : [plainTextOfUpdate(text)];
  const values = new Set(heads.map(({ value }) => wordsOfValue(value)));
  return [...written, ...values].filter((one) => one.trim() !== '');
}

/** Words in a value: of a text, a list of texts, or a decision with its reason. */
function wordsOfValue(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null
    ? Object.values(value)
        .filter((part): part is string => typeof part === 'string')
        .join(', ')
    : '';
}
