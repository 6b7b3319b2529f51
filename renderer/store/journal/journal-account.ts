import { deviceOfDot, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import { type DeviceOnlyKey, deviceOnlyKeyOf } from '../db/device-only-rows.ts';
import type { Journal, JournalFileRead, JournalRoom } from './journal.ts';
import { type GrantsEntry, type JournalEntry, rowInEntry } from './journal-entry.ts';
import { JournalState } from './journal-state.ts';

/** Read the whole journal, a file at a time, and record the content of each file in the account. */
export async function readWholeJournal(journal: Journal, account: JournalAccount): Promise<JournalState> {
  const state = new JournalState();
  account.clear();
  for await (const { file, entries, damaged } of journal.read()) {
    account.addEntries(file, entries, damaged);
    for (const entry of entries) state.applyEntry(entry);
  }
  return state;
}

/** Content of one journal file, as far as the decision to drop it needs it (D3). */
export interface JournalFileAccount {
  readonly file: number;
  /** Per device and log the highest number in it. */
  readonly lastNumbers: readonly { readonly device: DeviceId; readonly log: LogId; readonly n: number }[];
  /** It revokes entries of an older file: numbers of a former identity (P2), or the erasure of a mission. */
  readonly revokesEarlier: boolean;
  readonly damaged: number;
  /** Quarantined items in it, and their number of characters. */
  readonly parked: ReadonlySet<Sha256>;
  readonly parkedLength: number;
  /** Latest revision in it of each row that is on this laptop alone. */
  readonly rowRevisions: ReadonlyMap<DeviceOnlyKey, number>;
}

/** Account of the content of each file: read once when the journal is opened, then updated by each append. */
export class JournalAccount {
  readonly #files = new Map<number, JournalFileAccount>();
  readonly #formers = new Set<DeviceId>();
  #terms: Omit<GrantsEntry, 'kind'> | null = null;
  /** Journaled end of each sync run, by its start. */
  readonly #runEnds = new Map<number, number>();
  #room: JournalRoom = 'ample';
  /** Number of quarantined rows in the database at the last comparison with the journal. */
  comparedQuarantineCount: number | null = null;
  /** The database alone has own entries: the journal refused them at the last comparison, or an adoption since. */
  lacksOwnEntries = false;
  #onRoomChange: (room: JournalRoom) => void = () => undefined;
  #onRestart: () => void = () => undefined;

  /** Files before the one that is written to, oldest first. */
  get pastFiles(): readonly JournalFileAccount[] {
    const files = [...this.#files.values()].sort((a, b) => a.file - b.file);
    return files.slice(0, -1);
  }

  /** Damaged frames by file. */
  get damagedFrames(): ReadonlyMap<number, number> {
    const damaged = [...this.#files.values()].filter((one) => one.damaged > 0);
    return new Map(damaged.map((one) => [one.file, one.damaged]));
  }

  get damagedFrameCount(): number {
    return [...this.damagedFrames.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Latest journaled grants of the person. */
  get terms(): Omit<GrantsEntry, 'kind'> | null {
    return this.#terms;
  }

  /** Free space that the last append found (D4). */
  get room(): JournalRoom {
    return this.#room;
  }

  /** Set the listener for a journal that lost its files and started again. */
  onRestart(listener: () => void): void {
    this.#onRestart = listener;
  }

  onRoomChange(listener: (room: JournalRoom) => void): void {
    this.#onRoomChange = listener;
  }

  /** True when this device was a former identity. */
  isFormerDevice(device: DeviceId): boolean {
    return this.#formers.has(device);
  }

  /** True when the journal has own ops in the log, under any identity. */
  hasOwnNumbersOf(log: LogId): boolean {
    return [...this.#files.values()].some(({ lastNumbers }) => lastNumbers.some((one) => one.log === log));
  }

  hasQuarantined(hash: Sha256): boolean {
    return [...this.#files.values()].some(({ parked }) => parked.has(hash));
  }

  /** True when the journal has this run in its present form. */
  hasRun({ startedAtMs, endedAtMs }: { readonly startedAtMs: number; readonly endedAtMs: number }): boolean {
    return this.#runEnds.get(startedAtMs) === endedAtMs;
  }

  /** Latest revision in the other files of a row that is on this laptop alone; 0 when there is none. */
  rowRevision(key: DeviceOnlyKey, except: readonly number[] = []): number {
    const files = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return Math.max(0, ...files.map(({ rowRevisions }) => rowRevisions.get(key) ?? 0));
  }

  /** Rows of this laptop alone with entries in the other files. */
  rowKeysIn(except: readonly number[] = []): ReadonlySet<DeviceOnlyKey> {
    const files = [...this.#files.values()].filter(({ file }) => !except.includes(file));
    return new Set(files.flatMap(({ rowRevisions }) => [...rowRevisions.keys()]));
  }

  /** Replace the accounts of these files after some of their entries were made unreadable. */
  replaceFiles(changed: readonly JournalFileRead[]): void {
    for (const { file, entries, damaged } of changed)
      this.#files.set(file, fileAccountAfter(emptyFileAccount(file), entries, damaged));
  }

  /** Start again, for a new reading of the journal. */
  clear(): void {
    this.#files.clear();
    this.#runEnds.clear();
    this.comparedQuarantineCount = null;
    this.#formers.clear();
    this.#terms = null;
  }

  addEntries(file: number, entries: readonly JournalEntry[], damaged = 0): void {
    this.#files.set(
      file,
      fileAccountAfter(this.#files.get(file) ?? emptyFileAccount(file), entries, damaged),
    );
    for (const entry of entries) {
      if (entry.kind === 'adopted') this.#formers.add(entry.from);
      if (entry.kind === 'grants') this.#terms = entry;
      if (entry.kind === 'runs')
        for (const { startedAtMs, endedAtMs } of entry.runs) this.#runEnds.set(startedAtMs, endedAtMs);
    }
  }

  setRoom(room: JournalRoom): void {
    this.#room = room;
    this.#onRoomChange(room);
  }

  notifyRestart(): void {
    this.#onRestart();
  }

  dropFiles(files: readonly number[]): void {
    for (const file of files) this.#files.delete(file);
  }
}

const emptyFileAccount = (file: number): JournalFileAccount => ({
  file,
  lastNumbers: [],
  revokesEarlier: false,
  damaged: 0,
  parked: new Set(),
  parkedLength: 0,
  rowRevisions: new Map(),
});

/** Account of a file after these entries were appended. */
function fileAccountAfter(
  before: JournalFileAccount,
  entries: readonly JournalEntry[],
  damaged: number,
): JournalFileAccount {
  const parked = entries.flatMap((entry) => (entry.kind === 'parked' ? [entry] : []));
  const last = new Map(before.lastNumbers.map((one) => [`${one.device} ${one.log}`, one]));
  for (const { device, log, n } of entries.flatMap(ownNumbersIn)) {
    const key = `${device} ${log}`;
    if (n > (last.get(key)?.n ?? 0)) last.set(key, { device, log, n });
  }
  const rowRevisions = new Map(before.rowRevisions);
  for (const row of entries.map(rowInEntry)) {
    if (row === null) continue;
    const key = deviceOnlyKeyOf(row);
    rowRevisions.set(key, Math.max(row.revision, rowRevisions.get(key) ?? 0));
  }
  return {
    file: before.file,
    lastNumbers: [...last.values()],
    revokesEarlier:
      before.revokesEarlier || entries.some(({ kind }) => kind === 'adopted' || kind === 'logBack'),
    damaged: before.damaged + damaged,
    parked: new Set([...before.parked, ...parked.map(({ hash }) => hash)]),
    parkedLength: parked.reduce((sum, { text }) => sum + text.length, before.parkedLength),
    rowRevisions,
  };
}

/** Journal that updates its account at each write. */
export const accountedJournal = (journal: Journal, account: JournalAccount): Journal => ({
  isThere: journal.isThere,
  append: async (entries) => {
    const kept = await journal.append(entries);
    account.addEntries(kept.file, entries);
    account.setRoom(kept.room);
    if (kept.isAnew) account.notifyRestart();
    return kept;
  },
  read: () => journal.read(),
  room: () => journal.room(),
  drop: async (files) => {
    await journal.drop(files);
    account.dropFiles(files);
  },
  blank: async (isGone) => {
    const changed = await journal.blank(isGone);
    account.replaceFiles(changed);
    return changed;
  },
});

type OwnOpNumber = JournalFileAccount['lastNumbers'][number];

function ownNumbersIn(entry: JournalEntry): readonly OwnOpNumber[] {
  switch (entry.kind) {
    case 'ops':
      return ownNumbersOf(entry.log, entry.ops);
    case 'pack':
      return [{ device: entry.device, log: entry.log, n: entry.last }];
    case 'adopted':
      return entry.logs.flatMap(({ log, ops }) => ownNumbersOf(log, ops));
    case 'mark':
    case 'grants':
    case 'parked':
    case 'runs':
    case 'note':
    case 'deviceRecord':
    case 'notesErased':
    case 'deviceRecordsErased':
    case 'draft':
    case 'draftsErased':
    case 'logErased':
    case 'logBack':
      return [];
  }
}

const ownNumbersOf = (log: LogId, ops: readonly Op[]): readonly OwnOpNumber[] =>
  ops.map(({ dot }) => ({ device: deviceOfDot(dot), log, n: numberOfDot(dot) }));
