import type { Question } from '../instrument.ts';

/** What a cell holds: numbers stay numbers, so that nobody has to guess the decimal sign. */
export type DataCell = string | number | null;

/** Which part of an answer a column shows. */
export type ColumnPart =
  | { readonly kind: 'fact' }
  | { readonly kind: 'value' }
  /** The words of what was chosen, in one language. */
  | { readonly kind: 'label'; readonly language: string }
  /** 1 when this code is among those chosen, else 0. */
  | { readonly kind: 'option'; readonly code: string }
  | { readonly kind: 'place'; readonly at: number }
  /** What stands beside the level of an indicator. */
  | { readonly kind: 'rating'; readonly of: RatingPart };

export const ratingParts = ['state', 'evidence', 'confidence', 'rationale'] as const;
export type RatingPart = (typeof ratingParts)[number];

export interface DataColumn {
  /** The author's names, groups by `/`: `home/age`, `likes/fig`, `likes::label::French (fr)`. */
  readonly key: string;
  /** Null for what is not asked: `_id`, `_index`. */
  readonly question: Question | null;
  readonly part: ColumnPart;
}

/** The rows of the form itself, or of one of its repeats. */
export interface DataTable {
  /** The id of the form, or the name of the repeat. */
  readonly name: string;
  readonly columns: readonly DataColumn[];
  readonly rows: readonly (readonly DataCell[])[];
}
