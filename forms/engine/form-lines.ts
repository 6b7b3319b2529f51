/** A question of a form with its answer, as people read both. */
export interface FormLine {
  /** As a review comment names it: the question's id, in a row after the row's (`visits/r1/day`). */
  readonly subject: string;
  /** Its rows, outermost first (`Household members 2`); empty outside of rows. */
  readonly row: string;
  readonly question: string;
  /** Empty while it is not answered. */
  readonly answer: string;
}

/** One page of a form. */
export interface FormSectionReading {
  /** Name of the page in an address; no other part of a record has it. */
  readonly part: string;
  readonly title: string;
  readonly lines: readonly FormLine[];
}

/** Progress of a page, as people see it. */
export const sectionProgressOf = ({
  lines,
}: FormSectionReading): { readonly done: number; readonly total: number } => ({
  done: lines.filter(({ answer }) => answer !== '').length,
  total: lines.length,
});

/** Name of a line outside the context of its neighbours. */
export const formLineName = ({ row, question }: FormLine): string =>
  row === '' ? question : `${row} · ${question}`;
