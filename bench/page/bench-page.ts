/** Which edits: all of E, those of one of its devices, or one more on a device that rests. */
export type EditSelection =
  | { readonly list: 'all'; readonly from?: number; readonly to?: number }
  | { readonly list: 'device'; readonly device: number; readonly from?: number; readonly to?: number }
  | { readonly list: 'one'; readonly which: number };

export interface WriteTimes {
  readonly changes: number;
  readonly tookMs: number;
  /** How long each write took until it was saved; one per call of the store. */
  readonly eachMs: readonly number[];
}

export interface PairResult {
  readonly pairs: number;
  /** Both values stand beside each other and the person is told. */
  readonly visible: number;
  /** Fields that one device alone changed, and how many of them show what it wrote last. */
  readonly alone: number;
  readonly aloneShown: number;
}

/** What the page of the measurements does when the program asks, through the store that the app has. */
export interface BenchPage {
  /** Makes the workload at this scale; first of all. */
  begin(scale: number): Promise<void>;
  enrol(url: string, code: string): Promise<void>;
  /** The switch that simulates having no network. */
  setOffline(isOffline: boolean): Promise<void>;
  syncNow(): Promise<void>;
  /** Ends when the store says that changes wait. */
  untilWaiting(): Promise<number>;
  /** Ends when nothing waits and nothing is on its way; answers how long that took. */
  untilRest(): Promise<number>;
  /** Writes W, a document at a time. */
  fill(): Promise<WriteTimes>;
  /** Reads what the edits will replace, as a screen has it before someone writes. */
  look(edits: EditSelection): Promise<number>;
  /** Writes edits that were looked at before, one after the other. */
  edit(edits: EditSelection): Promise<WriteTimes>;
  /** What the browser's strict transaction alone takes, without our store: milliseconds of each. */
  strictTransactions(): Promise<readonly number[]>;
  digest(): Promise<string>;
  pairs(): Promise<PairResult>;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}
