/** Selection of edits: all of E, those of one of its devices, or one more on an idle device. */
export type EditSelection =
  | { readonly list: 'all'; readonly from?: number; readonly to?: number }
  | { readonly list: 'device'; readonly device: number; readonly from?: number; readonly to?: number }
  | { readonly list: 'one'; readonly which: number };

export interface WriteTimes {
  readonly changes: number;
  readonly tookMs: number;
  /** Time of each write until it was saved; one per call of the store. */
  readonly eachMs: readonly number[];
}

export interface PairResult {
  readonly pairs: number;
  /** Both values are side by side and the person is told. */
  readonly visible: number;
  /** Fields that only one device changed, and the number of them that show its last write. */
  readonly alone: number;
  readonly aloneShown: number;
}

/** Interface of the page of the measurements, over the same store as the app's. */
export interface BenchPage {
  /** Make the workload at this scale; called first. */
  begin(scale: number): Promise<void>;
  enrol(url: string, code: string): Promise<void>;
  /** Pause or resume sending and receiving: a paused laptop writes as one without a network. */
  pauseSync(isPaused: boolean): Promise<void>;
  syncNow(): Promise<void>;
  /** Wait until the store reports waiting changes. */
  untilWaiting(): Promise<number>;
  /** Wait until nothing waits and nothing is on its way; returns the time. */
  untilRest(): Promise<number>;
  /** Write W, a document at a time. */
  fill(): Promise<WriteTimes>;
  /** Read the values that the edits will replace, as a screen has them before a write. */
  look(edits: EditSelection): Promise<number>;
  /** Write edits that were read before, one after the other. */
  edit(edits: EditSelection): Promise<WriteTimes>;
  /** Times of the browser's strict transaction alone, without our store, in milliseconds. */
  strictTransactions(): Promise<readonly number[]>;
  digest(): Promise<string>;
  pairs(): Promise<PairResult>;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}
