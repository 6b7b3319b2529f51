import type { LogId } from '#domain/ids.ts';
import type { JournalEntry, LogErasedEntry, PackEntry } from '../journal-entry.ts';
import { isCount, isNameLeft, staysPack } from './what-stays.ts';

/** What the entries of the journal are about, as far as is needed to say whether anything of an erased mission is in them. */
export class LogTraces {
  readonly #logs = new Set<LogId>();
  readonly #packs: PackEntry[] = [];
  readonly #parked: string[] = [];
  readonly #erasures: LogErasedEntry[] = [];

  note(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'ops':
        if (!entry.ops.every(isCount)) this.#logs.add(entry.log);
        return;
      case 'adopted':
        for (const { log, ops } of entry.logs) if (!ops.every(isCount)) this.#logs.add(log);
        return;
      case 'grants':
        // Keys of a parsed record are log ids; Object.keys forgets that.
        for (const log of Object.keys({ ...entry.grants.logs, ...entry.grants.about }) as LogId[])
          this.#logs.add(log);
        return;
      case 'note':
        this.#logs.add(entry.note.log);
        return;
      case 'pack':
        this.#packs.push(entry);
        return;
      case 'parked':
        this.#parked.push(entry.text);
        return;
      case 'mark':
      case 'runs':
      case 'notesErased':
      case 'logBack':
        return;
      case 'logErased':
        this.#erasures.push(entry);
    }
  }

  /** Is something of it in them that does not stay? */
  hasMoreOf(erased: LogErasedEntry): boolean {
    const { log } = erased;
    return (
      this.#logs.has(log) ||
      this.#erasures.some((one) => one.log === log && isNameLeft(erased, one)) ||
      this.#parked.some((text) => text.includes(log)) ||
      this.#packs.some((one) => one.log === log && !staysPack(erased, { ...one, payload: one.pack.payload }))
    );
  }
}
