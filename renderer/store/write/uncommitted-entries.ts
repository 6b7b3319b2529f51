import { type Dot, deviceOfDot, type Op } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { DeviceOnlyRow } from '../db/device-only-rows.ts';
import { putDeviceOnlyRows } from '../db/device-only-tables.ts';
import type { PackRow } from '../db/rows.ts';
import type { LogErasedEntry } from '../journal/journal-entry.ts';
import { removeErasedLog } from './remove-log.ts';
import { restoreErasedLog } from './restore-erased-log.ts';
import { lastOpNumber, restoreOwnOps } from './restore-own-ops.ts';

/** Content of one append to the journal that the database then refused. */
type UncommittedEntry =
  | { readonly kind: 'ops'; readonly log: LogId; readonly ops: readonly [Op, ...Op[]] }
  | { readonly kind: 'pack'; readonly row: PackRow }
  | { readonly kind: 'rows'; readonly rows: readonly DeviceOnlyRow[] }
  | { readonly kind: 'logErased'; readonly erased: LogErasedEntry }
  | { readonly kind: 'logBack'; readonly log: LogId };

/** A write that the journal has and the database refused; `cause` is the reason. */
export class NotCommittedError extends Error {
  override readonly name = 'NotCommittedError';
  readonly dots: readonly Dot[];

  constructor(dots: readonly Dot[], cause: unknown) {
    super('Only the journal has it', { cause });
    this.dots = dots;
  }
}

/**
 * Journal entries that the database has not committed (D1). Their numbers are used for ever, so the database gets them
 * before any other write or answer. After a crash the reconciliation does the same (D2).
 */
export class UncommittedEntries {
  #entries: readonly UncommittedEntry[] = [];

  add(uncommittedEntry: UncommittedEntry): void {
    this.#entries = [...this.#entries, uncommittedEntry];
  }

  /** Journal and database were reconciled: all entries are committed. */
  clear(): void {
    this.#entries = [];
  }

  /** Commit all entries, in order. Rejects when the database still refuses; then no other task may run. */
  async commit(db: FieldDatabase): Promise<void> {
    const uncommittedEntries = this.#entries;
    if (uncommittedEntries.length === 0) return;
    await db.transaction('rw', db.tables, async () => {
      for (const uncommittedEntry of uncommittedEntries) await commitEntry(db, uncommittedEntry);
    });
    this.#entries = this.#entries.filter((entry) => !uncommittedEntries.includes(entry));
  }
}

async function commitEntry(db: FieldDatabase, uncommittedEntry: UncommittedEntry): Promise<void> {
  const nothing = {
    ops: [],
    packs: [],
    have: 0,
    acked: 0,
    chainEnd: null,
    refold: [],
    startsBySnapshot: false,
  };
  switch (uncommittedEntry.kind) {
    case 'ops': {
      const { log, ops } = uncommittedEntry;
      return restoreOwnOps(db, deviceOfDot(ops[0].dot), { ...nothing, log, ops, have: lastOpNumber(ops) });
    }
    case 'pack': {
      const { log, device, last, hash } = uncommittedEntry.row;
      const toRestore = { ...nothing, log, packs: [uncommittedEntry.row], chainEnd: { n: last, hash } };
      return restoreOwnOps(db, device, toRestore);
    }
    case 'rows':
      return putDeviceOnlyRows(db, uncommittedEntry.rows);
    case 'logErased':
      return removeErasedLog(db, uncommittedEntry.erased, uncommittedEntry.erased.device);
    case 'logBack':
      return restoreErasedLog(db, uncommittedEntry.log);
  }
}
