/** A question that was looked for. */
export interface FoundFormQuestion {
  readonly key: string;
  readonly title: string;
  readonly answer: string;
  readonly hasConflict: boolean;
}
