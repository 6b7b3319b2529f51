import { createContext } from 'react';
import type { PersonalDataHit } from '#domain/privacy/personal-data-hit.ts';

/** How free texts of the record on the screen are checked for personal data. */
export interface TextChecks {
  readonly openHits: (text: string) => readonly PersonalDataHit[];
  /** Record that the person confirmed this text; null where nothing may be written. */
  readonly confirmHit: ((hit: PersonalDataHit) => void) | null;
  /** Words in place of an institution that a text must not name. */
  readonly replacementOf?: (name: string) => string;
}

/** Null where texts are not checked for a record. */
export const TextChecksContext = createContext<TextChecks | null>(null);

/** Text without the hit; the text around it stays, with the words that take its place or a mark of the omission. */
export const withoutTextHit = (
  text: string,
  hit: PersonalDataHit,
  replacementOf: TextChecks['replacementOf'],
): string => {
  const words = hit.kind === 'institution' ? (replacementOf?.(hit.text) ?? '…') : '…';
  return `${text.slice(0, hit.at)}${words}${text.slice(hit.at + hit.text.length)}`;
};
