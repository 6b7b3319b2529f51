/**
 * Kind of a hit. `institution`: one that a text without attribution names. `name`: a person with a title, or of the roster. `identity`, `case`, `account`: the number of a
 * document, a case or a bank account. `digits`: another long number.
 */
export type PersonalDataKind =
  | 'email'
  | 'name'
  | 'institution'
  | 'phone'
  | 'identity'
  | 'case'
  | 'account'
  | 'digits';

/** A part of a free text that may name or reach a person (docs/requirements.md E2). */
export interface PersonalDataHit {
  readonly kind: PersonalDataKind;
  /** Exact words of the text. */
  readonly text: string;
  /** Offset in the text, in UTF-16 units. */
  readonly at: number;
}

/**
 * Key of a confirmed hit: two bytes. They distinguish the hits of one record, and do not give back a removed number
 * or name. Numbers share one kind in it: a confirmation holds when a later version knows the kind better.
 */
export function personalDataHitKey({ kind, text }: PersonalDataHit): string {
  let hash = 0x811c9dc5;
  for (const char of `${keyKindOf(kind)} ${comparableText(text)}`)
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (((hash >>> 16) ^ hash) & 0xffff).toString(16).padStart(4, '0');
}

const keyKindOf = (personalDataKind: PersonalDataKind): string =>
  personalDataKind === 'email' || personalDataKind === 'name' || personalDataKind === 'institution'
    ? personalDataKind
    : 'digits';

/** A text for comparison: without case, accents and vowel marks. */
export const comparableText = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
