import type { LogId } from '#domain/ids.ts';
import type { Road, RoadAnswer, SnapshotFrom } from '#sync/client/ports.ts';

/** What a page is asked by. */
export interface PageQuestion {
  readonly log: LogId;
  readonly from: SnapshotFrom;
  readonly bytes: number;
}

/** Where an answer took longer, the link is what is waited for, and a cut would cost one page more. */
const quickMs = 1_000;

/**
 * The next page of a snapshot, asked for while the present one is being stored, so that disk and headquarters work at
 * the same time. At most one; what is not asked for again is let go.
 */
export class PageAhead {
  readonly #road: Road;
  #asked: { readonly key: string; readonly answer: Promise<RoadAnswer> } | null = null;

  constructor(road: Road) {
    this.#road = road;
  }

  /** The page, from what was asked ahead where it is the same question. */
  take(question: PageQuestion): Promise<RoadAnswer> {
    const asked = this.#asked;
    this.#asked = null;
    return asked?.key === keyOf(question) ? asked.answer : this.#ask(question);
  }

  /** Asks already, if the last answer took `tookMs` and that is little. */
  askAhead(question: PageQuestion, tookMs: number): void {
    if (tookMs <= quickMs) this.#asked = { key: keyOf(question), answer: this.#ask(question) };
  }

  /** Lets go of what was asked ahead, when it has ended: by the next run it may be out of date. */
  async forget(): Promise<void> {
    const asked = this.#asked;
    this.#asked = null;
    await asked?.answer;
  }

  #ask({ log, from, bytes }: PageQuestion): Promise<RoadAnswer> {
    return this.#road.snapshot(log, from, bytes);
  }
}

const keyOf = ({ log, from }: PageQuestion): string => JSON.stringify([log, from?.after, from?.place]);
