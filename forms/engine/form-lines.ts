/** A question of a form with its answer, as people read both. */
export interface FormLine {
  /** As a point names it: the question's id, in a row after the row's (`visits/r1/day`). */
  readonly place: string;
  /** Which row it stands in, outermost first (`Household members 2`); empty in none. */
  readonly row: string;
  readonly question: string;
  /** Empty for one that nobody has answered. */
  readonly answer: string;
}

/** One page of a form. */
export interface FormSectionReading {
  /** Names the page in an address; no other part of a record is called so. */
  readonly part: string;
  readonly title: string;
  readonly lines: readonly FormLine[];
}

/** How far a page has come, as progress is said. */
export const sectionProgressOf = ({
  lines,
}: FormSectionReading): { readonly done: number; readonly total: number } => ({
  done: lines.filter(({ answer }) => answer !== '').length,
  total: lines.length,
});

/** What a place is called where it does not stand among its neighbours. */
export const formLineName = ({ row, question }: FormLine): string =>
  row === '' ? question : `${row} · ${question}`;
