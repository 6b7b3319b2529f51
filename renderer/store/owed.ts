import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { InterviewNote } from '#domain/interview/interview-note.ts';
import type { FieldDatabase } from './database.ts';
import { DiskSilent } from './disk-failure.ts';
import type { InTurn } from './in-turn.ts';
import type { Patience } from './patience.ts';
import type { LogErasedEntry } from './journal-entry.ts';
import { bringLogBack } from './retention/bring-log-back.ts';
import { takeLogOut } from './retention/take-log-out.ts';
import type { PackRow } from './rows.ts';
import { lastNumber, takeBack } from './take-back.ts';

/** What one append to the journal kept and the database then did not take. */
type Debt =
  | { readonly kind: 'ops'; readonly log: LogId; readonly ops: readonly [Op, ...Op[]] }
  | { readonly kind: 'pack'; readonly row: PackRow }
  | { readonly kind: 'note'; readonly note: InterviewNote }
  | { readonly kind: 'logErased'; readonly entry: LogErasedEntry }
  | { readonly kind: 'logBack'; readonly log: LogId };

/** A write that the journal has and the database did not take; `cause` says why. */
export class OnlyInJournal extends Error {
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
export class Owed {
  #debts: readonly Debt[] = [];
  #silence: DiskSilent | null = null;

  owe(debt: Debt): void {
    this.#debts = [...this.#debts, debt];
  }

  /** What the database owes is not known, until it is compared with the journal: nothing may be done before that. */
  doubt(silence: DiskSilent): void {
    this.#silence = silence;
  }

  /** The journal and the database were compared: nothing is owed any more. */
  forget(): void {
    this.#debts = [];
    this.#silence = null;
  }

  /** Gives the database what it owes, in order. Rejects when it still takes nothing; then nothing else may be done. */
  async pay(db: FieldDatabase): Promise<void> {
    if (this.#silence) throw this.#silence;
    const debts = this.#debts;
    if (debts.length === 0) return;
    await db.transaction('rw', db.tables, async () => {
      for (const debt of debts) await payOne(db, debt);
    });
    this.#debts = this.#debts.filter((debt) => !debts.includes(debt));
  }
}

/** Turns that do not wait for ever. What a turn given up on has done shows when journal and database are compared (D2). */
export const givingUp =
  (turn: InTurn, owed: Owed, patience: Patience): InTurn =>
  (task) =>
    turn(async () => {
      try {
        return await patience(task());
      } catch (error) {
        if (error instanceof DiskSilent) owed.doubt(error);
        throw error;
      }
    });

/** Turns that begin with paying what is owed; when that fails, the turn does. */
export const payingFirst =
  (turn: InTurn, owed: Owed, db: FieldDatabase): InTurn =>
  (task) =>
    turn(async () => {
      await owed.pay(db);
      return task();
    });

async function payOne(db: FieldDatabase, debt: Debt): Promise<void> {
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
      return takeBack(db, deviceOf(ops[0].dot), { ...nothing, log, ops, have: lastNumber(ops) });
    }
    case 'pack': {
      const { log, device, last, hash } = debt.row;
      const gift = { ...nothing, log, packs: [debt.row], chainEnd: { n: last, hash } };
      return takeBack(db, device, gift);
    }
    case 'note':
      await db.notes.put(debt.note);
      return;
    case 'logErased':
      return takeLogOut(db, debt.entry, debt.entry.device);
    case 'logBack':
      return bringLogBack(db, debt.log);
  }
}
