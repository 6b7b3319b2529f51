/** Time of one act in ms: until its result is on the page, and the longest time that it blocked the page. */
export interface ActTime {
  readonly doneMs: number;
  readonly blockedMs: number;
}

/** Interface of the page for `npm run bench -- roster`. */
export interface RosterPage {
  /** Start the store's worker on an empty laptop, with one workshop of this many half-days. */
  start(halfDays: number): Promise<void>;
  /** Preview a list of this many rows. */
  previewList(rows: number): Promise<ActTime>;
  /** Add all rows of the preview, until the register shows them. */
  importList(): Promise<ActTime>;
  /** Open the attendance grid, so many times. */
  openGrid(times: number): Promise<readonly ActTime[]>;
  /** Switch one cell, so many times. */
  toggle(times: number): Promise<readonly ActTime[]>;
  /** Add a participant by the form, so many times. */
  addRow(times: number): Promise<readonly ActTime[]>;
}

declare global {
  interface Window {
    roster?: RosterPage;
  }
}
