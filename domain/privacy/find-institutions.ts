import { type Document, isItemRemoved, itemIdsBelow, valueAt } from '../document/document.ts';
import { isNonAttributed } from '../workshop/session-entry.ts';
import { workshopKind } from '../workshop/workshop.ts';
import { comparableText, type PersonalDataHit, personalDataHitKey } from './personal-data-hit.ts';

/** Institution that a text without attribution must not name, by one of its names or aliases. */
export interface NamedInstitution {
  readonly name: string;
  /** Code of its type; null where it has none. */
  readonly type: string | null;
}

/** A hit that names an institution, with its type. */
export interface InstitutionHit extends PersonalDataHit {
  readonly type: string | null;
}

/** Words of a session that non-attribution covers: its notes, and texts, owners and tags of its typed notes. */
const coveredPattern = /^(?:sessions\/([^/]+)\/notes|entries\/([^/]+)\/(?:text|owner|tags))$/;

/**
 * Find institutions in a text, whole and without regard to case and accents. A name of one word, such as an
 * abbreviation, counts where it is written as the name is: a common word is no institution.
 * @returns hits in the order of the text; none overlaps another
 */
export function findInstitutions(
  text: string,
  namedInstitutions: readonly NamedInstitution[],
): readonly InstitutionHit[] {
  if (text === '' || namedInstitutions.length === 0) return [];
  const index = indexOf(namedInstitutions);
  const textWords = wordsIn(text);
  const institutionHits: InstitutionHit[] = [];
  for (let at = 0; at < textWords.length; at += 1) {
    const textWord = textWords[at];
    if (textWord === undefined) continue;
    const soughtNames = formsOfWord(textWord.plain).flatMap((form) => index.get(form) ?? []);
    const foundSoughtName = soughtNames.find((soughtName) =>
      soughtName.words.length === 1
        ? textWord.written === soughtName.words[0]?.written
        : soughtName.words.every((part, n) => n === 0 || textWords[at + n]?.plain === part.plain),
    );
    const lastTextWord = foundSoughtName && textWords[at + foundSoughtName.words.length - 1];
    if (foundSoughtName === undefined || lastTextWord === undefined) continue;
    institutionHits.push({
      kind: 'institution',
      text: text.slice(textWord.from, lastTextWord.to),
      at: textWord.from,
      type: foundSoughtName.type,
    });
    at += foundSoughtName.words.length - 1;
  }
  return institutionHits;
}

/** Return whether non-attribution covers texts of this kind: sessions are held in workshops alone. */
export const hasUnattributedTexts = (kind: string): boolean => kind === workshopKind;

/** Return whether non-attribution may cover a register: only the record tells whether it does. */
export const mayHideInstitutions = (kind: string, path: string): boolean =>
  hasUnattributedTexts(kind) && coveredPattern.test(path);

/** Return whether a text of a record must name no institution (docs/requirements.md E, rule 3). */
export function hidesInstitutions(document: Document, path: string): boolean {
  if (!mayHideInstitutions(document.kind, path)) return false;
  const [, session, entry] = coveredPattern.exec(path) ?? [];
  if (session !== undefined) return isNonAttributed(document, session);
  const of = valueAt(document, `entries/${entry}/session`);
  return isNonAttributed(document, typeof of === 'string' ? of : '');
}

/** Institutions of a workshop's participants, as typed, and those of the register. */
export const institutionsToHide = (
  workshop: Document,
  registeredInstitutions: readonly NamedInstitution[],
): readonly NamedInstitution[] => [
  ...itemIdsBelow(workshop, 'participants').flatMap((id): readonly NamedInstitution[] => {
    const name = valueAt(workshop, `participants/${id}/institution`);
    const type = valueAt(workshop, `participants/${id}/institution-type`);
    return typeof name !== 'string' || isItemRemoved(workshop, `participants/${id}`)
      ? []
      : [{ name, type: typeof type === 'string' ? type : null }];
  }),
  ...registeredInstitutions,
];

interface TextWord {
  readonly plain: string;
  readonly written: string;
  readonly from: number;
  readonly to: number;
}

const wordsIn = (text: string): readonly TextWord[] =>
  [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: written, index }) => ({
    plain: comparableText(written),
    written,
    from: index,
    to: index + written.length,
  }));

/** Name of an institution as it is looked for. */
interface SoughtName {
  readonly words: readonly TextWord[];
  readonly type: string | null;
}

/** Shorter names would be found in half of all texts. */
const minimumLetters = 3;

/** Names by their first word, the longest first; each list of institutions is read once. */
const indexes = new WeakMap<readonly NamedInstitution[], ReadonlyMap<string, readonly SoughtName[]>>();

function indexOf(namedInstitutions: readonly NamedInstitution[]): ReadonlyMap<string, readonly SoughtName[]> {
  const known = indexes.get(namedInstitutions);
  if (known !== undefined) return known;
  const byFirst = new Map<string, SoughtName[]>();
  for (const { name, type } of namedInstitutions) {
    const textWords = wordsIn(name);
    const [firstTextWord] = textWords;
    if (
      firstTextWord === undefined ||
      textWords.reduce((sum, { plain }) => sum + plain.length, 0) < minimumLetters
    )
      continue;
    const soughtNames = byFirst.get(firstTextWord.plain) ?? [];
    soughtNames.push({ words: textWords, type });
    byFirst.set(firstTextWord.plain, soughtNames);
  }
  for (const soughtNames of byFirst.values()) soughtNames.sort((a, b) => b.words.length - a.words.length);
  indexes.set(namedInstitutions, byFirst);
  return byFirst;
}

/** An Arabic word with and without the particle that is written with it. */
const formsOfWord = (plain: string): readonly string[] =>
  /^[وفبلك]\p{Script=Arabic}{3}/u.test(plain) ? [plain, plain.slice(1)] : [plain];

/** Institutions of a text that nobody has decided to name. */
export const unconfirmedInstitutionsIn = (
  text: string,
  namedInstitutions: readonly NamedInstitution[],
  confirmed: readonly string[],
): readonly InstitutionHit[] =>
  findInstitutions(text, namedInstitutions).filter((hit) => !confirmed.includes(personalDataHitKey(hit)));

/**
 * Replace the institutions of a text. The words around them stay.
 * @param wordsOf words for an institution of a type; null for a type of few participants, or none
 */
export function replaceInstitutions(
  text: string,
  institutionHits: readonly InstitutionHit[],
  wordsOf: (type: string | null) => string,
): string {
  let replaced = '';
  let end = 0;
  for (const institutionHit of institutionHits) {
    replaced += text.slice(end, institutionHit.at) + wordsOf(institutionHit.type);
    end = institutionHit.at + institutionHit.text.length;
  }
  return replaced + text.slice(end);
}
