import { deviceOfDot, type Dot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { InterviewNote } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from '../db/database.ts';
import { DiskTimeoutError } from '../db/disk-failure.ts';
import type { Mutex } from '../db/mutex.ts';
import type { Timeout } from '../db/timeout.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { removeErasedLog, restoreErasedLog } from '../retention/remove-log.ts';
import type { PackRow } from '../db/rows.ts';
import { lastOpNumber, restoreOwnOps } from './restore-own-ops.ts';
import type { JournalRefused } from '../journal/journal.ts';

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
  setResult(refused: JournalRefused | null): void {
    this.#refused = refused;
  }

  async tryAgain(): Promise<void> {
    if (this.#refused !== null) this.#refused = await this.#compare();
  }

  /** Throws while the journal could not be read. */
  requireRead(): void {
    if (this.#refused !== null) throw this.#refused;
  }
}

/** Turns that begin with another try to read the journal. */
export const readJournalFirst =
  (mutex: Mutex, unread: UnreadJournal): Mutex =>
  (task) =>
    mutex(async () => {
      await unread.tryAgain();
      return task();
    });

/** What one append to the journal kept and the database then did not take. */
type UncommittedEntry =
  | { readonly kind: 'ops'; readonly log: LogId; readonly ops: readonly [Op, ...Op[]] }
  | { readonly kind: 'pack'; readonly row: PackRow }
  | { readonly kind: 'note'; readonly note: InterviewNote }
  | { readonly kind: 'logErased'; readonly entry: LogErasedEntry }
  | { readonly kind: 'logBack'; readonly log: LogId };

/** A write that the journal has and the database did not take; `cause` says why. */
export class NotCommittedError extends Error {
  override readonly name = 'OnlyInJournal';
  readonly dots: readonly Dot[];

  constructor(dots: readonly Dot[], cause: unknown) {
    super('Only the journal has it', { cause });
    this.dots = dots;
  }
}

/**
 * What the journal has and the database owes (D1). Its numbers are taken for ever, so the database gets it before
 * anything else is written or received; after a crash reconciliation does the same (D2).
 */
export class UncommittedEntries {
  #debts: readonly UncommittedEntry[] = [];
  #silence: DiskTimeoutError | null = null;

  add(debt: UncommittedEntry): void {
    this.#debts = [...this.#debts, debt];
  }

  /** What the database owes is not known, until it is compared with the journal: nothing may be done before that. */
  markUnknown(silence: DiskTimeoutError): void {
    this.#silence = silence;
  }

  /** The journal and the database were compared: nothing is owed any more. */
  clear(): void {
    this.#debts = [];
    this.#silence = null;
  }

  /** Gives the database what it owes, in order. Rejects when it still takes nothing; then nothing else may be done. */
  async commit(db: FieldDatabase): Promise<void> {
    if (this.#silence) throw this.#silence;
    const debts = this.#debts;
    if (debts.length === 0) return;
    await db.transaction('rw', db.tables, async () => {
      for (const debt of debts) await commitEntry(db, debt);
    });
    this.#debts = this.#debts.filter((debt) => !debts.includes(debt));
  }
}

/** Turns that do not wait for ever. What a turn given up on has done shows when journal and database are compared (D2). */
export const withTimeout =
  (turn: Mutex, uncommitted: UncommittedEntries, timeout: Timeout): Mutex =>
  (task) =>
    turn(async () => {
      try {
        return await timeout(task());
      } catch (error) {
        if (error instanceof DiskTimeoutError) uncommitted.markUnknown(error);
        throw error;
      }
    });

/** Turns that begin with paying what is owed; when that fails, the turn does. */
export const commitFirst =
  (turn: Mutex, uncommitted: UncommittedEntries, db: FieldDatabase): Mutex =>
  (task) =>
    turn(async () => {
      await uncommitted.commit(db);
      return task();
    });

async function commitEntry(db: FieldDatabase, debt: UncommittedEntry): Promise<void> {
  const nothing = {
    ops: [],
    packs: [],
    have: 0,
    acked: 0,
    chainEnd: null,
    refold: [],
    startsBySnapshot: false,
  };
  switch (debt.kind) {
    case 'ops': {
      const { log, ops } = debt;
      return restoreOwnOps(db, deviceOfDot(ops[0].dot), { ...nothing, log, ops, have: lastOpNumber(ops) });
    }
    case 'pack': {
      const { log, device, last, hash } = debt.row;
      const toRestore = { ...nothing, log, packs: [debt.row], chainEnd: { n: last, hash } };
      return restoreOwnOps(db, device, toRestore);
    }
    case 'note':
      await db.notes.put(debt.note);
      return;
    case 'logErased':
      return removeErasedLog(db, debt.entry, debt.entry.device);
    case 'logBack':
      return restoreErasedLog(db, debt.log);
  }
}
