import { deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import {
  type DeviceOnlyKey,
  type DeviceOnlyRow,
  deviceOnlyKey,
  deviceOnlyKeyOf,
  erasedBelowOf,
} from '../db/device-only-rows.ts';
import type { ChainEnd } from '../db/log-row.ts';
import type { PackRow } from '../db/rows.ts';
import {
  adoptionWithoutLog,
  grantsToRefetch,
  isErasureCount,
  isFinalErasure,
  isOpKept,
  isPackKept,
} from './erased-log-entries.ts';
import {
  type CheckpointEntry,
  erasedRowsIn,
  type GrantsEntry,
  type IdentityAdoptionEntry,
  type JournalEntry,
  type JournaledErasure,
  type LogErasedEntry,
  type OwnPackEntry,
  packFromEntry,
  type QuarantineEntry,
  rowInEntry,
  type SyncRunsEntry,
} from './journal-entry.ts';

/** Logs and devices that the entries are about, to decide whether an erased mission left any traces. */
class ErasedLogTraces {
  readonly #logs = new Set<LogId>();
  readonly #packs: OwnPackEntry[] = [];
  readonly #parked: string[] = [];
  readonly #erasures: LogErasedEntry[] = [];

  addEntry(journalEntry: JournalEntry): void {
    switch (journalEntry.kind) {
      case 'ops':
        if (!journalEntry.ops.every(isErasureCount)) this.#logs.add(journalEntry.log);
        return;
      case 'adopted':
        for (const { log, ops } of journalEntry.logs) if (!ops.every(isErasureCount)) this.#logs.add(log);
        return;
      case 'grants':
        // Keys of a parsed record are log ids; Object.keys forgets that.
        for (const logId of Object.keys({
          ...journalEntry.grants.logs,
          ...journalEntry.grants.about,
        }) as LogId[])
          this.#logs.add(logId);
        return;
      case 'note':
        this.#logs.add(journalEntry.note.log);
        return;
      case 'deviceRecord':
        this.#logs.add(journalEntry.record.log);
        return;
      case 'draft':
        this.#logs.add(journalEntry.draft.log);
        return;
      case 'pack':
        this.#packs.push(journalEntry);
        return;
      case 'parked':
        this.#parked.push(journalEntry.text);
        return;
      case 'mark':
      case 'runs':
      case 'notesErased':
      case 'deviceRecordsErased':
      case 'draftsErased':
      case 'logBack':
        return;
      case 'logErased':
        this.#erasures.push(journalEntry);
    }
  }

  /** True when the entries have content of it that must go. */
  hasTraceOf(erasedEntry: LogErasedEntry): boolean {
    const { log } = erasedEntry;
    return (
      this.#logs.has(log) ||
      this.#erasures.some((one) => one.log === log && isFinalErasure(erasedEntry, one)) ||
      this.#parked.some((text) => text.includes(log)) ||
      this.#packs.some(
        (ownPackEntry) =>
          ownPackEntry.log === log &&
          !isPackKept(erasedEntry, { ...ownPackEntry, payload: ownPackEntry.pack.payload }),
      )
    );
  }
}

/** Journaled ops of one device in one log. */
export interface JournalChain {
  /** Headquarters has everything up to here; earlier entries may be gone (D3). */
  readonly mark: ChainEnd | null;
  readonly opsByNumber: ReadonlyMap<number, Op>;
  readonly packsByFirst: ReadonlyMap<number, PackRow>;
}

interface MutableJournalChain extends JournalChain {
  mark: ChainEnd | null;
  readonly opsByNumber: Map<number, Op>;
  readonly packsByFirst: Map<number, PackRow>;
}

/**
 * State of all journal entries, read in order. Of two entries that claim the same op the later one counts: the earlier
 * write failed for its caller.
 */
export class JournalState {
  readonly #chains = new Map<DeviceId, Map<LogId, MutableJournalChain>>();
  readonly #adoptions: IdentityAdoptionEntry[] = [];
  readonly #parked = new Map<Sha256, QuarantineEntry>();
  readonly #runs = new Map<number, SyncRunsEntry['runs'][number]>();
  readonly #rows = new Map<DeviceOnlyKey, DeviceOnlyRow>();
  readonly #erasedRows = new Set<DeviceOnlyKey>();
  /** Lowest revision of each row in any entry. */
  readonly #firstRevisions = new Map<DeviceOnlyKey, number>();
  readonly #erasures = new Map<string, JournaledErasure>();
  readonly #traces = new ErasedLogTraces();
  readonly #erasedLogs = new Map<LogId, LogErasedEntry>();
  readonly #backLogs = new Set<LogId>();
  #device: DeviceId | null = null;
  #terms: GrantsEntry | null = null;

  /** Device of the last entries: the identity that wrote this journal. Null before any. */
  get device(): DeviceId | null {
    return this.#device;
  }

  /** Grants of the person, as last journaled. */
  get terms(): GrantsEntry | null {
    return this.#terms;
  }

  /** Identity changes (P2), oldest first. */
  get adoptions(): readonly IdentityAdoptionEntry[] {
    return this.#adoptions;
  }

  /** Quarantined items, in order of arrival. */
  get parked(): readonly QuarantineEntry[] {
    return [...this.#parked.values()];
  }

  /** Sync runs, by their start. */
  get runs(): SyncRunsEntry['runs'] {
    return [...this.#runs.values()].sort((a, b) => a.startedAtMs - b.startedAtMs);
  }

  /** Latest revisions of the rows of this laptop alone that were not erased. */
  get deviceOnlyRows(): readonly DeviceOnlyRow[] {
    return [...this.#rows.values()];
  }

  get erasedRows(): ReadonlySet<DeviceOnlyKey> {
    return this.#erasedRows;
  }

  /** Latest revisions of rows with entries that have fields erased since. */
  get partlyErasedRows(): readonly DeviceOnlyRow[] {
    return this.deviceOnlyRows.filter(
      (row) => (this.#firstRevisions.get(deviceOnlyKeyOf(row)) ?? 0) < erasedBelowOf(row),
    );
  }

  /** Reports of erasures of such rows. */
  get erasures(): readonly JournaledErasure[] {
    return [...this.#erasures.values()];
  }

  /** Missions that were erased and not restored. */
  get erasedLogs(): readonly LogErasedEntry[] {
    return [...this.#erasedLogs.values()];
  }

  /** True when nothing readable was ever written to it. */
  get isEmpty(): boolean {
    return this.#device === null && this.#terms === null;
  }

  /** Logs with journaled ops of this device. */
  logsOf(deviceId: DeviceId): readonly LogId[] {
    return [...(this.#chains.get(deviceId)?.keys() ?? [])];
  }

  chainOf(deviceId: DeviceId, logId: LogId): JournalChain {
    return this.#chains.get(deviceId)?.get(logId) ?? emptyJournalChain();
  }

  /**
   * True when a later entry, or later work in the mission, undoes an erasure in the database. The journal gets a
   * removal before the database does, so its entries are later than a removal that it lacks.
   */
  isErasureUndone({ log, device, end, off }: LogErasedEntry): boolean {
    if (this.#backLogs.has(log)) return true;
    if (off === undefined) return false;
    const { mark, opsByNumber } = this.chainOf(device, log);
    return (mark?.n ?? 0) > (end?.n ?? 0) || [...opsByNumber.values()].some((op) => !isErasureCount(op));
  }

  /** Those with content left in the entries that must go. */
  get partlyErasedLogs(): readonly LogErasedEntry[] {
    return this.erasedLogs.filter((erasedEntry) => this.#traces.hasTraceOf(erasedEntry));
  }

  applyEntry(journalEntry: JournalEntry): void {
    this.#traces.addEntry(journalEntry);
    switch (journalEntry.kind) {
      case 'ops':
        for (const op of journalEntry.ops) this.#takeOp(journalEntry.log, op);
        return;
      case 'pack':
        this.#device = journalEntry.device;
        this.#open(journalEntry.device, journalEntry.log).packsByFirst.set(
          journalEntry.first,
          packFromEntry(journalEntry),
        );
        return;
      case 'mark':
        return this.#takeMark(journalEntry);
      case 'adopted':
        return this.#takeAdopted(journalEntry);
      case 'grants':
        this.#terms = journalEntry;
        return;
      case 'parked':
        this.#parked.set(journalEntry.hash, journalEntry);
        return;
      case 'runs':
        for (const run of journalEntry.runs) this.#runs.set(run.startedAtMs, run);
        return;
      case 'note':
      case 'deviceRecord':
      case 'notesErased':
      case 'deviceRecordsErased':
      case 'draft':
      case 'draftsErased':
        return this.#takeRowEntry(journalEntry);
      case 'logErased':
        return this.#takeLogErased(journalEntry);
      case 'logBack':
        return this.#takeLogBack(journalEntry.log);
    }
  }

  /** Void all earlier entries of the log, except the counts for headquarters. */
  #takeLogErased(erasedEntry: LogErasedEntry): void {
    const { log, device, end } = erasedEntry;
    this.#erasedLogs.set(log, erasedEntry);
    this.#backLogs.delete(log);
    for (const logs of this.#chains.values()) {
      const { opsByNumber, packsByFirst } = logs.get(log) ?? emptyJournalChain();
      for (const [n, op] of opsByNumber) if (!isOpKept(erasedEntry, op)) opsByNumber.delete(n);
      for (const [first, packRow] of packsByFirst)
        if (!isPackKept(erasedEntry, packRow)) packsByFirst.delete(first);
    }
    const journalChain = this.#open(device, log);
    if (end !== null && end.n > (journalChain.mark?.n ?? 0)) journalChain.mark = end;
    this.#adoptions.splice(
      0,
      Infinity,
      ...this.#adoptions.map((adoptionEntry) => adoptionWithoutLog(erasedEntry, adoptionEntry)),
    );
    for (const [hash, { text }] of this.#parked) if (text.includes(log)) this.#parked.delete(hash);
    for (const [key, row] of this.#rows) if (row.log === log) this.#rows.delete(key);
    for (const [id, journaledErasure] of this.#erasures)
      if (journaledErasure.log === log) this.#erasures.delete(id);
  }

  /** The grants in it were removed from the terms meanwhile, so they are requested again. */
  #takeLogBack(logId: LogId): void {
    this.#erasedLogs.delete(logId);
    this.#backLogs.add(logId);
    if (this.#terms !== null) this.#terms = { ...this.#terms, grants: grantsToRefetch(this.#terms.grants) };
  }

  #takeRowEntry(journalEntry: JournalEntry): void {
    const [row, erasedRows] = [rowInEntry(journalEntry), erasedRowsIn(journalEntry)];
    if (row !== null) this.#takeRow(row);
    if (erasedRows === null) return;
    for (const id of erasedRows.ids) {
      const key = deviceOnlyKey(erasedRows.table, id);
      this.#erasedRows.add(key);
      this.#rows.delete(key);
    }
    for (const journaledErasure of erasedRows.erasures)
      this.#erasures.set(journaledErasure.id, journaledErasure);
  }

  #takeRow(row: DeviceOnlyRow): void {
    const key = deviceOnlyKeyOf(row);
    this.#firstRevisions.set(key, Math.min(row.revision, this.#firstRevisions.get(key) ?? row.revision));
    if (this.#erasedRows.has(key) || row.revision < (this.#rows.get(key)?.revision ?? 0)) return;
    this.#rows.set(key, row);
    this.#wroteIn(row.log);
  }

  #takeOp(logId: LogId, op: Op): void {
    this.#device = deviceOfDot(op.dot);
    this.#open(this.#device, logId).opsByNumber.set(numberOfDot(op.dot), op);
    if (!isErasureCount(op)) this.#wroteIn(logId);
  }

  /**
   * A removed mission gets no writes. An op after it means that the disk kept a removal that had failed for the person.
   */
  #wroteIn(logId: LogId): void {
    if (this.#erasedLogs.get(logId)?.off) this.#erasedLogs.delete(logId);
  }

  #takeMark({ device, logs }: CheckpointEntry): void {
    this.#device = device;
    // Keys of a parsed record are log ids; Object.entries forgets that.
    for (const [logId, chainEnd] of Object.entries(logs) as [LogId, ChainEnd][]) {
      const journalChain = this.#open(device, logId);
      if (chainEnd.n >= (journalChain.mark?.n ?? 0)) journalChain.mark = chainEnd;
    }
  }

  /** Void ops of the former device beyond `upTo`: they continue as ops of the new one. */
  #takeAdopted(adoptionEntry: IdentityAdoptionEntry): void {
    for (const { log, upTo, ops } of adoptionEntry.logs) {
      const { opsByNumber, packsByFirst } = this.#open(adoptionEntry.from, log);
      for (const n of opsByNumber.keys()) if (n > upTo) opsByNumber.delete(n);
      for (const [first, { last }] of packsByFirst) if (last > upTo) packsByFirst.delete(first);
      for (const op of ops) this.#takeOp(log, op);
    }
    this.#adoptions.push(adoptionEntry);
    this.#device = adoptionEntry.to;
  }

  #open(deviceId: DeviceId, logId: LogId): MutableJournalChain {
    const logs = this.#chains.get(deviceId) ?? new Map<LogId, MutableJournalChain>();
    const journalChain = logs.get(logId) ?? emptyJournalChain();
    this.#chains.set(deviceId, logs.set(logId, journalChain));
    return journalChain;
  }
}

const emptyJournalChain = (): MutableJournalChain => ({
  mark: null,
  opsByNumber: new Map(),
  packsByFirst: new Map(),
});
