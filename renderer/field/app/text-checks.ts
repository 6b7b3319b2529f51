import { createContext } from 'react';
import type { TextHit } from '#domain/privacy/check-text.ts';

/** How free texts of the record on the screen are checked for what may name or reach a person. */
export interface TextChecks {
  readonly openHits: (text: string) => readonly TextHit[];
  /** Notes in the record that this must stand; null where nothing may be written. */
  readonly confirm: ((hit: TextHit) => void) | null;
}

/** Null where texts are not checked. */
export const TextChecksContext = createContext<TextChecks | null>(null);
