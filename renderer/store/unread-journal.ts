import type { InTurn } from './in-turn.ts';
import type { JournalRefused } from './journal.ts';

/**
 * A journal that gave nothing when it was to be compared with the database (D2). The database may be an older one, so
 * own numbers may be in use that nobody here knows: until the journal was read nothing is written.
 */
export class UnreadJournal {
  #refused: JournalRefused | null;
  readonly #compare: () => Promise<JournalRefused | null>;

  /** `compare` brings journal and database together; what it resolves with is why the journal could not be read. */
  constructor(refused: JournalRefused | null, compare: () => Promise<JournalRefused | null>) {
    this.#refused = refused;
    this.#compare = compare;
  }

  /** The comparison was made elsewhere. */
  found(refused: JournalRefused | null): void {
    this.#refused = refused;
  }

  async tryAgain(): Promise<void> {
    if (this.#refused !== null) this.#refused = await this.#compare();
  }

  /** Throws while the journal could not be read. */
  mustBeRead(): void {
    if (this.#refused !== null) throw this.#refused;
  }
}

/** Turns that begin with another try to read the journal. */
export const readingFirst =
  (inTurn: InTurn, unread: UnreadJournal): InTurn =>
  (task) =>
    inTurn(async () => {
      await unread.tryAgain();
      return task();
    });
