import type { JsonValue } from '#base/json.ts';
import { type Document, plainTextAt, type Register, valueAt } from '../document/document.ts';
import { schemaOfKind } from '../kinds/document-kinds.ts';
import { pathExpressionOf, type PathRule } from '../path-rules/kind-schema.ts';
import type { Path } from '../document/op.ts';
import { plainTextOfUpdate } from '../document/text-update.ts';
import type { PersonId } from '../ids.ts';
import { holdsWordsOfPeople, knownKindOf, type KnownDocumentKind } from '../path-rules/path-classes.ts';
import { isNonAttributed } from '../workshop/session-entry.ts';

/** Text of a record that people wrote, with its place. */
export interface SearchedText {
  readonly path: Path;
  readonly text: string;
  /** Code of its question, or title of its session or plan item; empty for the record itself. A search finds it too. */
  readonly subject: string;
  /** Question, session or item to open; null for the record itself. */
  readonly target: string | null;
}

/** Person who searches, and facts that are not in the record. */
export interface SearchReader {
  /** Null while nobody is enrolled. */
  readonly person: PersonId | null;
  /** Questions of its form that are answered in words. */
  readonly written: ReadonlySet<string>;
}

const searchedKinds = [
  'mission',
  'assessment',
  'workshop',
  'action-plan',
] as const satisfies readonly KnownDocumentKind[];

/** Results that the app computes from answers. */
const computedPattern = 'calculated/*/*';

/** A new field with words of people is searched without an entry here. A search finds no person. */
const isSearchedRule = (rule: PathRule): boolean =>
  holdsWordsOfPeople(rule) && rule.pattern !== computedPattern;

/** Expression for the searched paths of each kind. */
const searchedPaths: ReadonlyMap<string, RegExp> = new Map(
  searchedKinds.map((kind) => [kind, pathExpressionOf((schemaOfKind(kind) ?? []).filter(isSearchedRule))]),
);

/** Return whether a search may find the texts of a register of this kind of record. */
export const isSearchedPath = (kind: string, path: string): boolean =>
  searchedPaths.get(kind)?.test(path) === true;

/** Return whether records of this kind are searched. */
export const isSearchedKind = (kind: Document['kind']): boolean => searchedPaths.has(knownKindOf(kind) ?? '');

/**
 * Texts of a record that a search finds: words of people, as the screens show them to this person. Removed items,
 * hidden speakers and independent ratings of others are left out.
 */
export function searchedTextsOf(document: Document, reader: SearchReader): readonly SearchedText[] {
  const removed = removedItemsOf(document);
  // Keys of a parsed record are paths; Object.entries forgets that.
  return (Object.entries(document.registers) as [Path, Register][]).flatMap(
    ([path, register]): readonly SearchedText[] => {
      if (!isSearchedPath(document.kind, path) || !isShownTo(document, path, reader)) return [];
      if (isBelowAny(path, removed)) return [];
      const texts = textsOfRegister(register);
      if (texts.length === 0) return [];
      const about = subjectOf(document, path.split('/'));
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

function isShownTo(document: Document, path: string, { person, written }: SearchReader): boolean {
  const [area, id = '', third, fourth, fifth] = path.split('/');
  switch (area) {
    case 'answers':
      // Codes of choices and figures are no words.
      if (third === 'value') return written.has(id);
      return fifth !== 'value' || third === 'evidence' || written.has(fourth ?? '');
    case 'second-ratings':
      return third === person;
    case 'entries':
      return (
        (third !== 'speaker' && third !== 'institution') ||
        !isNonAttributed(document, plainTextAt(document, `entries/${id}/session`))
      );
    default:
      return true;
  }
}

const ofRecord = { subject: '', target: null };

/** Subject of a path, and the place where it is shown. */
function subjectOf(
  document: Document,
  [area = '', id = '', third = '', fourth = '', fifth]: readonly string[],
): Pick<SearchedText, 'subject' | 'target'> {
  const question = (code: string) => ({ subject: code, target: code === '' ? null : code });
  const session = (of: string) => ({
    subject: plainTextAt(document, `sessions/${of}/title`),
    target: of === '' ? null : of,
  });
  switch (area) {
    case 'answers':
      return fifth === 'value' && third !== 'evidence'
        ? { subject: fourth, target: `${third}~${fourth}` }
        : question(id);
    case 'second-ratings':
    case 'consolidations':
    case 'targets':
    case 'priorities':
    case 'national':
      return question(id);
    case 'comments':
    case 'state-comments':
      return question(plainTextAt(document, `${area}/${id}/about`));
    case 'review':
      return id === 'points' || id === 'replies'
        ? question(plainTextAt(document, `review/points/${third}/about`))
        : ofRecord;
    case 'sessions':
      return session(id);
    case 'entries':
      return session(plainTextAt(document, `entries/${id}/session`));
    case 'items':
      return { subject: plainTextAt(document, `items/${id}/title`), target: id };
    default:
      return ofRecord;
  }
}
